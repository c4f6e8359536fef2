"""Shortening: long sums keep their largest and smallest terms, and a group becomes its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, names, rebuilt, summed, terms

TERMS = 6
"""The longest sum that is written out."""


@dataclass(frozen=True)
class Cut:
    """A formula with long sums cut, and the sum of what each cut left out."""

    tree: Formula
    left_out: Mapping[str, float]


@dataclass(frozen=True)
class Folds:
    """A formula with parts such as (1 − a) read as one number: key → the part."""

    tree: Formula
    groups: Mapping[str, Formula]

    def changed(self, part: Formula) -> Formula:
        """A part of the whole formula as it stands in the folded one."""
        keys = {group: key for key, group in self.groups.items()}
        return rebuilt(part, lambda each: Name(keys[each]) if each in keys else None)


def shortened(tree: Formula, numbers: Mapping[str, float], most: int = TERMS) -> Cut:
    """Cut every sum of more than ``most`` products: its two largest and its smallest stay, in their order.

    >>> from gdsim.core.formula import parse
    >>> from gdsim.core.readings.python import python
    >>> numbers = dict(zip("abcdefgh", (7.0, 1.0, 2.0, 9.0, 3.0, 4.0, 5.0, 6.0)))
    >>> cut = shortened(parse("a*a + b*b + c*c + d*d + e*e + f*f + g*g + h"), numbers)
    >>> python(cut.tree), cut.left_out
    ('a * a + b * b + d * d + 4 more + h', {'4 more': 54.0})
    """
    left_out: dict[str, float] = {}

    def change(part: Formula) -> Formula | None:
        every = terms(part)
        products = [term for term in every if not isinstance(term, Name)] or every
        if len(products) <= most:
            return None
        values = {term: _value(term, numbers) for term in products}
        by_size = sorted(products, key=lambda term: -abs(values[term]))
        kept = {*by_size[:2], by_size[-1]}
        rest = [term for term in products if term not in kept]
        key = f"{len(rest)} more"
        left_out[key] = sum(values[term] for term in rest)
        others = [term for term in every if term not in values]
        return summed([*(term for term in products if term in kept), Name(key), *others])

    return Cut(rebuilt(tree, change), left_out)


def _value(term: Formula, numbers: Mapping[str, float]) -> float:
    return float(evaluate(term, {key: numbers[key] for key in names(term)}))


def folded_complements(tree: Formula) -> Folds:
    """Read 1 − a, 1 − a² or 1 − βᵗ inside a product or quotient as one number.

    >>> from gdsim.core.formula import parse
    >>> from gdsim.core.readings.python import python
    >>> found = folded_complements(parse("a * (1 - a)"))
    >>> python(found.tree), [python(group) for group in found.groups.values()]
    ('a * whole 1', ['1 - a'])
    """
    groups: dict[str, Formula] = {}

    def visit(part: Formula, inside: bool) -> Formula:
        match part:
            case Binary("+" | "-", Number(), right) if inside and len(list(names(right))) <= 2:
                known = {group: key for key, group in groups.items()}
                key = known.get(part, f"whole {len(groups) + 1}")
                groups[key] = part
                return Name(key)
            case Binary("*" | "/" as sign, left, right):
                return Binary(sign, visit(left, True), visit(right, True))
            case Binary("+" | "-" as sign, left, right):
                return Binary(sign, visit(left, False), visit(right, False))
            case Negative(operand):
                return Negative(visit(operand, inside))
        return part

    return Folds(visit(tree, False), groups)


def foldable(tree: Formula) -> Formula | None:
    """The rightmost factor, term or bracket that is more than one number; None where all are.

    >>> from gdsim.core.formula import parse
    >>> from gdsim.core.readings.python import python
    >>> found = foldable(parse("(a * b + c * d) * e"))
    >>> python(found) if found else ""
    'c * d'
    """
    match tree:
        case Binary("+" | "-" | "*" | "/", left, right):
            for side in (right, left):
                found = foldable(side)
                if found is not None:
                    return found
                # The left side of a sum that is a sum itself is more of the same sum, no group of its own.
                if _is_group(side) and not (side is left and _is_sum(tree) and _is_sum(side)):
                    return side
        case Negative(operand):
            return foldable(operand)
        case Call() | Binary("**"):
            return None
    return None


def _is_sum(part: Formula) -> bool:
    return isinstance(part, Binary) and part.operator in ("+", "-")


def _is_group(part: Formula) -> bool:
    return not isinstance(part, (Name, Number))

"""Origin text: where a number comes from as plain lines, to be copied or read aloud."""

from __future__ import annotations

from gdsim.core.formula import Formula, Name, Negative, Number, rebuilt
from gdsim.core.readings.digits import fine
from gdsim.core.readings.python import python
from gdsim.core.readings.spoken import spoken
from gdsim.core.symbols import symbol
from gdsim.core.trace import Trace
from gdsim.insight.gradient_check import GradientCheck
from gdsim.insight.labels import drawn_name
from gdsim.insight.origin import Origin, Row

NOT_YET = "not computed yet"


def origin_text(trace: Trace, found: Origin, check: GradientCheck | None) -> str:
    """Every row with its formula, its numbers and its value, in the names of the program.

    Args:
        trace: the numbers that it was read from.
        found: where the number comes from.
        check: the gradient check, where there is one.

    Returns:
        Lines such as ``delta2[3] = da2[3] * slope2[3] = -0.5228962 * 0.9895023 = -0.517407``.
    """
    position = trace.position
    head = f"{drawn_name(found.label)} at epoch {position.epoch}, update {position.update}"
    lines = [head, *(_line(row) for row in found.rows)]
    if check is not None:
        told = check.reason or f"agrees to {check.apart:.0e}"
        lines.append(f"finite differences: {check.slope:.7g} ({told})")
    return "\n".join(lines)


def _line(row: Row) -> str:
    if row.part:
        return "    " + " = ".join([*_made(row), _number(row)])
    name = drawn_name(row.label)
    if row.sample is not None:
        name = f"{name} of sample {row.sample + 1}"
    if row.terms is not None:
        return " = ".join(
            [name, f"{row.terms.over} {row.words}" if row.value is not None else row.terms.over, _number(row)]
        )
    note = f" ({row.words})" if row.words and row.value is not None else ""
    return " = ".join([name, *_made(row), _number(row)]) + note


def _made(row: Row) -> list[str]:
    """The formula, and the same with its numbers as Python can work it out."""
    if row.made is None or row.made.formula is None:
        return []
    tree, factors = row.made.formula, row.made.factors

    def named(part: Formula) -> Formula | None:
        return Name(drawn_name(part.name)) if isinstance(part, Name) else None

    def put(part: Formula) -> Formula | None:
        return _literal(factors[part.name].value or 0.0) if isinstance(part, Name) else None

    texts = [python(rebuilt(tree, named))]
    if row.value is not None and row.made.scalar:
        texts.append(python(rebuilt(tree, put)))
    return texts


def _literal(value: float) -> Formula:
    """A number to seven digits; a sign stands before it as in a formula, so that a power takes it along."""
    size = Number(float(f"{abs(value):.7g}"))
    return Negative(size) if value < 0 else size


def _number(row: Row) -> str:
    return NOT_YET if row.value is None else f"{row.value:.7g}"


def origin_aloud(found: Origin) -> str:
    """The number and its first formula in words, for a screen reader."""
    words = [said(found.label)]
    words.append(NOT_YET if found.value is None else fine(found.value))
    for row in found.rows:
        if row.made is not None and row.made.formula is not None and row.made.scalar:
            tree = rebuilt(
                row.made.formula, lambda part: Name(said(part.name)) if isinstance(part, Name) else None
            )
            words.append(f"{said(row.label)} is {spoken(tree)}")
    return ". ".join(words)


def said(label: str) -> str:
    """A label in words.

    >>> said("dW2[3,2]"), said("m_hat[W2[3,2]]"), said("delta2[3]")
    ('d L by d W 2, 3, 2', 'm hat of W 2, 3, 2', 'delta 2, 3')
    """
    name, _, place = label.partition("[")
    word = symbol(name).spoken or name
    if place.startswith(("W", "b")):
        return said(place[:-1]) if name == "theta" else f"{word} of {said(place[:-1])}"
    return ", ".join([word, *place.removesuffix("]").split(",")]) if place else word

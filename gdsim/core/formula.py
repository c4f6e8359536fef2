"""Formula: one line of the lesson as a small tree, parsed from text in a closed grammar, never run as Python."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gdsim.core.functions import FUNCTIONS

LONGEST = 1000
"""Characters of the longest formula: far above any of the lesson, far below what could exhaust the parser."""


class FormulaError(ValueError):
    """A text that is not a formula of the grammar; says where and what would be right."""


@dataclass(frozen=True, slots=True)
class Number:
    """A literal."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A quantity of the program."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus something."""

    operand: Formula


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and one of ``+ - * / ** @ == != < <= > >=``."""

    operator: str
    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Transpose:
    """A matrix with rows and columns changed over, ``W.T``."""

    operand: Formula


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the grammar and its arguments."""

    function: str
    arguments: tuple[Formula, ...]


Formula = Number | Name | Negative | Binary | Transpose | Call

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """The tree of a formula.

    Args:
        text: an expression of the grammar, such as ``"rho * v + (1 - rho) * g**2"``.

    Raises:
        FormulaError: where the text is no expression or uses what the grammar does not have.

    >>> parse("W2.T @ delta2")
    Binary(operator='@', left=Transpose(operand=Name(name='W2')), right=Name(name='delta2'))
    >>> parse("__import__(1)")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    gdsim.core.formula.FormulaError: there is no function __import__; there are: abs, ...
    """
    if len(text) > LONGEST:
        raise FormulaError(f"a formula has at most {LONGEST} characters, not {len(text)}")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        return _read(tree, text)
    except SyntaxError as error:
        raise FormulaError(f"cannot be read at column {error.offset or 1}: {error.msg}") from None
    except (RecursionError, MemoryError, OverflowError, ValueError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError("is nested too deeply or holds a character that no formula has") from None


def _read(node: ast.AST, text: str) -> Formula:
    match node:
        case ast.Constant(value=bool() | str() | bytes() | None):
            raise FormulaError(f"{ast.unparse(node)} is not a number")
        case ast.Constant(value=int() | float() as value):
            return Number(float(value))
        case ast.Name(id=name):
            return Name(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Negative(_read(operand, text))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Binary(_OPERATORS[type(op)], _read(left, text), _read(right, text))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPERATORS:
            return Binary(_OPERATORS[type(op)], _read(left, text), _read(right, text))
        case ast.Attribute(value=operand, attr="T"):
            return Transpose(_read(operand, text))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return _call(name, tuple(_read(argument, text) for argument in arguments))
    what = ast.unparse(node) if isinstance(node, ast.expr) else type(node).__name__
    raise FormulaError(
        f"{what[:40]!r} is not part of the grammar: numbers, names, + - * / ** @ .T, comparisons, calls"
    )


def _call(name: str, arguments: tuple[Formula, ...]) -> Call:
    function = FUNCTIONS.get(name)
    if function is None:
        raise FormulaError(f"there is no function {name}; there are: {', '.join(sorted(FUNCTIONS))}")
    if function.arity not in (-1, len(arguments)):
        raise FormulaError(f"{name} takes {function.arity} argument(s), not {len(arguments)}")
    return Call(name, arguments)


def children(formula: Formula) -> tuple[Formula, ...]:
    """The parts that a formula is made of, from left to right."""
    match formula:
        case Negative(operand) | Transpose(operand):
            return (operand,)
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
    return ()


def names(formula: Formula) -> Iterator[str]:
    """Every name that a formula reads, in reading order, repeats included.

    >>> list(names(parse("m / (1 - beta_1**t)")))
    ['m', 'beta_1', 't']
    """
    if isinstance(formula, Name):
        yield formula.name
    for child in children(formula):
        yield from names(child)


def terms(formula: Formula) -> list[Formula]:
    """The terms of a sum from left to right; a formula that is none is its only term.

    >>> len(terms(parse("a * b + c + d / 2")))
    3
    """
    found: list[Formula] = []
    # A loop, for a sum over a large layer is nested deeper than Python calls may be.
    while isinstance(formula, Binary) and formula.operator == "+":
        found.append(formula.right)
        formula = formula.left
    return [formula, *reversed(found)]


def summed(parts: Sequence[Formula]) -> Formula:
    """The sum of formulas from left to right; of one it is that one.

    >>> summed(terms(parse("a + b + c"))) == parse("a + b + c")
    True
    """
    total = parts[0]
    for part in parts[1:]:
        total = Binary("+", total, part)
    return total


def rebuilt(formula: Formula, change: Callable[[Formula], Formula | None]) -> Formula:
    """The formula with every part for which ``change`` gives something replaced by it."""
    replacement = change(formula)
    if replacement is not None:
        return replacement
    match formula:
        case Negative(operand):
            return Negative(rebuilt(operand, change))
        case Transpose(operand):
            return Transpose(rebuilt(operand, change))
        case Binary(operator, left, right):
            return Binary(operator, rebuilt(left, change), rebuilt(right, change))
        case Call(function, arguments):
            return Call(function, tuple(rebuilt(argument, change) for argument in arguments))
    return formula


def renamed(formula: Formula, new: dict[str, str]) -> Formula:
    """The formula with other names.

    >>> renamed(parse("1 - a**2"), {"a": "a1"}) == parse("1 - a1**2")
    True
    """
    return rebuilt(
        formula, lambda part: Name(new[part.name]) if isinstance(part, Name) and part.name in new else None
    )

"""Cells: an equation as columns, row 1 symbols, row 2 numbers, and over which columns a caption stands."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.core.formula import Binary, Formula, Name, Negative, Number
from gdsim.core.readings.digits import MINUS
from gdsim.core.readings.python import binds
from gdsim.insight.presenting import Equation, Part, in_symbols

TIMES, DOT = "×", "·"


@dataclass(frozen=True)
class Cell:
    """One column.

    Args:
        above: row 1: a symbol, or a sign as text.
        below: row 2: a formula whose names are keys of the equation's parts, or a sign as text.
        enclosed: True where the symbol needs parentheses of its own.
        fenced: True where a negative number needs parentheses.
        part: what gives the colour, where it is one number.
        tight: True for a sign that belongs to what follows it.
    """

    above: Formula | str
    below: Formula | str
    enclosed: bool = False
    fenced: bool = False
    part: Part | None = None
    tight: bool = False

    @property
    def sign(self) -> bool:
        """True for an operator or a parenthesis."""
        return isinstance(self.below, str)


@dataclass(frozen=True)
class Caption:
    """Row 3: words under the columns from ``first`` to ``last``."""

    first: int
    last: int
    text: str


@dataclass(frozen=True)
class Columns:
    """The right side of an equation, column by column."""

    cells: tuple[Cell, ...]
    captions: tuple[Caption, ...]


def columns(equation: Equation) -> Columns:
    """The columns of an equation; without a scalar formula, one with the line itself over nothing."""
    if equation.tree is None:
        return Columns((Cell(equation.vector, ""),), ())
    writer = _Writer(equation)
    writer.write(equation.tree, 0)
    return Columns(tuple(writer.cells), tuple(writer.captions))


class _Writer:
    """Goes through the formula from left to right."""

    def __init__(self, equation: Equation) -> None:
        self.parts, self.captioned = equation.parts, equation.captions
        self.cells: list[Cell] = []
        self.captions: list[Caption] = []
        self._covered = False

    def write(self, tree: Formula, least: int) -> None:
        told = "" if self._covered else self.captioned.get(tree, "")
        first, self._covered = len(self.cells), self._covered or bool(told)
        weak = binds(tree) < least
        if weak:
            self.sign("(")
        self._inner(tree, least)
        if weak:
            self.sign(")")
        if told:
            self._covered = False
            inner = weak and isinstance(tree, Binary)
            self.captions.append(Caption(first + inner, len(self.cells) - 1 - inner, told))

    def sign(self, below: str, above: str | None = None) -> None:
        self.cells.append(Cell(below if above is None else above, below))

    def _inner(self, tree: Formula, least: int) -> None:
        match tree:
            case Name(key):
                part = self.parts[key]
                above: Formula | str = part.words or part.symbol
                enclosed = not part.words and binds(part.symbol) < max(
                    least, 3 if self._after_factor() else 0
                )
                self.cells.append(Cell(above, tree, enclosed, self._after_sign() and part.value < 0, part))
            case Negative(operand):
                self.cells.append(Cell(MINUS, MINUS, tight=True))
                self.write(operand, 3)
            case Binary("+" | "-" as sign, left, right):
                self.write(left, 2)
                self.sign(MINUS if sign == "-" else "+")
                self.write(right, 3)
            case Binary("*" | "/" as sign, left, right):
                self.write(left, 3)
                if sign == "/":
                    self.sign("/")
                else:
                    closed = bool(self.cells) and self.cells[-1].above == ")"
                    plain = isinstance(left, Number)
                    self.sign(TIMES, DOT if closed or plain else "")
                chain = sign == "*" and isinstance(right, Binary) and right.operator == "*"
                self.write(right, 3 if chain else 4)
            case Number():
                self.cells.append(Cell(tree, tree))
            case _:
                self.cells.append(Cell(self._symbols(tree), tree))

    def _after_sign(self) -> bool:
        return bool(self.cells) and self.cells[-1].below not in ("(", "/") and self.cells[-1].sign

    def _after_factor(self) -> bool:
        return bool(self.cells) and self.cells[-1].below in (TIMES, "/")

    def _symbols(self, tree: Formula) -> Formula:
        return in_symbols(tree, self.parts)

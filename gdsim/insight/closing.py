"""Closing digits: the fewest decimals at which the arithmetic on a screen gives the number beside it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gdsim.core.readings.digits import MINUS, short

FEWEST, MOST = 3, 6


@dataclass(frozen=True)
class Digits:
    """A formatter with a fixed number of decimals; a number that two decimals give exactly keeps two.

    >>> Digits(3).text(0.40), Digits(3).text(-0.0380982), Digits(3).text(2.0), Digits(3).signed(0.138)
    ('0.40', '−0.038', '2', '+0.138')
    """

    decimals: int = FEWEST
    figures: int = 0
    """Significant figures that a number below 1 keeps at least: a quotient of small numbers needs them."""

    def text(self, value: float) -> str:
        """The number as it is written."""
        value = float(value)
        size = abs(value)
        if not math.isfinite(value) or size >= 1e6 or self.reads_zero(value):
            return short(value, self.decimals)
        return (MINUS if value < 0 else "") + f"{size:.{self._places(size)}f}"

    def signed(self, value: float) -> str:
        """The same with its sign always written; a true zero has none."""
        return ("+" if value > 0 else "") + self.text(value)

    def read(self, value: float) -> float:
        """The number that its text stands for, which a reader would reckon with."""
        size = abs(float(value))
        if not math.isfinite(size) or size >= 1e6 or self.reads_zero(value):
            return float(value)
        return math.copysign(float(f"{size:.{self._places(size)}f}"), value)

    def reads_zero(self, value: float) -> bool:
        """True where a number that is not 0 would be written as one."""
        return value != 0 and abs(value) < 10.0 ** -self._wanted(abs(float(value))) / 2

    def for_result(self, value: float) -> Digits:
        """The formatter of the number that the others give: it needs no figures beyond its decimals."""
        plain = Digits(self.decimals)
        return self if plain.reads_zero(value) else plain

    def _wanted(self, size: float) -> int:
        """Decimals of a number below 1000 that has no shorter text."""
        if not self.figures or not 1e-9 < size < 1:
            return self.decimals
        return max(self.decimals, self.figures - 1 - math.floor(math.log10(size)))

    def _places(self, size: float) -> int:
        wanted = self._wanted(size)
        for exact in (0, *range(2, wanted)):
            if abs(round(size, exact) - size) <= 1e-12 * max(1.0, size):
                return exact
        whole = len(str(int(size)))
        return max(0, wanted - max(0, whole - 3))


def closing(
    shown: Iterable[float], result: float, again: Callable[[Callable[[float], float]], float]
) -> Digits:
    """The fewest decimals, from 3, at which the arithmetic closes and no value but a true 0 reads 0.

    Args:
        shown: every number on the screen, the result included.
        result: what the arithmetic gives.
        again: the arithmetic with each number read through a function.

    >>> closing([0.40, 0.5, 0.0087], 0.0087, lambda read: read(0.40) * read(0.5) * read(0.0435)).decimals
    3
    """
    numbers = [value for value in shown if math.isfinite(value)]
    tried = [Digits(decimals) for decimals in range(FEWEST, MOST + 1)]
    tried += [Digits(FEWEST, figures) for figures in range(3, 9)]
    for digits in tried:
        if any(digits.reads_zero(value) for value in numbers):
            continue
        written = digits.for_result(result)
        if written.text(again(digits.read)) == written.text(result):
            return digits
    legible = (d for d in range(FEWEST, MOST) if not any(Digits(d).reads_zero(v) for v in numbers))
    return Digits(next(legible, MOST))

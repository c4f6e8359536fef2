"""Style: how large, in which colour and in which of the two faces a formula is set."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtGui import QColor

SCRIPT = 0.72
SMALLEST_SCRIPT = 0.62
"""A script of a script is not smaller than this part of the size that the formula began with."""


@dataclass(frozen=True)
class Style:
    """What every box of a formula shares.

    Args:
        size: pixels of the design, > 0.
        colour: of the ink.
        bold: for words and numbers; letters of formulas have one weight.
        inline: fractions as ``a / b`` and no small words under a Σ, so that a line keeps its height.
        numeric: numbers and signs in the face of the numbers beside the formula.
        level: 0 in the line itself, 1 in its scripts, 2 in theirs.
    """

    size: float
    colour: QColor = field(hash=False)
    bold: bool = False
    inline: bool = False
    numeric: bool = False
    level: int = 0

    def smaller(self) -> Style:
        """The style of scripts."""
        if self.level >= 2:
            return self
        ratio = SCRIPT if self.level == 0 else SMALLEST_SCRIPT / SCRIPT
        return replace(self, size=self.size * ratio, level=self.level + 1, inline=True)

    def inlined(self) -> Style:
        """The same in a line of running text."""
        return self if self.inline else replace(self, inline=True)

    def with_numbers(self) -> Style:
        """The same for a formula that holds numbers instead of names."""
        return self if self.numeric else replace(self, numeric=True)

    def coloured(self, colour: QColor) -> Style:
        """The same in another colour."""
        return replace(self, colour=colour)

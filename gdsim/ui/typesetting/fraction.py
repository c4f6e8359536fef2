"""Fraction: one box over another with a rule between."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gdsim.ui.typesetting.box import Box, Placed, around
from gdsim.ui.typesetting.face import constant
from gdsim.ui.typesetting.glyphs import axis
from gdsim.ui.typesetting.style import Style


@dataclass(frozen=True, eq=False)
class Rule(Box):
    """A filled bar, as the line of a fraction or over a root."""

    colour: QColor | None = None

    def paint(self, painter: QPainter, x: float, baseline: float) -> None:
        assert self.colour is not None
        painter.fillRect(QRectF(x, baseline - self.ascent, self.width, self.height), self.colour)


@dataclass(frozen=True, eq=False)
class Fraction(Box):
    """A fraction; a product before it needs its dot."""


def rule(width: float, style: Style) -> Box:
    """A rule as thick as the face wants it, standing on the baseline."""
    return Rule(width, max(1.0, constant("rule", style.size)), 0.0, colour=style.colour)


def fraction(above: Box, below: Box, style: Style) -> Box:
    """Numerator and denominator, centred on the axis."""
    size = style.size
    middle = axis(style)
    overhang, side = 0.12 * size, 0.08 * size
    width = max(above.width + above.lean, below.width + below.lean) + 2 * overhang
    bar = rule(width, style)
    half = bar.height / 2
    up = max(
        constant("numerator_up_display", size),
        middle + half + constant("numerator_gap_display", size) + above.descent,
    )
    down = max(
        constant("denominator_down_display", size),
        -middle + half + constant("denominator_gap_display", size) + below.ascent,
    )
    parts = (
        Placed(side + (width - above.width) / 2, -up, above),
        Placed(side, half - middle, bar),
        Placed(side + (width - below.width) / 2, down, below),
    )
    box = around(parts, width + 2 * side)
    return Fraction(box.width, box.ascent, box.descent, parts)

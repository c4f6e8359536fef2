"""Ink: glyphs put on the page, as pictures where they are small and as outlines where they are large."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPainterPath

LARGEST = 56.0
"""Pixels of the device: Qt keeps pictures of letters up to 64, and draws no run of a raw font beyond that."""


def draw_run(painter: QPainter, x: float, baseline: float, run: QGlyphRun, colour: QColor) -> None:
    """Draws glyphs of one font from a point on their baseline."""
    if run.rawFont().pixelSize() * abs(painter.deviceTransform().m22()) <= LARGEST:
        painter.setPen(colour)
        painter.drawGlyphRun(QPointF(x, baseline), run)
        return
    font, outline = run.rawFont(), QPainterPath()
    for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
        outline.addPath(font.pathForGlyph(glyph).translated(place))
    outline.setFillRule(outline.fillRule().WindingFill)
    painter.fillPath(outline.translated(x, baseline), colour)

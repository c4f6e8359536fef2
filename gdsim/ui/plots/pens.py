"""Pens: a stroke or a marker of a figure in the colours of a theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTransform

from gdsim.ui.plots.figure import Entry, Stroke
from gdsim.ui.plots.markers import marker
from gdsim.ui.theme import Theme


def pen(theme: Theme, stroke: Stroke) -> QPen:
    """The pen of a stroke."""
    made = QPen(theme.colour(stroke.role, stroke.opacity), stroke.width)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if stroke.dash else Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    if stroke.dash:
        # Qt counts dashes in widths of the pen, the design in pixels.
        made.setDashPattern([length / max(stroke.width, 1.0) for length in stroke.dash])
    return made


def outline(theme: Theme, role: str, width: float) -> QPen:
    """The pen around a marker."""
    return pen(theme, Stroke(role, width))


def swatch(painter: QPainter, theme: Theme, entry: Entry, area: QRectF) -> None:
    """A piece of the entry's line, or its marker, in the middle of an area."""
    middle = area.center()
    if entry.stroke is not None:
        painter.setPen(pen(theme, entry.stroke))
        painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()))
    if entry.marker:
        size = 10.0 if entry.wide else 5.5 if entry.hollow else 8.0
        scaled = QTransform().translate(middle.x(), middle.y()).scale(size, size)
        painter.setPen(QPen(theme.colour(entry.role), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush if entry.hollow else theme.colour(entry.role))
        painter.drawPath(scaled.map(marker(entry.marker)))

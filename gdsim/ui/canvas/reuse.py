"""Reuse: points at the δ of the layer above, which backprop takes up again instead of computing it anew."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gdsim.core.program import Stage
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.badges import badge_rect, badge_texts
from gdsim.ui.canvas.frame import Frame


def reused_layer(frame: Frame) -> int | None:
    """The layer whose δ the layer at work builds on; None where it builds on none."""
    line = frame.snapshot.line
    if line is None or line.stage is not Stage.BACKPROP or line.layer is None:
        return None
    above = line.layer + 1
    return above if above < len(frame.views) and frame.views[above].delta is not None else None


def draw_reuse(painter: QPainter, frame: Frame) -> None:
    """A bracket round the badges of the layer above, with an arrow to the layer at work: ``reuses δ³``.

    It is strong at the very line that reads that δ, and pale while the layer works on with what came of it.
    """
    above = reused_layer(frame)
    if above is None:
        return
    view, column = frame.views[above], frame.placement.columns[above]
    texts = badge_texts(frame, view)
    strong = f"delta{above}" in frame.reads
    colour = frame.colour("gradient", 1.0 if strong else 0.75)
    painter.setPen(QPen(colour, 2.0 if strong else 1.2))
    for unit, text in enumerate(texts):
        ring = badge_rect(frame, column, unit, text).adjusted(-3, -3, 3, 3)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
    lowest = column.centres[-1].y() + column.radius
    if texts:
        lowest = max(lowest, badge_rect(frame, column, len(texts) - 1, texts[-1]).bottom() + 3)
    _draw_words(painter, frame, above, lowest, strong)


def _draw_words(painter: QPainter, frame: Frame, above: int, lowest: float, strong: bool) -> None:
    placement, size = frame.placement, frame.placement.font
    column = placement.columns[above]
    colour = frame.colour("gradient", 1.0 if strong else 0.85)
    name = ink.name(f"delta{above}", 1.25 * size, colour)
    words = "reuses " if strong else "reused "
    wide = ink.width(words, size, fonts.SEMIBOLD)
    arrow = 2.2 * size
    room = QRectF(0, 0, arrow + 6 + wide + name.width, 1.7 * size)
    room.moveCenter(QPointF(column.x - 0.35 * arrow, lowest + 0.55 * placement.row + 4))
    room.moveRight(min(room.right(), placement.width - 4))
    if room.bottom() > placement.band.top() or (
        above < len(frame.views) - 1 and room.width() > placement.gap
    ):
        return
    frame.taken.append(room)
    middle = room.center().y()
    tip = QPointF(room.left(), middle)
    painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(tip + QPointF(5, 0), tip + QPointF(arrow, 0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(8, -4.5), tip + QPointF(8, 4.5)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    place = QRectF(tip.x() + arrow + 6, room.top(), wide + 2, room.height())
    ink.draw_words(painter, place, words, colour, size, fonts.SEMIBOLD, ink.LEFT)
    ink.draw_box(painter, QPointF(place.left() + wide + name.width / 2, middle), name)

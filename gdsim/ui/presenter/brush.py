"""Brush: words, pills and curves in pixels of the design."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from gdsim.ui import fonts

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@lru_cache(maxsize=64)
def font(size: float, weight: int = fonts.MEDIUM) -> QFont:
    """Inter with equally wide digits; without hints, for it is drawn at any scale."""
    made = fonts.number_font(size, weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def width(text: str, size: float, weight: int = fonts.MEDIUM) -> float:
    """How wide words are."""
    return QFontMetricsF(font(size, weight)).horizontalAdvance(text)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: QColor,
    size: float,
    weight: int = fonts.MEDIUM,
    align: Qt.AlignmentFlag = CENTRE,
) -> None:
    """A line of words; they are never cut."""
    painter.setFont(font(size, weight))
    painter.setPen(colour)
    painter.drawText(rect, align | Qt.TextFlag.TextDontClip, text)


def fitting(text: str, room: float, size: float, smallest: float, weight: int = fonts.MEDIUM) -> float:
    """The size at which words fit a room, not below ``smallest``."""
    needed = width(text, size, weight)
    return size if needed <= room else max(smallest, size * room / needed)


def pill(
    painter: QPainter,
    centre: QPointF,
    text: str,
    colours: tuple[QColor, QColor, QColor],
    size: float,
    high: float,
) -> None:
    """Words in a rounded frame; colours of words, rim and ground."""
    rect = pill_rect(centre, text, size, high)
    ink, rim, ground = colours
    painter.setPen(QPen(rim, 2.4))
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, high / 2, high / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    words(painter, rect, text, ink, size, fonts.SEMIBOLD)


def pill_rect(centre: QPointF, text: str, size: float, high: float) -> QRectF:
    """The room that a pill takes."""
    wide = width(text, size, fonts.SEMIBOLD) + 28
    return QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high)


def curve(start: QPointF, end: QPointF) -> QPainterPath:
    """From one neuron to another, leaving and arriving level."""
    path = QPainterPath(start)
    reach = (end.x() - start.x()) * 0.5
    path.cubicTo(QPointF(start.x() + reach, start.y()), QPointF(end.x() - reach, end.y()), end)
    return path


def arrow_head(tip: QPointF, towards_left: bool, size: float) -> QPolygonF:
    """The point of an arrow that arrives level."""
    back = size if towards_left else -size
    return QPolygonF(
        [tip, QPointF(tip.x() + back, tip.y() - size * 0.55), QPointF(tip.x() + back, tip.y() + size * 0.55)]
    )


def blend(below: QColor, above: QColor, share: float) -> QColor:
    """One colour over another, 0 to 1."""
    pairs = ((below.redF(), above.redF()), (below.greenF(), above.greenF()), (below.blueF(), above.blueF()))
    red, green, blue = (low + (high - low) * share for low, high in pairs)
    return QColor.fromRgbF(red, green, blue)

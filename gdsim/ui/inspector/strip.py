"""Strip: the shares of the samples in a mean or a sum as bars, the one in view bright, their mean dashed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.insight.expansion import Terms
from gdsim.ui import fonts, theme
from gdsim.ui.tokens import tokens


def bar_rects(terms: Terms, rect: QRectF) -> list[QRectF]:
    """One bar a sample, from the line of zero up or down; at least a pixel high unless it is 0."""
    values = np.nan_to_num(terms.values)
    top, bottom = max(float(values.max()), 0.0), min(float(values.min()), 0.0)
    span = (top - bottom) or 1.0
    inner = rect.adjusted(4, 4, -4, -4)
    zero = inner.top() + inner.height() * top / span
    step = inner.width() / len(values)
    room = min(4.0, 0.25 * step)
    bars = []
    for place, value in enumerate(values):
        height = inner.height() * abs(float(value)) / span
        height = max(height, 1.0) if value else 0.0
        left = inner.left() + place * step + room / 2
        bars.append(QRectF(left, zero - height if value > 0 else zero, max(step - room, 0.5), height))
    return bars


def sample_at(terms: Terms, rect: QRectF, x: float) -> int:
    """Which sample's bar is at a place from left to right."""
    inner = rect.adjusted(4, 0, -4, 0)
    place = int((x - inner.left()) / inner.width() * len(terms.values))
    return min(max(place, 0), len(terms.values) - 1)


def paint_strip(painter: QPainter, terms: Terms, rect: QRectF, sample: int, role: str) -> None:
    """Draw the bars.

    Args:
        painter: of the sheet.
        terms: the shares.
        rect: where.
        sample: the one in view, as its place in the batch.
        role: ``gradient``, or ``text`` for the loss.
    """
    worn = theme.current()
    painter.setPen(QPen(worn.colour("line"), 1))
    painter.setBrush(worn.colour("panel"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    bars = bar_rects(terms, rect)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, bar in enumerate(bars):
        painter.fillRect(bar, worn.colour(role, 1.0 if place == sample else 0.5))
    values = np.nan_to_num(terms.values)
    top, bottom = max(float(values.max()), 0.0), min(float(values.min()), 0.0)
    inner = rect.adjusted(4, 4, -4, -4)
    zero = inner.top() + inner.height() * top / ((top - bottom) or 1.0)
    painter.setPen(QPen(worn.colour("muted"), 1))
    painter.drawLine(QPointF(inner.left(), zero), QPointF(inner.right(), zero))
    _mean(painter, inner, values, top, bottom)


def _mean(painter: QPainter, inner: QRectF, values: np.ndarray, top: float, bottom: float) -> None:
    worn = theme.current()
    mean = float(values.mean())
    at = inner.top() + inner.height() * (top - mean) / ((top - bottom) or 1.0)
    pen = QPen(worn.colour("action"), 1.5)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(inner.left(), at), QPointF(inner.right(), at))
    painter.setPen(worn.colour("action"))
    painter.setFont(fonts.text_font(tokens().type.small - 0.5))
    below = inner.bottom() - at > 14
    words = QRectF(inner.right() - 34, at + 2 if below else max(at - 15, inner.top() - 2), 34, 13)
    painter.fillRect(words, worn.colour("panel", 0.8))
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "mean")

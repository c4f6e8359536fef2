"""Matrices: a layer of many units as a strip of cells, one picture for its values and one for its δ."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.layers import LayerView


def draw_strip(painter: QPainter, frame: Frame, view: LayerView) -> None:
    """The cells of a layer; hatched where they are not computed yet."""
    column = frame.placement.columns[view.number]
    assert column.strip is not None and column.deltas is not None
    frame.taken.append(column.strip.united(column.deltas))
    theme = frame.theme
    nothing = np.empty(0)  # after the update the values belong to the old weights
    values = nothing if frame.finished else view.a
    card, gradient = theme.colour("card"), theme.colour("gradient")

    def of_value(value: float) -> QColor:
        return ink.value_colour(theme, value, view.scale, 1.0)

    _draw_cells(painter, frame, column.strip, values, of_value, view.active and view.delta is None)
    if view.number == 0:
        return
    largest = float(np.max(np.abs(np.nan_to_num(view.delta)))) if view.delta is not None else 0.0

    def of_delta(value: float) -> QColor:
        return ink.blend(card, gradient, 0.08 + 0.92 * min(1.0, abs(value) / (largest or 1.0)))

    deltas = nothing if frame.finished else view.delta
    _draw_cells(painter, frame, column.deltas, deltas, of_delta, view.active and view.delta is not None)


def _draw_cells(
    painter: QPainter,
    frame: Frame,
    rect: QRectF,
    values: np.ndarray | None,
    colour: Callable[[float], QColor],
    active: bool,
) -> None:
    if values is None:
        painter.fillRect(rect, QBrush(frame.colour("not_computed", 0.6), Qt.BrushStyle.BDiagPattern))
    elif len(values) == 0:
        painter.fillRect(rect, frame.colour("panel"))
    else:
        cells = pooled(values, max(1, int(rect.height())))
        image = QImage(1, len(cells), QImage.Format.Format_RGB32)
        for row, value in enumerate(cells):
            image.setPixelColor(0, row, colour(float(value)))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(rect, image)
        if rect.height() / len(cells) >= 5:
            painter.setPen(QPen(frame.colour("card"), 1))
            for row in range(1, len(cells)):
                y = rect.top() + row * rect.height() / len(cells)
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    rim = frame.accent if active else "line" if values is not None else "not_computed"
    painter.setPen(QPen(frame.colour(rim), 2.5 if active else 1.0))
    painter.drawRect(rect)


def pooled(values: np.ndarray, rows: int) -> np.ndarray:
    """At most ``rows`` numbers: of each group of neighbours the one of largest magnitude.

    >>> pooled(np.array([1.0, -3.0, 2.0, 0.0]), 2).tolist()
    [-3.0, 2.0]
    """
    if len(values) <= rows:
        return values
    groups = np.array_split(values, rows)
    return np.array([group[np.argmax(np.abs(np.nan_to_num(group)))] for group in groups])

"""Cells: paints the numbers in view, each right-aligned over a bar of its size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.ui.optimizer_table.ink import GAP, PAD, Ink
from gdsim.ui.optimizer_table.rows import Form, Rows

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_BOLD = ("g", "step", "theta_next")
_INSET = 3.5
_CUT = "…"


def paint_cells(
    painter: QPainter,
    drawn: Ink,
    rows: Rows,
    down: Sequence[tuple[int, float]],
    across: Sequence[tuple[float, float]],
    height: float,
) -> None:
    """Paint all cells in view; a column that is not computed yet stays empty.

    Args:
        rows: what there is.
        down: the rows in view, as number and top.
        across: left end and width of every column.
        height: of a row.
    """
    places = [int(rows.places[row]) for row, _ in down]
    for form, (left, width) in zip(rows.forms, across, strict=True):
        values = rows.table.values(form.column.name)
        if values is not None:
            _paint_column(painter, drawn, rows, form, values, places, down, (left, width, height))


def _paint_column(
    painter: QPainter,
    drawn: Ink,
    rows: Rows,
    form: Form,
    values: np.ndarray,
    places: list[int],
    down: Sequence[tuple[int, float]],
    size: tuple[float, float, float],
) -> None:
    left, width, height = size
    directed, ringed = form.column.directed, form.column.name in rows.table.read
    most, right = width - GAP / 2 - PAD + 2.0, left + width - PAD + 2.0
    # Half a number is another number: one that the edge would cut is left out.
    cut = left < 0.0 or left + width - PAD > painter.device().width()
    painter.setFont(drawn.number)
    for place, (_, top) in zip(places, down, strict=True):
        value = float(values[place])
        if form.largest > 0.0 and value == value:
            long = max(1.0, most * min(1.0, abs(value) / form.largest))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(drawn.bar(value, directed))
            painter.drawRoundedRect(QRectF(right - long, top + _INSET, long, height - 2 * _INSET), 2.0, 2.0)
        if ringed and place == rows.followed:
            painter.setPen(QPen(drawn.action, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(right - most - 0.5, top + _INSET, most + 1.0, height - 2 * _INSET)
            painter.drawRoundedRect(ring, 4.0, 4.0)
        bold = place == rows.selected and form.column.name in _BOLD
        if bold:
            painter.setFont(drawn.bold)
        painter.setPen(drawn.sign(value, directed))
        text, room = form.text(value), QRectF(left, top, width - PAD, height)
        if cut and not _in_view(painter, room, text):
            inside = room.intersected(QRectF(0, top, painter.device().width(), height))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter), _CUT if inside.width() > 12 else "")
        else:
            painter.drawText(room, _RIGHT, text)
        if bold:
            painter.setFont(drawn.number)


def _in_view(painter: QPainter, room: QRectF, text: str) -> bool:
    """Whether all digits of a number that stands at the right of a room can be seen."""
    begins = room.right() - painter.fontMetrics().horizontalAdvance(text)
    return begins >= 0.0 and room.right() <= painter.device().width()

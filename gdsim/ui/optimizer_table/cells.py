"""Cells: paints one number of the table, right-aligned over a bar of its size."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem

from gdsim.ui.optimizer_table.ink import GAP, PAD, ROW, ink
from gdsim.ui.optimizer_table.parameter_model import ParameterModel

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BOLD = ("g", "step", "theta_next")


class Cells(QAbstractItemDelegate):
    """The numbers. Of the followed row, those that the line at the cursor has read are ringed."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        assert isinstance(model, ParameterModel)
        rows = model.rows
        if rows is None:
            return
        row, form = index.row(), rows.forms[index.column()]
        drawn, room = ink(), QRectF(option.rect)
        if rows.starts_unit(row):
            painter.fillRect(QRectF(room.left(), room.top(), room.width(), 1.0), drawn.line)
        value = rows.value(row, index.column())
        if value is None:
            return
        place = int(rows.places[row])
        bar = room.adjusted(GAP / 2, 3.5, -PAD + 2.0, -3.5)
        if form.largest > 0.0 and value == value:
            share = min(1.0, abs(value) / form.largest)
            width = max(1.0, bar.width() * share)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(drawn.bar(value, form.column.directed))
            painter.drawRoundedRect(QRectF(bar.right() - width, bar.top(), width, bar.height()), 2.0, 2.0)
        if place == rows.followed and form.column.name in rows.table.read:
            painter.setPen(QPen(drawn.action, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(-0.5, 0.0, 0.5, 0.0), 4.0, 4.0)
        bold = place == rows.selected and form.column.name in _BOLD
        painter.setFont(drawn.bold if bold else drawn.number)
        painter.setPen(drawn.sign(value, form.column.directed))
        painter.drawText(room.adjusted(0.0, 0.0, -PAD, 0.0), int(_RIGHT), form.text(value))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, ROW)

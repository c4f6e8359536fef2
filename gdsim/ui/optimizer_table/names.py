"""Names: the frozen first column, with the parameters' names and the dot where memory and batch disagree."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from gdsim.insight.focus import parameter_at
from gdsim.ui.optimizer_table.ink import EDGE, ROW, SLACK, ink
from gdsim.ui.optimizer_table.parameter_model import ParameterModel
from gdsim.ui.optimizer_table.rows import Rows
from gdsim.ui.optimizer_table.symbols import row_symbol

_DOT = 3.0
_LEAST = 42


class Names(QHeaderView):
    """A vertical head: it stays in view when the numbers are scrolled sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(ROW)
        self.setDefaultSectionSize(ROW)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._width = _LEAST + EDGE

    def fit(self, rows: Rows, scope: range) -> None:
        """Be as wide as the longest name of the layers in ``scope``."""
        blocks = [b for b in rows.table.trace.program.layout.blocks if b.start in scope]
        last = (parameter_at(rows.table.trace, block.start + block.size - 1) for block in blocks)
        longest = max((row_symbol(one.label, "#000000").width for one in last), default=0.0)
        width = EDGE + max(_LEAST, round(longest + 10 + 4 * _DOT))
        if width != self._width:
            self._width = width
            self.updateGeometry()
            self.geometriesChanged.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._width, 10)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        rows = model.rows if isinstance(model, ParameterModel) else None
        if rows is None or logicalIndex >= len(rows.places):
            return
        drawn, room = ink(), QRectF(rect)
        if room.bottom() > self.viewport().height() + SLACK:
            return  # the numbers of a row that is cut are not drawn either
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if rows.starts_unit(logicalIndex):
            left = room.left() + EDGE
            painter.fillRect(QRectF(left, room.top(), room.right() - left, 1.0), drawn.line)
        if int(rows.places[logicalIndex]) == rows.selected:
            painter.fillRect(room.adjusted(0, 1, -4, -1), drawn.selected)
            painter.fillRect(QRectF(0, room.top(), 5, room.height()), drawn.action)
            painter.fillRect(QRectF(0, room.top(), room.width(), 2), drawn.action)
            painter.fillRect(QRectF(0, room.bottom() - 2, room.width(), 2), drawn.action)
        box = row_symbol(rows.parameter(logicalIndex).label, drawn.text.name())
        baseline = room.center().y() + (box.ascent - box.descent) / 2
        box.draw(painter, room.left() + EDGE, baseline)
        if rows.dot(logicalIndex):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(drawn.action)
            painter.drawEllipse(QPointF(room.right() - 6.0, room.center().y()), _DOT, _DOT)

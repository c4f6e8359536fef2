"""Column head: two levels, the group over its columns, and under it the symbol of each."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from gdsim.core.program import Program
from gdsim.core.readings.rich import rich, rich_name
from gdsim.core.symbols import symbol
from gdsim.insight.row_order import Sort
from gdsim.insight.rule_table import Column
from gdsim.ui.optimizer_table.ink import HEAD, PAD, Ink, ink
from gdsim.ui.optimizer_table.parameter_model import ParameterModel
from gdsim.ui.optimizer_table.rows import Rows
from gdsim.ui.optimizer_table.symbols import column_symbol

_GROUP = 17
_SORTING = "Click: largest first by size; again: by value; again: in the order of the network."


class ColumnHead(QHeaderView):
    """The head of the numbers."""

    pointed = Signal(object)
    """The name of the column under the pointer, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.sort: Sort | None = None
        self._over: int | None = None

    def sizeHint(self) -> QSize:
        return QSize(100, HEAD)

    @property
    def _rows(self) -> Rows | None:
        model = self.model()
        return model.rows if isinstance(model, ParameterModel) else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        drawn, rows = ink(), self._rows
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), drawn.panel)
        painter.fillRect(QRectF(0, 0, self.viewport().width(), 1), drawn.line)
        painter.fillRect(QRectF(0, HEAD - 1, self.viewport().width(), 1), drawn.line)
        if rows is None:
            return
        places = range(len(rows.forms))
        for group, members in groupby(places, lambda place: rows.forms[place].column.group):
            self._paint_group(painter, drawn, group, [self._room(place) for place in members])
        for place in places:
            self._paint_symbol(painter, drawn, rows, place)

    def _room(self, place: int) -> QRectF:
        return QRectF(self.sectionViewportPosition(place), 0, self.sectionSize(place), HEAD)

    def _paint_group(self, painter: QPainter, drawn: Ink, group: str, rooms: list[QRectF]) -> None:
        if not group:
            return
        painter.setFont(drawn.small)
        painter.setPen(drawn.muted)
        metrics = QFontMetricsF(drawn.small)
        room = QRectF(rooms[0].left() + 10, 2, rooms[-1].right() - rooms[0].left() - 10 - PAD, _GROUP)
        if room.left() < 0:
            room.setLeft(0.0)  # of a group that is scrolled out in part, what is in view
        text = metrics.elidedText(group, Qt.TextElideMode.ElideRight, room.width() + 8)
        width = metrics.horizontalAdvance(text)
        if text != group and rooms[0].left() < 0:
            return
        if len(rooms) == 1:
            right = QRectF(room.right() - width - 1, room.top(), width + 2, room.height())
            painter.drawText(right, int(Qt.AlignmentFlag.AlignCenter), text)
            return
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
        half, y = width / 2 + 7, room.center().y() + 0.5
        for left, right_end in (
            (room.left(), room.center().x() - half),
            (room.center().x() + half, room.right()),
        ):
            if right_end > left:
                painter.fillRect(QRectF(left, y, right_end - left, 1), drawn.line)

    def _paint_symbol(self, painter: QPainter, drawn: Ink, rows: Rows, place: int) -> None:
        room, column = self._room(place), rows.forms[place].column
        line = rows.table.at_work
        if place == self._over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(drawn.selected)
            painter.drawRoundedRect(room.adjusted(3, _GROUP + 2, 0, -2), 4, 4)
        if line is not None and line.writes == column.name:
            painter.fillRect(QRectF(room.left() + 4, HEAD - 3, room.width() - 4, 3), drawn.action)
        box = column_symbol(column, drawn.text.name())
        x, baseline = room.right() - PAD - box.width, HEAD - 9.0
        box.draw(painter, x, baseline)
        if self.sort is not None and self.sort.column == column.name:
            _paint_sorted(painter, drawn, x - 6, baseline - 4, self.sort.by_value)

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = self.logicalIndexAt(event.position().toPoint())
        self._point(place if place >= 0 else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _point(self, place: int | None) -> None:
        if place == self._over or self._rows is None:
            return
        self._over = place
        self.pointed.emit(self._rows.forms[place].column.name if place is not None else None)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._rows is not None:
            place = self.logicalIndexAt(event.pos())
            if place >= 0:
                column = self._rows.forms[place].column
                QToolTip.showText(event.globalPos(), told(column, self._rows.table.trace.program), self)
            return True
        return super().viewportEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Nothing: the head is painted as a whole, for a group spans several sections."""


def told(column: Column, program: Program) -> str:
    """What a column is, for its tool tip: its meaning, the line that makes it, and what a click does."""
    name = rich_name(column.label)
    meaning = symbol(column.name).meaning
    if column.name == "theta":
        return f"<b>{name}</b>: {meaning}, before this update<br>{_SORTING}"
    line = program.lines[program.written[column.name]]
    rule = "" if column.name == "g" else f"<br>{rich_name(line.writes)} ← {rich(line.tree)}"
    return f"<b>{name}</b>: {meaning}{rule}<br><i>{line.why}</i><br>{_SORTING}"


def _paint_sorted(painter: QPainter, drawn: Ink, x: float, y: float, by_value: bool) -> None:
    """A triangle for the largest first; between bars where the sign does not count."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(drawn.action)
    painter.drawPolygon(QPolygonF([QPointF(x - 6, y - 2), QPointF(x, y - 2), QPointF(x - 3, y + 3)]))
    if not by_value:
        painter.fillRect(QRectF(x - 9, y - 5, 1.2, 10), drawn.action)
        painter.fillRect(QRectF(x + 2, y - 5, 1.2, 10), drawn.action)

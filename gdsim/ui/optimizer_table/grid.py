"""Grid: the scrolling rows of the table, its keys, and the outline of the selected row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from gdsim.ui.optimizer_table.band import Band
from gdsim.ui.optimizer_table.cells import paint_cells
from gdsim.ui.optimizer_table.column_head import ColumnHead
from gdsim.ui.optimizer_table.column_widths import widths
from gdsim.ui.optimizer_table.hatching import paint_hatching, runs
from gdsim.ui.optimizer_table.ink import EDGE, ROW, SLACK, Ink, ink
from gdsim.ui.optimizer_table.names import Names
from gdsim.ui.optimizer_table.parameter_model import ParameterModel
from gdsim.ui.optimizer_table.rows import Rows

_MOVES = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip
NONE = "no row meets the filter"
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Grid(QTableView):
    """The rows. Left, right and Space are not taken: they step the run."""

    chosen = Signal(int)
    """The row that was clicked, moved to or entered."""
    copied = Signal()
    """Ctrl+C."""
    sought = Signal()
    """Ctrl+F."""
    scrolled = Signal()
    """Other rows are in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitted = -1
        self._in_view: tuple[int, int] | None = None
        self.parameters = ParameterModel(self)
        self.column_head, self.names, self._corner = ColumnHead(self), Names(self), Band(self)
        self.setHorizontalHeader(self.column_head)
        self.setVerticalHeader(self.names)
        self.setModel(self.parameters)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerButtonEnabled(False)
        # Column by column: half a number is another number.
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        self.addScrollBarWidget(Band(self), Qt.AlignmentFlag.AlignTop)
        self.names.sectionClicked.connect(self.chosen)

    @property
    def rows(self) -> Rows | None:
        """What is shown."""
        return self.parameters.rows

    def show_rows(self, rows: Rows, scope: range) -> None:
        """Show other numbers; only the rows in view are written."""
        before = self.rows
        anew = self.parameters.show(rows)
        if before is None or before.forms != rows.forms:
            self.names.fit(rows, scope)
            self._fit_columns()
        self.viewport().update()
        self.names.viewport().update()
        self.column_head.viewport().update()
        row = rows.row_of(rows.selected)
        if before is None or before.table.at_work is not rows.table.at_work:
            self._follow_line()
        if row is not None and (anew or before is None or before.selected != rows.selected):
            self.scroll_to(row)
            index = self.parameters.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def scroll_to(self, row: int, middle: bool = False) -> None:
        """Bring a row into view, in the middle where it is far off or that is asked; sideways stay where one is."""
        shown = self.rows_in_view()
        if shown is None or (shown[0] <= row + 1 <= shown[1] and not middle):
            return
        near = row + 1 in (shown[0] - 1, shown[1] + 1) and not middle
        hint = QAbstractItemView.ScrollHint
        sideways = self.horizontalScrollBar().value()
        self.scrollTo(self.parameters.index(row, 0), hint.EnsureVisible if near else hint.PositionAtCenter)
        self.horizontalScrollBar().setValue(sideways)

    def _follow_line(self) -> None:
        """Bring the column that the line at the cursor writes into view where not all of them are."""
        line = self.rows.table.at_work if self.rows is not None else None
        columns = [form.column.name for form in self.rows.forms] if self.rows is not None else []
        if line is None or line.writes not in columns:
            return
        place, bar = columns.index(line.writes), self.horizontalScrollBar()
        left = self.columnViewportPosition(place)
        if left < 0:
            bar.setValue(place)
        elif left + self.columnWidth(place) > self.viewport().width():
            bar.setValue(place + 1 - max(1, self.viewport().width() // self.columnWidth(0)))

    def rows_in_view(self) -> tuple[int, int] | None:
        """The first and the last row that are wholly in view, counted from 1; None where there are none."""
        count = self.parameters.rowCount()
        if not count:
            return None
        # A row counts where nearly all of it is in view.
        bottom = self.viewport().height()
        first, last = max(0, self.rowAt(SLACK)), self.rowAt(bottom - SLACK)
        last = count - 1 if last < 0 else last
        first += self.rowViewportPosition(first) < -SLACK
        last -= self.rowViewportPosition(last) + self.rowHeight(last) > bottom + SLACK
        return (first + 1, last + 1) if last >= first else None

    def _fit_columns(self) -> None:
        rows = self.rows
        if rows is None:
            return
        self._fitted = self.viewport().width()
        # Where no scroll bar stands at the right, the numbers keep off the rim of the card.
        rim = 0 if self.verticalScrollBar().maximum() > 0 else EDGE - 4
        for place, width in enumerate(widths(rows.forms, self._fitted - rim)):
            self.setColumnWidth(place, width)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.setGeometry(0, 0, self.names.width(), self.column_head.height())
        # The scroll bar came or went: the columns share another width, with which it is asked once more.
        if self.viewport().width() != self._fitted:
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        row = self.rows.row_of(self.rows.selected) if self.rows is not None else None
        if row is not None and event.size().height() != event.oldSize().height():
            self.scroll_to(row, middle=True)
        self._follow_line()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        # All cells at once: a delegate would be asked cell by cell, which takes several times as long.
        rows = self.rows
        if rows is None:
            return
        if (in_view := self.rows_in_view()) != self._in_view:
            self._in_view = in_view
            self.scrolled.emit()
        painter, drawn = QPainter(self.viewport()), ink()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not rows.places.size:
            painter.setPen(drawn.muted)
            painter.setFont(drawn.small)
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), NONE)
            return
        down = self._down(rows)
        for number, top in down:
            if rows.starts_unit(number):
                painter.fillRect(QRectF(0.0, top, self.column_head.length(), 1.0), drawn.line)
        columns = range(len(rows.forms))
        across = [(float(self.columnViewportPosition(n)), float(self.columnWidth(n))) for n in columns]
        paint_cells(painter, drawn, rows, down, across, ROW)
        self._paint_not_computed(painter, drawn, rows)
        row = rows.row_of(rows.selected)
        if row is not None and self.rowViewportPosition(row) > -self.rowHeight(row):
            # An outline, not a darker ground: the numbers keep their contrast.
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            right = min(self.viewport().width(), self.column_head.length())
            painter.fillRect(QRectF(0, top, right, 2), drawn.action)
            painter.fillRect(QRectF(0, top + height - 2, right, 2), drawn.action)
            painter.fillRect(QRectF(right - 2, top, 2, height), drawn.action)

    def _down(self, rows: Rows) -> list[tuple[int, float]]:
        """The rows of which something is in view, and where each begins."""
        if not rows.places.size:
            return []
        first = max(0, self.rowAt(0))
        last = min(len(rows.places), first + self.viewport().height() // ROW + 2)
        down = [(number, float(self.rowViewportPosition(number))) for number in range(first, last)]
        # Of a name with its indices cut off not much is left: a row is there when nearly all of it is.
        return [(number, top) for number, top in down if top + ROW <= self.viewport().height() + SLACK]

    def _paint_not_computed(self, painter: QPainter, drawn: Ink, rows: Rows) -> None:
        """Hatch the columns whose line has not run, and say so once for each run of neighbours."""
        bottom = min(
            self.viewport().height(), self.rowViewportPosition(len(rows.places) - 1) + self.rowHeight(0)
        )
        row = rows.row_of(rows.selected)
        top = float(self.rowViewportPosition(row)) if row is not None else 0.0
        outlined = QRectF(0.0, top, self.viewport().width(), ROW) if row is not None else None
        for first, last in runs([rows.table.values(form.column.name) is None for form in rows.forms]):
            left = self.columnViewportPosition(first) + 6
            right = self.columnViewportPosition(last) + self.columnWidth(last) - 2
            paint_hatching(painter, drawn, QRectF(left, 4, right - left, bottom - 8), outlined)

    # Keys

    def event(self, event: QEvent) -> bool:
        # Home and the others are the transport's everywhere else in the window.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (
                (event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
                 and event.key() in (*_MOVES, *_TAKES))
                or event.matches(QKeySequence.StandardKey.Copy)
                or event.matches(QKeySequence.StandardKey.Find)
            )
        ):  # fmt: skip
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.sought.emit()
        elif event.key() in (*_MOVES, *_TAKES):
            self._move(event.key())
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters belong to the window."""

    def _move(self, key: int) -> None:
        rows = self.rows
        if rows is None or not rows.places.size:
            return
        last = len(rows.places) - 1
        here = rows.row_of(rows.selected)
        page = max(1, self.viewport().height() // self.rowHeight(0) - 1)
        if here is None:
            shown = self.rows_in_view()
            target = last if key == Qt.Key.Key_End else shown[0] - 1 if shown else 0
        else:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
                  Qt.Key.Key_Home: -last, Qt.Key.Key_End: last}  # fmt: skip
            target = min(max(here + by.get(Qt.Key(key), 0), 0), last)
        self.chosen.emit(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self.chosen.emit(row)
        event.accept()

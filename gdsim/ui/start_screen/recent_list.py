"""Recent list: the files that were opened last; each opens where it was left, and can be taken off the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gdsim.core.readings.digits import short
from gdsim.state.recent import Entry, when_words
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.controls.card import Card
from gdsim.ui.start_screen.picture import draw_loss
from gdsim.ui.start_screen.tile import RING, Tile
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

SHOWN = 5
"""Ctrl 1 to 5 open them."""
EMPTY = (
    "Nothing yet. Files that you open or save will stand here, each with its loss curve, "
    "and open where you left them."
)


class RecentRow(Tile):
    """One file."""

    rim = 0
    removal_wanted = Signal()

    def __init__(self, entry: Entry, key: str, parent: QWidget | None = None) -> None:
        super().__init__(entry.name, parent=parent)
        self.entry, self.key = entry, key
        self.found = True
        self._when = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(42)
        self.setMaximumHeight(76)
        self.last = True
        self.setToolTip(str(entry.path))

    def look(self, now: datetime) -> None:
        """Sees whether the file is there, and how long ago it was used."""
        self.found = self.entry.path.is_file()
        self._when = when_words(self.entry.when, now)
        self.setAccessibleDescription(f"{self.entry.summary}, {self._below}, {self._when}, {self.key}")
        self.update()

    @property
    def _below(self) -> str:
        if not self.found:
            return "not found · locate…"
        return "" if self.entry.loss is None else f"L {short(self.entry.loss)}"

    def sizeHint(self) -> QSize:
        return QSize(320, 50)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = QAction("Take off this list\tDelete", menu)
        action.triggered.connect(self.removal_wanted)
        menu.addAction(action)
        menu.popup(event.globalPos())

    def _draw_ground(self, painter: QPainter, worn: Theme) -> None:
        area = QRectF(self.rect())
        if not self.last:
            painter.setPen(QPen(worn.colour("line"), 1.0))
            painter.drawLine(QPointF(8, area.bottom() - 0.5), QPointF(area.right() - 8, area.bottom() - 0.5))
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("selected"))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(worn.colour("action"), RING))
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)

    def _draw(self, painter: QPainter, worn: Theme) -> None:
        area = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        high = min(area.height() - 14, 36.0)
        frame = QRectF(area.left(), area.center().y() - high / 2, 84 if area.width() > 420 else 52, high)
        painter.setPen(QPen(worn.colour("line"), 1.0))
        painter.setBrush(worn.colour("panel"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.found:
            draw_loss(painter, frame.adjusted(6, 5, -6, -5), self.entry.curve, worn)
        left, size = frame.right() + 14, tokens().type.body
        upper = QRectF(left, area.center().y() - 19, area.right() - left, 19)
        lower = upper.translated(0, 19)
        text, muted = worn.colour("text" if self.found else "muted"), worn.colour("muted")
        _draw_right(painter, upper, self._when, muted)
        _draw_right(painter, lower, self._below, text)
        upper.adjust(0, 0, -ink.width(self._when, size - 0.5) - 12, 0)
        lower.adjust(0, 0, -ink.width(self._below, size - 0.5) - 12, 0)
        # Not in the figures of equal width, in which a hyphen is as wide as a digit.
        painter.setFont(fonts.text_font(size, fonts.SEMIBOLD))
        painter.setPen(text)
        name = painter.fontMetrics().elidedText(
            self.entry.name, Qt.TextElideMode.ElideMiddle, int(upper.width())
        )
        painter.drawText(upper, int(ink.LEFT), name)
        ink.draw_words(painter, lower, self.entry.summary, muted, size - 0.5, align=ink.LEFT)


def _draw_right(painter: QPainter, row: QRectF, words: str, colour: QColor) -> None:
    ink.draw_words(painter, row, words, colour, tokens().type.body - 0.5, align=ink.RIGHT)


class RecentCard(Card):
    """The last files, or what will fill the card."""

    file_wanted = Signal(object)
    """Open this file: its path."""
    locate_wanted = Signal(object)
    """It is not where it was: ask where it is now."""
    removal_wanted = Signal(object)
    """Take this path off the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Recent", "", parent)
        self.setObjectName("recent")
        self.rows: list[RecentRow] = []
        self._empty = QLabel(EMPTY)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "caption")
        self._empty.setFont(fonts.text_font())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setMinimumHeight(48)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        column = self.layout()
        assert column is not None
        # The rows' rings have room at their sides.
        column.setContentsMargins(8, 9, 8, 6)
        self.head.setContentsMargins(6, 0, 6, 0)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._column, 20)
        self.body.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._empty.setContentsMargins(6, 0, 6, 0)

    def show_entries(self, entries: Sequence[Entry], now: datetime) -> None:
        """Shows the newest five; the focus stays on its row, or goes to the next one."""
        before = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, entry in enumerate(entries[:SHOWN]):
            row = RecentRow(entry, f"Ctrl {place + 1}")
            row.look(now)
            row.clicked.connect(lambda _=False, row=row: self.open(row))
            row.removal_wanted.connect(lambda path=entry.path: self.removal_wanted.emit(path))
            self.rows.append(row)
            self._column.addWidget(row)
            row.show()
        for row in self.rows[:-1]:
            row.last = False
        self._empty.setVisible(not self.rows)
        count = len(self.rows)
        self.set_caption("" if not count else "Ctrl 1" if count == 1 else f"Ctrl 1 … Ctrl {count}")
        if before is not None and self.rows:
            self.rows[min(before, count - 1)].setFocus()

    def open(self, row: RecentRow) -> None:
        """Open a row's file, or ask for it where it is gone."""
        (self.file_wanted if row.found else self.locate_wanted).emit(row.entry.path)

    def look(self, now: datetime) -> None:
        """Sees again which files are there."""
        for row in self.rows:
            row.look(now)

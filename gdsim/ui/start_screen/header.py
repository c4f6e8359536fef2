"""Header: what the start screen is for, the field to find things, and three ways to bring data."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from gdsim.ui import fonts, icons, theme
from gdsim.ui.canvas import ink
from gdsim.ui.controls.button import Button
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

HEIGHT = 58
HINT = "Find a template or a file"


class FindField(QLineEdit):
    """The field; ↓ goes on into what was found."""

    down_wanted = Signal()
    left = Signal()
    """Escape: back to where one was."""

    def __init__(self, hint: str = HINT) -> None:
        super().__init__()
        self.setObjectName("find")
        self.setAccessibleName(hint)
        self.setPlaceholderText(hint)
        self.setFont(fonts.text_font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(190)
        self.setMaximumWidth(302)
        self.setFixedHeight(36)
        self.setTextMargins(28, 0, 0, 0)

    def sizeHint(self) -> QSize:
        return QSize(302, 36)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.icon("search", theme.current().roles["muted"]).paint(
            painter, 12, (self.height() - 16) // 2, 16, 16
        )
        if self.text() or self.width() < 250:
            return
        room = QRectF(self.rect()).adjusted(0, 0, -11, 0)
        ink.draw_words(
            painter, room, "Ctrl F", theme.current().colour("muted"), tokens().type.small, align=ink.RIGHT
        )


class Header(QWidget):
    """The row at the top."""

    open_wanted = Signal()
    csv_wanted = Signal()
    draw_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        title = QLabel("Start")
        title.setFont(fonts.text_font(21, fonts.BOLD))
        self._about = ElidedLabel("Pick something to look at. Nothing is saved until you say so.")
        self._about.setProperty("role", "caption")
        self._about.setFont(fonts.text_font())
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.search = FindField()
        self.buttons = (
            self._button("Open…", "start.open", "Open an experiment file", self.open_wanted),
            self._button("Open CSV…", "start.csv", "Make an experiment from a table", self.csv_wanted),
            self._button("Draw points…", "start.draw", "An experiment from points that you draw", self.draw_wanted),
        )  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(title)
        row.addSpacing(8)
        row.addWidget(self._about, 30)
        row.addStretch(1)
        row.addWidget(self.search, 20)
        row.addSpacing(4)
        for button in self.buttons:
            row.addWidget(button)

    def _button(self, words: str, name: str, told: str, signal: object) -> Button:
        button = Button(words)
        button.setObjectName(name)
        button.setToolTip(told)
        button.setAccessibleDescription(told)
        button.setFixedHeight(36)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        return button

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.search.update()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Half a sentence says nothing.
        self._about.setVisible(self.width() >= 1100)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn.colour("card"))
        painter.setPen(QPen(worn.colour("line"), 1.0))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

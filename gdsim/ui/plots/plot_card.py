"""Plot card: a plot in a card that can be dragged to another place, stacked on others, or taken out of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gdsim.ui import fonts, icons, theme
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.plots.canvas import Canvas
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.legend import Legend
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.saving import Saving
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens


class PlotCard(QDockWidget):
    """A quantity, or a question, as its title; at the right a caption; the legend under it; then the plot.

    Args:
        title: for a screen reader as well.
        tip: the quantity in one sentence.
        name: the name under which an arrangement remembers it.
        picture: what is drawn, where it is not a :class:`Canvas`.
    """

    failed = Signal(str)
    """A file could not be written: one line."""
    closed = Signal()
    """The user has closed it."""

    def __init__(self, title: str, tip: str = "", name: str = "", picture: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(f"plot.{name or title}")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, False)
        self.numbers: Callable[[], Table | None] = lambda: None
        self.more: Callable[[QMenu], None] = lambda menu: None
        self.saving = Saving(self, lambda: self.numbers(), self.failed.emit)
        self.legend, self.remark = Legend(), ElidedLabel()
        self._canvas = Canvas(title) if picture is None else None
        self._head = self._made_head(title, tip)
        self.setTitleBarWidget(self._head)
        self.setWidget(self._made_body(self._canvas if self._canvas is not None else picture))
        self.setWindowTitle(title)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Names the plot; its tab keeps its short name, which also stands for a title that has no room."""
        self.title_label.say(title, self.windowTitle())
        self.setAccessibleName(title)

    def set_short_name(self, name: str) -> None:
        """What stands on its tab, in the menu, and where there is little room."""
        self.setWindowTitle(name)
        self.set_title(self.title_label.text())

    @property
    def canvas(self) -> Canvas:
        """The canvas, of a plot that has one."""
        assert self._canvas is not None
        return self._canvas

    def say(self, caption: str, legend: tuple[Entry, ...], note: str, remark: str = "") -> None:
        """The words around and inside the plot; a remark is what a reader has to know to read it rightly."""
        if self.remark.text() != remark:
            self.remark.setText(remark)
            self.remark.setVisible(bool(remark))
        if self.caption_label.text() != caption:
            self.caption_label.setText(caption)
            self.setAccessibleDescription(caption)
        self.legend.set_entries(legend)
        if self._canvas is not None and self._canvas.note.text() != note:
            self._canvas.set_note(note)

    def wear(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        if self._canvas is not None:
            self._canvas.wear(theme)
        self._button.setIcon(icons.icon("ellipsis", theme.muted))
        self.legend.update()
        self.update()

    def menu(self) -> QMenu:
        """What can be done with this plot."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.saving.add_to(menu)
        menu.addSeparator()
        self.more(menu)
        floats = self.isFloating()
        menu.addAction(
            "Put back into the window" if floats else "Take out of the window",
            lambda: self.setFloating(not floats),
        )
        menu.addAction("Close", self.close)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu().popup(self.mapToGlobal(QPoint(20, 30)) if by_key else event.globalPos())
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def enterEvent(self, event: QEvent) -> None:
        self._button.show()
        super().enterEvent(event)  # type: ignore[arg-type]

    def leaveEvent(self, event: QEvent) -> None:
        if not self._button.hasFocus():
            self._button.hide()
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(220, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(worn.card))
        focus = self.hasFocus()
        painter.setPen(QPen(worn.colour("action" if focus else "line"), 2.0 if focus else 1.0))
        radius = 0.0 if self.isFloating() else tokens().radius.card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _made_head(self, title: str, tip: str) -> QWidget:
        type_ = tokens().type
        self.title_label = ElidedLabel(title)
        self.title_label.setFont(fonts.text_font(type_.title, fonts.BOLD))
        self.caption_label = ElidedLabel("", Qt.AlignmentFlag.AlignRight)
        self.caption_label.setFont(fonts.text_font(type_.small + 0.5))
        self.caption_label.setProperty("role", "caption")
        # The caption takes what the title leaves, and never widens the card.
        self.caption_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for label in (self.title_label, self.caption_label):
            label.setToolTip(tip)
        self._button = QToolButton()
        self._button.setAutoRaise(True)
        self._button.setStyleSheet("QToolButton { border: none; background: transparent; padding: 0; }")
        self._button.setFixedSize(20, 18)
        self._button.setAccessibleName(f"Menu of {title}")
        self._button.setToolTip("Copy, save, take out, close")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(
            lambda: self.menu().popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
        )
        self._button.hide()
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 8, 0)
        row.setSpacing(6)
        row.addWidget(self.title_label)
        row.addWidget(self.caption_label, 1)
        row.addWidget(self._button)
        head.setMinimumHeight(27)
        return head

    def _made_body(self, picture: QWidget | None) -> QWidget:
        assert picture is not None
        self.remark.setFont(fonts.text_font(tokens().type.small))
        self.remark.setProperty("role", "caption")
        self.remark.hide()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 1, 6, 4)
        column.setSpacing(1)
        column.addWidget(self.legend)
        column.addWidget(self.remark)
        column.addWidget(picture, 1)
        body.setMinimumSize(100, 80)
        return body

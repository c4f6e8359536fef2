"""Command palette: every action by a few letters of its name, with its keys, or why it cannot be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gdsim.ui import fonts
from gdsim.ui.tokens import tokens

if TYPE_CHECKING:
    from gdsim.ui.window import Window

WIDTH, HEIGHT = 560, 420


def matches(words: str, text: str) -> bool:
    """Whether every word that was typed begins a word of the action, or stands in it.

    >>> matches("st ba", "Step back"), matches("EPO", "Step to the end of an epoch"), matches("xy", "Step")
    (True, True, False)
    """
    inside = text.casefold()
    return all(word in inside for word in words.casefold().split())


class CommandPalette(QDialog):
    """A field and the actions that fit what is typed; ↑ ↓ choose, Enter does, Esc leaves.

    Args:
        actions: the actions by their words.
        parent: the window.
    """

    def __init__(self, actions: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Commands")
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self.field = QLineEdit()
        self.field.setPlaceholderText("Type a few letters of what you want to do")
        self.field.setAccessibleName("Command")
        self.field.setFont(fonts.text_font(tokens().type.title + 1))
        self.entries = QTreeWidget()
        self.entries.setColumnCount(2)
        self.entries.setHeaderHidden(True)
        self.entries.setRootIsDecorated(False)
        self.entries.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.entries.header().setStretchLastSection(True)
        self.entries.setAccessibleName("Commands")
        self.entries.setFont(fonts.text_font())
        self.entries.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.field)
        column.addWidget(self.entries)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._do)
        self.entries.itemClicked.connect(self._do)
        self.field.installEventFilter(self)
        self.resize(WIDTH, HEIGHT)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ and ↓ in the field move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            count = self.entries.topLevelItemCount()
            if way and count:
                now = self.entries.currentIndex().row()
                self._choose((now + way) % count)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.entries.clear()
        typed = self.field.text()
        fitting = [words for words in self._actions if matches(typed, words)]
        # What begins with what was typed comes first; the others keep the order of the menus.
        fitting.sort(key=lambda words: not words.casefold().startswith(typed.casefold()))
        for words in fitting:
            action = self._actions[words]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem([words, keys if action.isEnabled() else action.toolTip()])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            item.setDisabled(not action.isEnabled())
            self.entries.addTopLevelItem(item)
        self._choose(0)

    def _choose(self, row: int) -> None:
        item = self.entries.topLevelItem(row)
        if item is not None:
            self.entries.setCurrentItem(item)

    def _do(self) -> None:
        item = self.entries.currentItem()
        action = self._actions.get(item.text(0)) if item is not None else None
        if action is None or not action.isEnabled():
            return
        self.accept()
        action.trigger()


def open_palette(window: Window) -> None:
    """The palette over the window's upper part."""
    palette = CommandPalette(window.actions_by_words, window)
    palette.move(window.mapToGlobal(window.rect().center()) - palette.rect().center())
    palette.open()

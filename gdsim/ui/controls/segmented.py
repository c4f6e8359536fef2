"""Segmented: a few choices side by side, of which exactly one is on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gdsim.ui import fonts
from gdsim.ui.controls.choice import Choice


class Segmented(QWidget):
    """Exclusive buttons in a row; the arrow keys go from one to the next.

    Args:
        name: what is being chosen, for a screen reader.
        choices: from left to right. One with a ``reason`` cannot be chosen, and says why.
    """

    chosen = Signal(str)
    """The key that the user chose; not sent by ``choose``."""

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        for choice in choices:
            button = self._built(choice)
            self._buttons[choice.key] = button
            self._group.addButton(button)
            row.addWidget(button, 1)
        for choice in choices:
            self.allow(choice.key, choice.reason, choice.meaning)
        self._group.buttonToggled.connect(self._weigh)
        self._group.buttonClicked.connect(self._tell)
        first = next((choice.key for choice in choices if not choice.reason), None)
        if first is not None:
            self.choose(first)

    @property
    def choice(self) -> str:
        """The key that is on; empty where nothing can be chosen."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Turns one on, without a signal: this is the program speaking, not the user."""
        self._buttons[key].setChecked(True)

    def allow(self, key: str, reason: str | None = None, meaning: str = "") -> None:
        """Lets a choice be made, or with a ``reason`` not."""
        button = self._buttons[key]
        button.setEnabled(not reason)
        button.setToolTip(reason or meaning)
        button.setAccessibleDescription(f"not available: {reason}" if reason else meaning)

    def button(self, key: str) -> QPushButton:
        """The button of a choice."""
        return self._buttons[key]

    def _built(self, choice: Choice) -> QPushButton:
        button = QPushButton(choice.label)
        button.setProperty("kind", "segment")
        button.setProperty("choice", choice.key)
        button.setCheckable(True)
        button.setFont(fonts.text_font())
        button.setAccessibleName(choice.label)
        # A click leaves the focus where it is, so that Space and the arrows go on stepping the run.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        # The one that is on is bold. Each is given room for that from the start, so that none moves.
        bold = QFontMetrics(fonts.text_font(weight=fonts.SEMIBOLD))
        button.setMinimumWidth(bold.horizontalAdvance(choice.label) + 20)
        return button

    def _weigh(self, button: QPushButton, on: bool) -> None:
        button.setFont(fonts.text_font(weight=fonts.SEMIBOLD if on else fonts.REGULAR))

    def _tell(self, button: QPushButton) -> None:
        self.chosen.emit(button.property("choice"))

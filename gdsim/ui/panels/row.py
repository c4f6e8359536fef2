"""Row: a label, its controls, and below them what was wrong with the last try."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gdsim.ui import fonts, icons, theme
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.panels.symbol_label import SymbolLabel
from gdsim.ui.tokens import tokens

LABEL_WIDTH = 86
"""Room for the label of a row, unless the row says otherwise."""
_NARROWEST = 44


class Fault(QWidget):
    """What was wrong with a value, under the row that it belongs to: an icon and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: list[QLabel] = []
        self._icon = QLabel()
        self._icon.setFixedSize(14, 15)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setProperty("role", "message")
        self.label.setFont(fonts.text_font(tokens().type.small))
        self.label.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(4)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        self.adopt(self.label)
        self._draw()
        self.hide()

    def adopt(self, message: QLabel) -> None:
        """Shows a control's own message here, over the width of the whole row."""
        self._messages.append(message)
        self._column.addWidget(message)
        message.installEventFilter(self)

    def dismiss(self, message: QLabel) -> None:
        """The control of a message is gone."""
        self._messages.remove(message)
        message.removeEventFilter(self)
        message.hide()
        self._column.removeWidget(message)
        message.deleteLater()
        self._see()

    def say(self, text: str) -> None:
        """Shows a sentence, or with an empty one nothing."""
        if text != self.label.text() or bool(text) == self.label.isHidden():
            self.label.setText(text)
            self.label.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._see()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _see(self) -> None:
        self.setVisible(any(not message.isHidden() for message in self._messages))

    def _draw(self) -> None:
        self._icon.setPixmap(icons.icon("triangle-alert", theme.current().warning).pixmap(QSize(12, 12)))


class Row(QWidget):
    """A label, the controls beside it, and below them what was wrong with the last try.

    Args:
        words: the label; elided where it is too long.
        letters: symbols that always stay whole, in the words of the symbols: ``\\alpha``.
        meaning: the label's tool tip.
        width: of the label; None takes what the control leaves over, for switches.
    """

    def __init__(
        self,
        words: str,
        letters: Sequence[str] = (),
        meaning: str = "",
        width: int | None = LABEL_WIDTH,
    ) -> None:
        super().__init__()
        self.controls: list[QWidget] = []
        self._head = head = QWidget()
        head.setToolTip(meaning)
        self.label = ElidedLabel(words)
        self.label.setProperty("role", "label")
        self.symbol = SymbolLabel(letters)
        inside = QHBoxLayout(head)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.label)
        inside.addWidget(self.symbol)
        inside.addStretch(1)
        if width is not None:
            head.setFixedWidth(width)
        for part, said in ((self.label, words), (self.symbol, letters), (head, words or letters)):
            if not said:
                part.hide()
        self._line = QHBoxLayout()
        self._line.setSpacing(6)
        self._line.addWidget(head, 1 if width is None else 0)
        self.fault = Fault()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self._line)
        column.addWidget(self.fault)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_words(self, words: str, meaning: str) -> None:
        """Says something else."""
        self.label.setText(words)
        self._head.setToolTip(meaning)

    def add(self, control: QWidget, stretch: int = 1, at: int | None = None) -> None:
        """One more control, at the right of those there are or ``at`` a place among them."""
        self.controls.append(control)
        self._line.insertWidget(-1 if at is None else at + 1, control, stretch)
        if isinstance(control, NumberField):
            control.edit.setMinimumWidth(_NARROWEST)
            self.fault.adopt(control.message)

    def replace(self, control: QWidget) -> None:
        """This control in place of those there were."""
        for old in list(self.controls):
            self.remove(old)
        self.add(control)

    def remove(self, control: QWidget) -> None:
        """Takes a control away."""
        self.controls.remove(control)
        self._line.removeWidget(control)
        if isinstance(control, NumberField):
            self.fault.dismiss(control.message)
        control.hide()
        control.deleteLater()

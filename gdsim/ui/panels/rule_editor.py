"""Rule editor: the lines and the memory of the user's own optimizer, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gdsim.ui import fonts
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.panels.row import Row
from gdsim.ui.tokens import tokens

_LINES = 5


class RuleEditor(QWidget):
    """Two texts that are used together: the rule, a line each, and the names that it keeps.

    Ctrl+Enter or the button uses them, Escape brings back those in use. What is refused stays to be mended.

    Args:
        width: of the labels.
    """

    entered = Signal(list, list)
    """The lines of the rule and the names of its memory, for the user's changes only."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._rule: list[str] = []
        self._memory: list[str] = []
        self.rule = _Lines()
        self.rule.setObjectName("optimizer.rule")
        self.rule.setAccessibleName("the rule, a line such as step = -learning_rate * g each")
        self.rule.setPlaceholderText("step = -learning_rate * g")
        self.rule.textChanged.connect(self._offer)
        self.rule.used.connect(self.use)
        self.rule.left.connect(self.restore)
        self.rule_row = Row("")
        self.rule_row.add(self.rule)
        self.memory = QLineEdit()
        self.memory.setObjectName("optimizer.memory")
        self.memory.setFont(fonts.text_font())
        self.memory.setAccessibleName("names that the rule keeps from one update to the next")
        self.memory.setPlaceholderText("none")
        self.memory.textChanged.connect(self._offer)
        self.memory.returnPressed.connect(self.use)
        kept = "names that the rule keeps from one update to the next: m, v\nThey start at 0."
        self.memory_row = Row("Keeps", meaning=kept, width=width)
        self.memory_row.add(self.memory)
        self.button = Button("Use this rule", kind=Kind.LINK)
        self.button.setObjectName("optimizer.use_rule")
        self.button.setToolTip("Ctrl+Enter")
        self.button.clicked.connect(self.use)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.rule_row)
        column.addWidget(self.memory_row)
        column.addLayout(line)
        self._offer()

    def show_rule(self, rule: Sequence[str], memory: Sequence[str]) -> None:
        """Shows another rule, without a signal; a text that is being written stays."""
        if list(rule) == self._rule and list(memory) == self._memory:
            return
        self._rule, self._memory = list(rule), list(memory)
        self.restore()

    def restore(self) -> None:
        """Brings back the rule in use."""
        self.rule.setPlainText("\n".join(self._rule))
        self.memory.setText(", ".join(self._memory))

    def use(self) -> None:
        """Sends what is written, where it differs from the rule in use."""
        rule, memory = self.written()
        if (rule, memory) != (self._rule, self._memory):
            self.entered.emit(rule, memory)

    def written(self) -> tuple[list[str], list[str]]:
        """What stands in the two texts: lines and names, empty ones left out."""
        lines = [line.strip() for line in self.rule.toPlainText().splitlines()]
        names = self.memory.text().replace(",", " ").split()
        return [line for line in lines if line], names

    def _offer(self) -> None:
        self.button.setEnabled(self.written() != (self._rule, self._memory))


class _Lines(QPlainTextEdit):
    """The rule's text; the Tab key goes on to the next control."""

    used = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(fonts.number_font(tokens().type.small + 0.5))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * _LINES + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.used.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()

"""Filter field: the row under the head of the table in which conditions are written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gdsim.insight.row_filter import EXAMPLES
from gdsim.ui import fonts
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.optimizer_table.ink import EDGE
from gdsim.ui.tokens import tokens


class FilterField(QWidget):
    """A field, and beside it what is wrong with what it holds."""

    changed = Signal(str)
    left = Signal()
    """Enter or ↓: on to the rows."""
    ended = Signal()
    """Esc: away with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setObjectName("optimizer_table_filter")
        self.edit.setAccessibleName("Show only parameters that meet")
        self.edit.setPlaceholderText(EXAMPLES)
        self.edit.setFont(fonts.text_font())
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaxLength(200)
        self.fault = ElidedLabel()
        self.fault.setFont(fonts.text_font(tokens().type.small))
        self.fault.setProperty("role", "message")
        line = QHBoxLayout(self)
        line.setContentsMargins(EDGE, 0, EDGE, 7)
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.fault, 1)
        self.fault.hide()
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.left)
        self.edit.installEventFilter(self)

    def show_fault(self, text: str) -> None:
        """Say what is wrong, or with an empty text nothing."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        if self.edit.property("refused") != bool(text):
            self.edit.setProperty("refused", bool(text))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.ended.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.left.emit()
                return True
        return False

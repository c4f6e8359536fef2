"""Readout: a large number under a small name, as the transport shows epoch, update and loss."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gdsim.ui import fonts
from gdsim.ui.tokens import tokens


class Readout(QWidget):
    """A number to be read from the last row.

    Args:
        name: what it is; drawn in capitals, spoken as written.
        widest: the widest number it will hold, so that its neighbours stand still.
        widest_rest: the same for what stands behind the number.
    """

    def __init__(
        self, name: str, widest: str = "", widest_rest: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        type_ = tokens().type
        head = QLabel(name.upper())
        head.setFont(fonts.text_font(type_.small))
        head.setProperty("role", "caption")
        self.number_label = QLabel()
        self.number_label.setFont(fonts.number_font(type_.readout, fonts.SEMIBOLD))
        self.rest_label = QLabel()
        self.rest_label.setFont(fonts.number_font(type_.title + 1))
        self.rest_label.setProperty("role", "caption")
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(self.number_label, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self.rest_label, 1, Qt.AlignmentFlag.AlignBaseline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(row)
        number = self.number_label.fontMetrics().horizontalAdvance(widest)
        rest = self.rest_label.fontMetrics().horizontalAdvance(widest_rest)
        column.addStrut(number + (row.spacing() + rest if rest else 0))
        self.show_text("")

    def show_text(self, number: str, rest: str = "") -> None:
        """The number, and in small what it is out of: ``8``, ``/ 16``."""
        self.number_label.setText(number)
        self.rest_label.setText(rest)  # before the number is shown: both at once would ask for too much room
        # Words in place of a number are small, so that they take no more room than the number will.
        self.number_label.setVisible(bool(number))
        type_ = tokens().type
        self.rest_label.setFont(fonts.number_font(type_.title + 1 if number else type_.small + 0.5))
        self.setAccessibleName(f"{self._name} {number} {rest}".strip())

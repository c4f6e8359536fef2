"""Lessons row: where lessons will stand; until there are some, it says so and offers nothing to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gdsim.ui import fonts, theme
from gdsim.ui.start_screen.heading import Heading
from gdsim.ui.tokens import tokens

EMPTY = (
    "Lessons come with a later version: short guided tours, each with predictions to make. "
    "Until then every template above asks one question, and its steps answer it."
)


class _Quiet(QWidget):
    """A dashed frame: a place that is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel(EMPTY)
        self.words.setWordWrap(True)
        self.words.setProperty("role", "caption")
        self.words.setFont(fonts.text_font())
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 14)
        column.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("not_computed"), 1.0, Qt.PenStyle.DashLine))
        radius = tokens().radius.card
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(6.5, 4.5, -6.5, -4.5), radius, radius)


class LessonsRow(QWidget):
    """Heading and the place that is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lessons")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Heading("Lessons", "none yet"))
        column.addWidget(_Quiet())

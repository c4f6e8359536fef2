"""Band: the ground of the head where no column is, over the names and over the scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.ui.optimizer_table.ink import HEAD, ink


class Band(QWidget):
    """A piece of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(10, HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawn, painter = ink(), QPainter(self)
        painter.fillRect(self.rect(), drawn.panel)
        painter.fillRect(QRectF(0, 0, self.width(), 1), drawn.line)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), drawn.line)

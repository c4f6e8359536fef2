"""Box line: one line of typeset words that gives way where it is narrow: the first of its forms that fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.ui.typesetting.box import Box


class BoxLine(QWidget):
    """A line as wide as there is room.

    Args:
        height: pixels, the same whatever it shows.
    """

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)
        self._forms: tuple[Box, ...] = ()

    def show_forms(self, forms: Sequence[Box], spoken: str) -> None:
        """Shows other words: the fullest form first; a screen reader gets them as text."""
        self._forms = tuple(forms)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._forms:
            return
        box = next((form for form in self._forms if form.width <= self.width()), self._forms[-1])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box.draw(painter, 0.0, 0.5 * self.height() + 4.5)

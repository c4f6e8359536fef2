"""Label: a widget that shows one typeset box."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.ui.typesetting.box import Box


class MathLabel(QWidget):
    """One box, on the left and in the middle of its height; as large as the box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._box: Box | None = None

    def show_box(self, box: Box | None, spoken: str = "") -> None:
        """Shows another box; a screen reader gets its words."""
        self._box = box
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        box = self._box
        if box is None:
            return QSize(0, 0)
        return QSize(math.ceil(box.width + box.lean) + 2, math.ceil(box.height) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = self._box
        if box is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box.draw(painter, 1.0, (self.height() + box.ascent - box.descent) / 2)

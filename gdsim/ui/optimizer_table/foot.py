"""Foot: in how many rows the memory outweighs the batch, and which rows are in view; a click keeps only those rows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gdsim.ui.optimizer_table.dissent import Dissent
from gdsim.ui.optimizer_table.ink import EDGE, ink
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box

_HEIGHT = 34


class Foot(QAbstractButton):
    """One line under the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("optimizer_table_dots")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._dissent = Dissent()
        self._right = ""

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def show_words(self, dissent: Dissent, right: str) -> None:
        """Say how the rows stand, and which are in view."""
        if (dissent, right) == (self._dissent, self._right):
            return
        self._dissent, self._right = dissent, right
        self.setEnabled(bool(dissent.count) or self.isChecked())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(dissent.aloud)
        self.setAccessibleDescription(right)
        more = "Click to show all rows again." if self.isChecked() else "Click to show only these rows."
        self.setToolTip(f"{dissent.aloud}. {more}" if self.isEnabled() else dissent.aloud)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        drawn = ink()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), drawn.line)
        middle = self.height() / 2
        metrics = QFontMetricsF(drawn.small)
        right = metrics.horizontalAdvance(self._right)
        room = self.width() - 2 * EDGE - right - 12
        x = float(EDGE)
        if self._dissent.count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(drawn.action)
            painter.drawEllipse(QPointF(x + 3, middle), 3, 3)
            x += 14
        self._paint_words(painter, x, middle, EDGE + room)
        painter.setFont(drawn.small)
        painter.setPen(drawn.muted)
        painter.drawText(
            QRectF(self.width() - EDGE - right - 2, 0, right + 2, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            self._right,
        )
        if self.hasFocus() or (self.isEnabled() and self.underMouse()):
            painter.setPen(QPen(drawn.action if self.hasFocus() else drawn.line, 2 if self.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 5, -6, -5), 5, 5)

    def _paint_words(self, painter: QPainter, x: float, middle: float, end: float) -> None:
        """The sentence, as much of its end left out as does not fit."""
        drawn = ink()
        colour = drawn.action if self.isChecked() else drawn.muted
        parts = list(self._dissent.parts)
        boxes = [_box(part, colour) for part in parts]
        while len(boxes) > 1 and x + sum(box.width for box in boxes) > end:
            boxes.pop()
        metrics = QFontMetricsF(drawn.small)
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        for box in boxes:
            box.draw(painter, x, baseline)
            x += box.width


def _box(part: str, colour: QColor) -> Box:
    """Words, or a symbol in dollar signs."""
    if part.startswith("$"):
        return name_box(part.strip("$"), Style(tokens().type.formula_inline, ink().text))
    return text_box(part, Style(tokens().type.small, colour))

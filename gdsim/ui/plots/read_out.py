"""Read-out: what stands at the place under the pointer, in the corner of a plot farthest from it; and the note."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gdsim.ui import fonts
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

_OFF = 3
"""Pixels from the rim of the plot."""


class ReadOut(QLabel):
    """A label over the picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(fonts.number_font(tokens().type.small))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setStyleSheet(
            f"background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line};"
            "border-radius: 4px; padding: 2px 5px;"
        )

    def tell(self, text: str, pointer: QPointF, area: QRectF) -> None:
        """Say something of the place at the pointer, or with no text be gone.

        Args:
            text: rich text.
            pointer: where it is, in the plot.
            area: of the picture, in the plot.
        """
        self.setText(text)
        self.setVisible(bool(text))
        if not text:
            return
        self.adjustSize()
        right, low = pointer.x() < area.center().x(), pointer.y() < area.center().y()
        x = area.right() - self.width() - _OFF if right else area.left() + _OFF
        y = area.bottom() - self.height() - _OFF if low else area.top() + _OFF
        self.move(round(max(0.0, x)), round(y))


class Note(QLabel):
    """Words in the middle of a plot: what will fill it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.setFont(fonts.number_font(tokens().type.small))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def fit(self, area: QRectF) -> None:
        """Stand in the middle of an area of the plot."""
        width = max(60, round(area.width()) - 16)
        height = self.heightForWidth(width)
        self.setGeometry(round(area.left()) + 8, round(area.center().y() - height / 2), width, height)

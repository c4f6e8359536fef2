"""Card: a rounded panel with its title, and at the right a few words that say what it is for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gdsim.ui import fonts, theme
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.tokens import tokens


class Card(QWidget):
    """A panel. What it holds goes into ``body``.

    Args:
        title: its name, also for a screen reader.
        caption: about three words on what it is for, or a live reading.
    """

    def __init__(self, title: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accent: str | None = None
        type_ = tokens().type
        self.title_label = ElidedLabel(title)
        self.title_label.setFont(fonts.text_font(type_.title, fonts.BOLD))
        self.caption_label = ElidedLabel(caption, Qt.AlignmentFlag.AlignRight)
        self.caption_label.setFont(fonts.text_font(type_.small + 0.5))
        self.caption_label.setProperty("role", "caption")
        # The caption takes what the title leaves, and never widens the card.
        self.caption_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title_label)
        self.head.addWidget(self.caption_label, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 11)
        column.setSpacing(7)
        column.addLayout(self.head)
        column.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str, *briefer: str) -> None:
        """Names the card, and says how it may be named where there is less room."""
        self.title_label.say(title, *briefer)
        self.setAccessibleName(title)

    def set_caption(self, caption: str, *briefer: str) -> None:
        """Says what the card is for, or how it stands; and what of that where there is less room."""
        self.caption_label.say(caption, *briefer)
        self.setAccessibleDescription(caption)

    @property
    def accent(self) -> str | None:
        """The role of the rim, None for the plain one."""
        return self._accent

    def set_accent(self, role: str | None) -> None:
        """Draws the rim in a theme colour (``"gradient"``, ``"action"`` …) while a stage is at work here."""
        self._accent = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        width = 1.0 if self._accent is None else 2.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(worn.card))
        painter.setPen(QPen(worn.colour(self._accent or "line"), width))
        radius = tokens().radius.card
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius
        )

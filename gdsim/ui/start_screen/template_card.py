"""Template card: the picture of a shipped experiment, its name, its key, and what it is in two lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from gdsim.files.templates import FIRST_PASS, Template
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.start_screen.picture import draw_loss, draw_picture
from gdsim.ui.start_screen.thumbnails import Thumbnail, thumbnail
from gdsim.ui.start_screen.tile import Tile
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

PAD = 10.0
WORDS = 66.0
"""Room for the three lines under the picture."""
LOWEST, HIGHEST = 84.0, 200.0
"""The picture's height in pixels."""


class TemplateCard(Tile):
    """One template.

    Args:
        template: what it opens.
        key: the key that opens it, or nothing.
    """

    def __init__(self, template: Template, key: str = "", parent: QWidget | None = None) -> None:
        self.thumbnail: Thumbnail | None = thumbnail(template.key)
        super().__init__(template.title, f"{self._shape}. {template.about}", parent)
        self.template, self.key = template, key
        self.setObjectName(f"template.{template.key}")
        self.setToolTip(template.about)
        self._pixmap: tuple[tuple[object, ...], QPixmap] | None = None
        self._high = 118.0

    @property
    def _shape(self) -> str:
        return self.thumbnail.line if self.thumbnail is not None else ""

    def sizeHint(self) -> QSize:
        return QSize(230, round(self._high + WORDS + PAD) + 2 * self.rim)

    def set_picture_height(self, high: float) -> None:
        """All cards of a row have pictures of one height."""
        self._high = min(max(high, LOWEST), HIGHEST)
        self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pixmap = None

    def _draw(self, painter: QPainter, worn: Theme) -> None:
        card, type_ = self.card, tokens().type
        frame = QRectF(card.left() + PAD, card.top() + PAD, card.width() - 2 * PAD, self._high)
        painter.drawPixmap(frame.adjusted(-1, -1, 1, 1).topLeft(), self._picture(frame, worn))
        if self.underMouse():
            self._draw_run(painter, frame, worn)
        row = QRectF(card.left() + 14, frame.bottom() + 6, card.width() - 28, 20)
        key = ink.width(self.key, type_.body) + 6 if self.key else 0.0
        ink.draw_words(
            painter, row.adjusted(0, 0, -key, 0), self.template.title, worn.colour("text"), type_.title,
            fonts.SEMIBOLD, ink.LEFT,
        )  # fmt: skip
        ink.draw_words(painter, row, self.key, worn.colour("muted"), type_.body, fonts.SEMIBOLD, ink.RIGHT)
        for place, words in enumerate((self._shape, self.template.line)):
            line = QRectF(row.left(), row.bottom() - 1 + 18 * place, row.width(), 18)
            colour = worn.colour("muted" if place == 0 else "text")
            ink.draw_words(painter, line, words, colour, type_.body - 0.5, align=ink.LEFT)

    def _picture(self, frame: QRectF, worn: Theme) -> QPixmap:
        """The picture at this size and in this theme, drawn once."""
        ratio = self.devicePixelRatioF()
        key = (worn.name, frame.width(), frame.height(), ratio)
        if self._pixmap is None or self._pixmap[0] != key:
            pixmap = QPixmap(round((frame.width() + 2) * ratio), round((frame.height() + 2) * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            draw_picture(painter, QRectF(1, 1, frame.width(), frame.height()), self.thumbnail, worn)
            painter.end()
            self._pixmap = (key, pixmap)
        return self._pixmap[1]

    def _draw_run(self, painter: QPainter, frame: QRectF, worn: Theme) -> None:
        """Under the pointer: how its loss falls, and where it opens."""
        if self.thumbnail is None:
            return
        veil = frame.adjusted(1, 1, -1, -1)
        painter.fillRect(veil, worn.colour("panel", 0.9))
        small = tokens().type.small
        room = veil.adjusted(10, 8, -10, -24)
        draw_loss(painter, room, self.thumbnail.loss, worn, 2.0)
        words = QRectF(veil.left() + 10, veil.bottom() - 22, veil.width() - 20, 18)
        ink.draw_words(painter, words, "loss", worn.colour("action"), small, fonts.SEMIBOLD, ink.LEFT)
        opens = "opens after the loss" if self.template.key == FIRST_PASS else "opens at epoch 0"
        ink.draw_words(painter, words, opens, worn.colour("text"), small, align=ink.RIGHT)

"""Ink: fonts, colours and words of the canvas; rich words are laid out once and kept."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextOption, QTransform

from gdsim.ui import fonts
from gdsim.ui.theme import Theme

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@lru_cache(maxsize=64)
def font(size: float, weight: int = fonts.REGULAR) -> QFont:
    """Words and numbers of a size in pixels, all digits equally wide."""
    return fonts.number_font(size, weight)


@lru_cache(maxsize=64)
def metrics(size: float, weight: int = fonts.REGULAR) -> QFontMetricsF:
    """The sizes of its letters."""
    return QFontMetricsF(font(size, weight))


def width(text: str, size: float, weight: int = fonts.REGULAR) -> float:
    """How wide plain words are."""
    return metrics(size, weight).horizontalAdvance(text)


@lru_cache(maxsize=2048)
def _laid_out(html: str, size: float, weight: int) -> QStaticText:
    text = QStaticText(html)
    text.setTextFormat(Qt.TextFormat.RichText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    text.setTextOption(option)
    text.prepare(QTransform(), font(size, weight))
    return text


def rich_size(html: str, size: float, weight: int = fonts.REGULAR) -> QSizeF:
    """The room that rich words take."""
    return _laid_out(html, size, weight).size()


def draw_rich(
    painter: QPainter,
    rect: QRectF,
    html: str,
    colour: QColor,
    size: float,
    weight: int = fonts.REGULAR,
    align: Qt.AlignmentFlag = CENTRE,
) -> None:
    """Rich words, with true sub- and superscripts, in a rectangle; nothing is drawn where they do not fit."""
    text = _laid_out(html, size, weight)
    room = text.size()
    if room.width() > rect.width() + 1:
        return
    x = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        x = rect.right() - room.width()
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x = rect.center().x() - room.width() / 2
    painter.setFont(font(size, weight))
    painter.setPen(colour)
    painter.drawStaticText(QPointF(x, rect.center().y() - room.height() / 2), text)


def draw_words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: QColor,
    size: float,
    weight: int = fonts.REGULAR,
    align: Qt.AlignmentFlag = CENTRE,
) -> None:
    """Plain words in a rectangle, with … where they are too long."""
    painter.setFont(font(size, weight))
    painter.setPen(colour)
    shown = metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
    painter.drawText(rect, align | Qt.TextFlag.TextDontClip, shown)


def blend(below: QColor, above: QColor, share: float) -> QColor:
    """One colour over another, 0 to 1."""
    low, high = below, above
    return QColor(
        round(low.red() + (high.red() - low.red()) * share),
        round(low.green() + (high.green() - low.green()) * share),
        round(low.blue() + (high.blue() - low.blue()) * share),
    )


@lru_cache(maxsize=512)
def coloured(theme: Theme, role: str, opacity: float = 1.0) -> QColor:
    """A role's colour, looked up once."""
    return theme.colour(role, opacity)


@lru_cache(maxsize=4096)
def tint(theme: Theme, role: str, strength: float = 1.0) -> QColor:
    """A role's colour over the card: opaque, for Qt draws a translucent line ten times as slowly."""
    return blend(coloured(theme, "card"), coloured(theme, role), strength)


def sign_role(value: float) -> str:
    """The role of a number's colour by its sign; zero is a value, in the colour of words."""
    return "positive_fill" if value > 0 else "negative_fill" if value < 0 else "text"


def value_colour(theme: Theme, value: float, largest: float, most: float = 0.52) -> QColor:
    """The fill for a value: the card for zero, the more coloured the larger it is, up to ``most``."""
    if not np.isfinite(value):
        return coloured(theme, "warning")
    share = 0.0 if value == 0 else 0.12 + (most - 0.12) * min(1.0, abs(value) / largest)
    return blend(coloured(theme, "card"), coloured(theme, sign_role(value)), share)

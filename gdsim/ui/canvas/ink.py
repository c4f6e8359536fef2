"""Ink: fonts, colours and words of the canvas; rich words are laid out once and kept."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextOption, QTransform

from gdsim.ui import fonts
from gdsim.ui.theme import Theme
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.style import Style

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


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: int = fonts.REGULAR) -> float:
    """How wide plain words are."""
    return metrics(size, weight).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def _laid_out(words: str, size: float, weight: int, rich: bool = True) -> QStaticText:
    text = QStaticText(words)
    text.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    text.setTextOption(option)
    text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
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
    shown = _elided(text, size, weight, rect.width() + 1)
    laid = _laid_out(shown, size, weight, False)
    room = laid.size()
    x = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        x = rect.right() - room.width()
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x = rect.center().x() - room.width() / 2
    painter.setFont(font(size, weight))
    painter.setPen(colour)
    painter.drawStaticText(QPointF(x, rect.center().y() - room.height() / 2), laid)


@lru_cache(maxsize=4096)
def _elided(text: str, size: float, weight: int, room: float) -> str:
    return metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, room)


def name(label: str, size: float, colour: QColor, bold: bool = False) -> Box:
    """A quantity's name, typeset: ``W2[3,2]`` with its layer over its place."""
    return name_box(label, Style(size, colour, bold).inlined())


def draw_box(painter: QPainter, centre: QPointF, box: Box) -> None:
    """A typeset piece with its middle at a point."""
    middle = (box.ascent - box.descent) / 2
    box.draw(painter, centre.x() - box.width / 2, centre.y() + middle)


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

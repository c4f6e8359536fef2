"""Ink: fonts, sizes and colours of the table, resolved once a theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QFont

from gdsim.ui import fonts, theme
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

ROW = 22
"""Height of a row."""
SLACK = 4
"""Pixels of a row that may be out of view while it still counts as seen."""
HEAD = 40
"""Height of the two levels of the head."""
EDGE = 14
"""Space to the rim of the card."""
PAD = 4
"""Space to the right of a number."""
GAP = 6
"""Least space to the left of a number."""


@dataclass(frozen=True)
class Ink:
    """What painting needs of a theme."""

    text: QColor
    muted: QColor
    line: QColor
    card: QColor
    panel: QColor
    selected: QColor
    action: QColor
    positive: QColor
    negative: QColor
    positive_bar: QColor
    negative_bar: QColor
    size_bar: QColor
    hatch: QColor
    number: QFont
    bold: QFont
    small: QFont

    def sign(self, value: float, directed: bool) -> QColor:
        """The colour of a number."""
        if not directed or value == 0.0 or value != value:
            return self.text
        return self.positive if value > 0.0 else self.negative

    def bar(self, value: float, directed: bool) -> QColor:
        """The colour of the bar behind it."""
        if not directed:
            return self.size_bar
        return self.positive_bar if value > 0.0 else self.negative_bar


def contrast(one: QColor, other: QColor) -> float:
    """How well one opaque colour is read on another, from 1 to 21, as WCAG reckons it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def over(ground: QColor, colour: QColor) -> QColor:
    """What is seen of a transparent colour on an opaque ground."""
    part = colour.alphaF()

    def mixed(below: float, above: float) -> float:
        return below + part * (above - below)

    return QColor.fromRgbF(
        mixed(ground.redF(), colour.redF()),
        mixed(ground.greenF(), colour.greenF()),
        mixed(ground.blueF(), colour.blueF()),
    )


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _bar(worn: Theme, sign: str) -> QColor:
    """The bar behind a number: as strong as the number on it stays readable, 4.5 to 1."""
    ground, text = worn.colour("card"), worn.colour(sign)
    strengths = (worn.colour(f"{sign}_fill", part / 100) for part in range(25, 0, -1))
    return next(
        (bar for bar in strengths if contrast(text, over(ground, bar)) >= 4.5), worn.colour(sign, 0.0)
    )


def ink() -> Ink:
    """The ink of the theme in force."""
    return _ink(theme.current())


@lru_cache(maxsize=8)
def _ink(worn: Theme) -> Ink:
    type_ = tokens().type
    roles = ("text", "muted", "line", "card", "panel", "selected", "action", "positive", "negative")
    return Ink(
        **{role: worn.colour(role) for role in roles},
        positive_bar=_bar(worn, "positive"),
        negative_bar=_bar(worn, "negative"),
        size_bar=worn.colour("not_computed", 0.4),
        hatch=worn.colour("not_computed", 0.45),
        number=fonts.number_font(type_.small),
        bold=fonts.number_font(type_.small, fonts.BOLD),
        small=fonts.text_font(type_.small),
    )

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
    not_computed: QColor
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


def ink() -> Ink:
    """The ink of the theme in force."""
    return _ink(theme.current())


@lru_cache(maxsize=8)
def _ink(worn: Theme) -> Ink:
    type_ = tokens().type
    return Ink(
        *(
            worn.colour(role)
            for role in (
                "text", "muted", "line", "card", "panel", "selected", "action", "positive", "negative",
                "not_computed",
            )
        ),
        positive_bar=worn.colour("positive_fill", 0.25),
        negative_bar=worn.colour("negative_fill", 0.25),
        size_bar=worn.colour("not_computed", 0.4),
        hatch=worn.colour("not_computed", 0.45),
        number=fonts.number_font(type_.small),
        bold=fonts.number_font(type_.small, fonts.BOLD),
        small=fonts.text_font(type_.small),
    )  # fmt: skip

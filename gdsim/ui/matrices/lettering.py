"""Lettering: symbols, formulas and words in one row, as captions, titles and tips need them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gdsim.core.formula import Formula, Name, Transpose
from gdsim.ui.theme import Theme, theme
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.formula import formula_box
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box

FORMULA = 1.16
"""Size of formulas in sizes of the words beside them: the mathematical face has smaller letters."""


@dataclass(frozen=True)
class Symbol:
    """A name of the program as it is typeset; ``role`` is its colour, that of the row where it is empty."""

    name: str
    role: str = ""
    transposed: bool = False


@dataclass(frozen=True)
class Words:
    """Plain words and numbers."""

    text: str
    role: str = ""


@dataclass(frozen=True)
class Line:
    """A formula; the names that stand for one number have it in their place: ``(("B", "16"),)``."""

    tree: Formula
    numbers: tuple[tuple[str, str], ...] = ()
    role: str = ""


Part = Symbol | Words | Line
Phrase = tuple[Part, ...]


@dataclass(frozen=True)
class Letter:
    """How a row is written: size in pixels, role of its colour, bold or not."""

    size: float
    role: str = "text"
    bold: bool = False


def width(phrase: Phrase, letter: Letter, worn: Theme) -> float:
    """How wide a row is."""
    return _box(phrase, letter, worn.name).width


def draw(
    painter: QPainter, rect: QRectF, phrase: Phrase, letter: Letter, worn: Theme, align: str = "centre"
) -> None:
    """A row in a rectangle, whether it fits or not: ask :func:`width` first."""
    box = _box(phrase, letter, worn.name)
    x = rect.left()
    if align != "left":
        x = rect.right() - box.width if align == "right" else rect.center().x() - box.width / 2
    # By the height of the words, not of this row: rows beside one another stand on one line, scripts or not.
    box.draw(painter, x, rect.center().y() + 0.36 * letter.size)


@lru_cache(maxsize=4096)
def _box(phrase: Phrase, letter: Letter, worn: str) -> Box:
    # By the theme's name: its many colours would be hashed at each look-up.
    return row([_part(part, letter, theme(worn)) for part in phrase])


def _part(part: Part, letter: Letter, worn: Theme) -> Box:
    # What is written in grey beside a name is never bold.
    bold = letter.bold and part.role != "muted"
    size = letter.size if bold or not letter.bold else 0.94 * letter.size
    style = Style(size, worn.colour(part.role or letter.role), bold)
    larger = Style(FORMULA * letter.size, style.colour, bold, inline=True)
    match part:
        case Words(text):
            return text_box(text, style)
        case Symbol(name, _, True):
            return formula_box(Transpose(Name(name)), larger)
        case Symbol(name):
            return name_box(name, larger)
        case Line(tree, numbers):
            known = dict(numbers)

            def written(name: str, inner: Style) -> Box:
                if name in known:
                    return number_box(known[name], inner)
                return name_box("a0" if name == "x" else name, inner)

            return formula_box(tree, larger, written)

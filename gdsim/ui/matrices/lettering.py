"""Lettering: symbols, formulas and words in one row, as captions, titles and tips need them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gdsim.core.formula import Formula
from gdsim.core.readings.rich import rich, rich_name
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.theme import Theme


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


def width(phrase: Phrase, letter: Letter, theme: Theme) -> float:
    """How wide a row is."""
    return ink.rich_size(_html(phrase, letter, theme), letter.size, _weight(letter)).width()


def draw(
    painter: QPainter, rect: QRectF, phrase: Phrase, letter: Letter, theme: Theme, align: str = "centre"
) -> None:
    """A row in a rectangle, whether it fits or not: ask :func:`width` first."""
    html = _html(phrase, letter, theme)
    wide = ink.rich_size(html, letter.size, _weight(letter)).width()
    x = rect.left()
    if align != "left":
        x = rect.right() - wide if align == "right" else rect.center().x() - wide / 2
    room = QRectF(x, rect.top(), wide + 1, rect.height())
    ink.draw_rich(
        painter, room, html, ink.coloured(theme, letter.role), letter.size, _weight(letter), ink.LEFT
    )


def _weight(letter: Letter) -> int:
    return fonts.SEMIBOLD if letter.bold else fonts.REGULAR


@lru_cache(maxsize=1024)
def _html(phrase: Phrase, letter: Letter, theme: Theme) -> str:
    return "".join(_part(part, theme) for part in phrase)


def _part(part: Part, theme: Theme) -> str:
    match part:
        case Symbol(name, _, transposed):
            html = rich_name(name)
            if transposed:
                html = (
                    html.removesuffix("</sup>") + "\u2009T</sup>"
                    if html.endswith("</sup>")
                    else html + "<sup>T</sup>"
                )
        case Words(text):
            html = text.replace("&", "&amp;").replace("<", "&lt;").replace("  ", "&nbsp; ")
        case Line(tree, numbers):
            known = dict(numbers)
            html = rich(tree, lambda name: known.get(name) or rich_name("a0" if name == "x" else name))
    weight = ";font-weight:400" if part.role == "muted" else ""
    return f'<span style="color:{theme.roles[part.role]}{weight}">{html}</span>' if part.role else html

"""Glyphs: letters and signs of the mathematical face as boxes, with the ink as their height."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QRawFont

from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.face import constant, face, raw_font
from gdsim.ui.typesetting.ink import draw_run
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box

_HOLES = {"h": "ℎ"}
"""Letters whose italic stands elsewhere in Unicode."""


@dataclass(frozen=True, eq=False)
class Glyphs(Box):
    """Glyphs of one font."""

    run: QGlyphRun | None = None
    colour: QColor | None = None
    stretch: float = 1.0
    """How much taller than the font has it: for a parenthesis beyond the largest form."""

    def paint(self, painter: QPainter, x: float, baseline: float) -> None:
        assert self.run is not None and self.colour is not None
        if self.stretch == 1.0:
            draw_run(painter, x, baseline, self.run, self.colour)
            return
        painter.save()
        painter.translate(x, baseline)
        painter.scale(1.0, self.stretch)
        draw_run(painter, 0.0, 0.0, self.run, self.colour)
        painter.restore()


def italic(text: str) -> str:
    """Latin and Greek letters as a textbook sets variables; all else unchanged.

    >>> italic("W"), italic("h"), italic("θ"), italic("2")
    ('𝑊', 'ℎ', '𝜃', '2')
    """
    return "".join(_italic(letter) for letter in text)


def _italic(letter: str) -> str:
    code = ord(letter)
    if letter in _HOLES:
        return _HOLES[letter]
    if "A" <= letter <= "Z":
        return chr(0x1D434 + code - ord("A"))
    if "a" <= letter <= "z":
        return chr(0x1D44E + code - ord("a"))
    if "α" <= letter <= "ω":
        return chr(0x1D6FC + code - ord("α"))
    return letter


def run_of(font: QRawFont, glyphs: list[int], places: list[QPointF]) -> QGlyphRun:
    """Glyphs ready to be drawn."""
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes(glyphs)
    run.setPositions(places)
    return run


@lru_cache(maxsize=8192)
def glyphs(text: str, style: Style) -> Box:
    """Letters or signs exactly as given; the height is that of their ink."""
    indexes = tuple(face().glyph(letter) for letter in text)
    if 0 in indexes:
        # A name of the user's own may hold letters that the mathematical face lacks.
        return text_box(text, style)
    return _placed(indexes, style, text)


@lru_cache(maxsize=1024)
def taller(character: str, style: Style, height: float, spread: float = 0.0) -> Box:
    """A sign in the first of its forms that is as tall as asked; stretched where none is.

    Args:
        character: the sign, such as ``(`` or ``√``.
        style: its size without growing.
        height: pixels that its ink should have.
        spread: pixels that it may be too short by.
    """
    found = face()
    small = found.glyph(character)
    forms = found.taller.get(small, (small,))
    for glyph in forms:
        ink = found.ink(glyph)
        if (ink.top - ink.bottom) * style.size >= height - spread:
            return _placed((glyph,), style, character)
    box = _placed((forms[-1],), style, character)
    stretch = height / box.height
    return replace(box, ascent=box.ascent * stretch, descent=box.descent * stretch, stretch=stretch)  # type: ignore[call-arg]


def _placed(indexes: tuple[int, ...], style: Style, text: str) -> Box:
    found, size = face(), style.size
    x, places = 0.0, []
    for glyph in indexes:
        places.append(QPointF(x, 0.0))
        x += found.ink(glyph).advance * size
    inks = [found.ink(glyph) for glyph in indexes]
    lean = found.leans.get(indexes[-1], 0.0) * size if indexes else 0.0
    top = found.tops.get(indexes[0]) if len(indexes) == 1 else None
    return Glyphs(
        x,
        max((ink.top for ink in inks), default=0.0) * size,
        -min((ink.bottom for ink in inks), default=0.0) * size,
        lean=lean,
        top=None if top is None else top * size,
        figure=text[:1].isdigit(),
        text=text,
        run=run_of(raw_font(size), list(indexes), places),
        colour=style.colour,
    )


def axis(style: Style) -> float:
    """Height of minus signs and fraction bars over the baseline."""
    return constant("axis", style.size)

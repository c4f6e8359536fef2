"""Accent: hats, bars and tildes over a letter, placed where the font wants them."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from gdsim.ui.typesetting.box import Box, Placed
from gdsim.ui.typesetting.face import constant, face, raw_font
from gdsim.ui.typesetting.glyphs import Glyphs, run_of
from gdsim.ui.typesetting.style import Style

MARKS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}


def accented(letter: Box, mark: str, style: Style) -> Box:
    """A letter with a mark over it: ``hat``, ``bar`` or ``tilde``."""
    sign, centre = _mark(mark, style)
    middle = letter.top if letter.top is not None else letter.width / 2
    lift = max(0.0, letter.ascent - constant("accent_base", style.size))
    parts = (Placed(0.0, 0.0, letter), Placed(middle - centre, -lift, sign))
    return Box(
        letter.width, max(letter.ascent, sign.ascent + lift), letter.descent, parts, letter.lean, letter.top
    )


def _mark(mark: str, style: Style) -> tuple[Box, float]:
    """A combining mark with its ink from 0 to its width, and where its middle is."""
    glyph = face().glyph(MARKS[mark])
    ink, size = face().ink(glyph), style.size
    run = run_of(raw_font(size), [glyph], [QPointF(-ink.left * size, 0.0)])
    width = (ink.right - ink.left) * size
    centre = (face().tops.get(glyph, (ink.left + ink.right) / 2) - ink.left) * size
    return Glyphs(
        width, ink.top * size, -ink.bottom * size, text=MARKS[mark], run=run, colour=style.colour
    ), centre

"""Face: the mathematical font, with what its MATH table says of its letters and of how formulas are built."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QRawFont

from gdsim.ui import fonts

CONSTANTS = """
    leading axis accent_base flat_accent_base subscript_down subscript_top_max subscript_drop superscript_up
    superscript_up_cramped superscript_bottom_min superscript_drop scripts_gap superscript_bottom_max space_after
    upper_limit_gap upper_limit_rise lower_limit_gap lower_limit_drop stack_up stack_up_display stack_down
    stack_down_display stack_gap stack_gap_display stretch_up stretch_down stretch_gap_above stretch_gap_below
    numerator_up numerator_up_display denominator_down denominator_down_display numerator_gap numerator_gap_display
    rule denominator_gap denominator_gap_display skew_gap skew_rise overbar_gap overbar_rule overbar_extra
    underbar_gap underbar_rule underbar_extra radical_gap radical_gap_display radical_rule radical_extra
    radical_kern_before radical_kern_after
""".split()  # noqa: SIM905 - 51 names read better as words
"""The lengths of the MATH table in their order, named for what they are used for here; all in parts of the size."""


@dataclass(frozen=True)
class Ink:
    """One glyph, in parts of the size: advance, and where its ink is, y upwards."""

    advance: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, eq=False)
class Face:
    """The font at one unit a pixel, and its tables."""

    units: QRawFont
    per_em: float
    constants: dict[str, float]
    leans: dict[int, float]
    tops: dict[int, float]
    taller: dict[int, tuple[int, ...]]

    def glyph(self, character: str) -> int:
        """The glyph of a character; 0 where the font has none."""
        found = self.units.glyphIndexesForString(character)
        return int(found[0]) if found else 0

    def ink(self, glyph: int) -> Ink:
        """Where the ink of a glyph is."""
        return _ink(glyph)


@lru_cache(maxsize=4096)
def _ink(glyph: int) -> Ink:
    units, em = face().units, face().per_em
    advance = units.advancesForGlyphIndexes([glyph])[0].x() / em
    rect = units.pathForGlyph(glyph).boundingRect()
    return Ink(advance, rect.left() / em, rect.right() / em, -rect.top() / em, -rect.bottom() / em)


@lru_cache(maxsize=1)
def face() -> Face:
    """The mathematical face; the fonts must have been loaded."""
    fonts.load()
    units = QRawFont.fromFont(_unhinted())
    em = float(units.unitsPerEm())
    units.setPixelSize(em)
    table = bytes(units.fontTable("MATH").data())
    at_constants, at_glyphs, at_variants = struct.unpack_from(">HHH", table, 4)
    values = [struct.unpack_from(">h", table, at_constants + 8 + 4 * n)[0] for n in range(len(CONSTANTS))]
    at_leans, at_tops = struct.unpack_from(">HH", table, at_glyphs)
    return Face(
        units,
        em,
        {name: value / em for name, value in zip(CONSTANTS, values, strict=True)},
        _values(table, at_glyphs + at_leans, em),
        _values(table, at_glyphs + at_tops, em),
        _variants(table, at_variants),
    )


def constant(name: str, size: float) -> float:
    """A length of the MATH table, in pixels."""
    return face().constants[name] * size


@lru_cache(maxsize=256)
def raw_font(size: float) -> QRawFont:
    """The face at a size, for drawing; fractions of a pixel count."""
    face()
    raw = QRawFont.fromFont(_unhinted())
    raw.setPixelSize(size)
    return raw


def _unhinted() -> QFont:
    font = fonts.formula_font(20)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _coverage(table: bytes, at: int) -> list[int]:
    """The glyphs that a table speaks of, in its order."""
    kind, count = struct.unpack_from(">HH", table, at)
    if kind == 1:
        return list(struct.unpack_from(f">{count}H", table, at + 4))
    ranges = (struct.unpack_from(">HHH", table, at + 4 + 6 * n) for n in range(count))
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]


def _values(table: bytes, at: int, em: float) -> dict[int, float]:
    """One length a glyph."""
    coverage, count = struct.unpack_from(">HH", table, at)
    values = (struct.unpack_from(">h", table, at + 4 + 4 * n)[0] / em for n in range(count))
    return dict(zip(_coverage(table, at + coverage), values, strict=True))


def _variants(table: bytes, at: int) -> dict[int, tuple[int, ...]]:
    """The taller forms of parentheses, roots and sums, from small to large."""
    coverage, _, count = struct.unpack_from(">HHH", table, at + 2)
    found = {}
    for place, glyph in enumerate(_coverage(table, at + coverage)):
        if place >= count:
            break
        start = at + struct.unpack_from(">H", table, at + 10 + 2 * place)[0]
        forms = struct.unpack_from(">H", table, start + 2)[0]
        found[glyph] = tuple(struct.unpack_from(">H", table, start + 4 + 4 * n)[0] for n in range(forms))
    return found

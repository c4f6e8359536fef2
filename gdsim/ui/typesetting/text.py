"""Text: words and numbers in Inter as boxes, to stand beside formulas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGlyphRun, QPainter, QTextLayout

from gdsim.core.readings.digits import MINUS
from gdsim.ui import fonts
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.ink import draw_run
from gdsim.ui.typesetting.style import Style


@dataclass(frozen=True, eq=False)
class Text(Box):
    """A line of words, shaped once."""

    runs: tuple[QGlyphRun, ...] = ()
    top: float = 0.0
    """From the top of the line, where Qt counts from, down to its baseline."""
    colour: QColor | None = None

    def paint(self, painter: QPainter, x: float, baseline: float) -> None:
        assert self.colour is not None
        for run in self.runs:
            draw_run(painter, x, baseline - self.top, run, self.colour)


def text_box(text: str, style: Style) -> Box:
    """Words in Inter, spaces at their ends included."""
    return _shaped(text, style, False)


@lru_cache(maxsize=8192)
def number_box(text: str, style: Style) -> Box:
    """A number in Inter, all figures equally wide; a formula puts a negative one in parentheses where needed."""
    box = replace(_shaped(text, style, True), figure=True)
    if text.startswith(MINUS):
        return replace(box, negated=number_box(text.removeprefix(MINUS), style))
    return box


@lru_cache(maxsize=256)
def _letters(size: float, bold: bool, number: bool) -> tuple[QFont, float, float]:
    """A font with the height of its capitals and its descent, which cost as much as shaping a short number."""
    fonts.load()
    weight = fonts.SEMIBOLD if bold else fonts.REGULAR
    font = (fonts.number_font if number else fonts.text_font)(size, weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(font)
    return font, metrics.capHeight(), metrics.descent()


@lru_cache(maxsize=8192)
def _shaped(text: str, style: Style, number: bool) -> Box:
    font, capitals, descent = _letters(style.size, style.bold, number)
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    return Text(
        line.horizontalAdvance(),
        capitals * 1.06,
        descent * 0.9,
        text=text,
        runs=tuple(layout.glyphRuns()),
        top=line.ascent(),
        colour=style.colour,
    )

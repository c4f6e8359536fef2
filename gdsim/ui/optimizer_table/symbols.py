"""Symbols: the typeset names of rows and columns, each made once a theme."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PySide6.QtGui import QColor

from gdsim.insight.rule_table import Column
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box


@lru_cache(maxsize=4096)
def row_symbol(label: str, colour: str) -> Box:
    """The name of a parameter, ``W2[3,2]``."""
    return name_box(label, Style(tokens().type.formula_inline + 0.5, QColor(colour)))


@lru_cache(maxsize=256)
def column_symbol(column: Column, colour: str) -> Box:
    """The name of a column: Δ for the step, and "θ new"."""
    style = Style(tokens().type.formula_inline + 1.0, QColor(colour))
    if column.name == "theta_next":
        words = text_box("new", replace(style, size=tokens().type.small + 0.5))
        return row([name_box("theta", style), words], 2.0)
    return glyphs("Δ", style) if column.name == "step" else name_box(column.label, style)

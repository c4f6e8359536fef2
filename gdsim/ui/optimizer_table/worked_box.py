"""Worked box: a line of the rule typeset twice, in symbols and in numbers, each of which knows what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF

from gdsim.core.readings.digits import reckoned
from gdsim.core.symbols import symbol
from gdsim.insight.rule_lines import RuleLine
from gdsim.ui.optimizer_table.ink import Ink
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.assignment import becomes
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.formula import formula_box, literal
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box


@dataclass
class Marked:
    """Which boxes can be clicked: the box itself → the name of the quantity that it stands for."""

    names: dict[int, str] = field(default_factory=dict)
    boxes: list[Box] = field(default_factory=list)

    def mark(self, box: Box, name: str | None) -> Box:
        """A box of its own for this place of the formula; equal numbers elsewhere stand for other things."""
        if name is None:
            return box
        own = replace(box)
        if box.negated is not None:
            own = replace(box, negated=self.mark(box.negated, name))
        self.names[id(own)] = name
        self.boxes.append(own)  # an id is only safe while its box lives
        return own

    def places(self, box: Box, x: float, baseline: float) -> Iterator[tuple[QRectF, str]]:
        """Where the marked boxes inside a drawn box are."""
        if id(box) in self.names:
            yield QRectF(x, baseline - box.ascent, box.width, box.height), self.names[id(box)]
        for part in box.parts:
            yield from self.places(part.box, x + part.x, baseline + part.y)


def symbol_box(name: str, style: Style) -> Box:
    """A name of the rule; the step is Δ here as above the table."""
    return glyphs("Δ", style) if name == "step" else name_box(name, style)


def symbols(one: RuleLine, per_parameter: frozenset[str], style: Style, marked: Marked) -> Box:
    """The line in symbols, ``m ← β₁ m + (1 − β₁) g``; names in ``per_parameter`` are marked."""

    def write(name: str, style: Style) -> Box:
        return marked.mark(symbol_box(name, style), name if name in per_parameter else None)

    meaning = symbol(one.line.writes).meaning
    if one.worked is None and meaning != one.line.writes.replace("_", " "):
        # ‖g‖ = ‖g‖ would say nothing.
        words = text_box(meaning, replace(style, size=tokens().type.body))
        return row([write(one.line.writes, style), space(0.6 * style.size), words])
    return row(
        [write(one.line.writes, style), becomes(one.line, style), formula_box(one.line.tree, style, write)]
    )


def numbers(
    one: RuleLine, per_parameter: frozenset[str], style: Style, drawn: Ink, marked: Marked
) -> Box | None:
    """The same line in numbers; None where it has none. The step is in its colour where it is added to θ."""
    if one.worked is None:
        return None

    def write(name: str, style: Style) -> Box:
        entry, value = one.entries[name], one.numbers[name]
        if entry.name == "step":
            style = replace(style, colour=drawn.sign(value, True), bold=True)
        box = value_box(value, style, name in one.settings)
        return marked.mark(box, entry.name if entry.name in per_parameter else None)

    return formula_box(one.worked, style.with_numbers(), write)


def value_box(value: float, style: Style, in_full: bool = False) -> Box:
    """A number that a reader can go on reckoning with; a setting in full, as its field shows it."""
    if (in_full and len(repr(value)) < 12) or (value.is_integer() and abs(value) < 1e6):
        return _literal(value, style)
    text = reckoned(value)
    # A power of ten has true superscripts in a formula.
    return _literal(float(f"{value:.3e}"), style) if "×10" in text else number_box(text, style)


def _literal(value: float, style: Style) -> Box:
    box = literal(value, style.with_numbers())
    return replace(box, figure=True, negated=literal(-value, style.with_numbers())) if value < 0 else box

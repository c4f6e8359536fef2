"""Table: an equation as boxes in columns, symbols over numbers, at a size at which it fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor

from gdsim.core.formula import Formula, Name, Number
from gdsim.core.readings.digits import MINUS, setting
from gdsim.insight.cells import Cell, columns
from gdsim.insight.closing import Digits
from gdsim.insight.presenting import Equation, Part, role_of
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.zones import FORMULA
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.fences import fenced
from gdsim.ui.typesetting.formula import formula_box
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.style import Style

SMALLEST = 44.0
_ROOM = {"+": 0.26, MINUS: 0.2, "×": 0.15, "/": 0.08, "(": 0.08, ")": 0.08}
_EQUALS = 0.34
_NONE = Box(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Pair:
    """One column: the boxes of row 1 and row 2, its room, and where it begins."""

    above: Box
    below: Box
    width: float
    left: float = 0.0

    @property
    def middle(self) -> float:
        """Half-way across it."""
        return self.left + self.width / 2


@dataclass(frozen=True)
class Table:
    """All columns, the name and the sign of equality first, then row 3 with its middle and the room it has."""

    pairs: tuple[Pair, ...]
    captions: tuple[tuple[float, float, str], ...]
    width: float
    size: float
    equation: Equation
    folded: int = 0


def table(scene: Scene, equation: Equation) -> Table:
    """The columns of an equation where it fits: smaller down to 44 px, then with groups folded from the right."""
    room, full = FORMULA.width() - 60, tokens().type.present_formula
    folded, equation = 0, equation.closing()
    while True:
        found = _set(scene, equation, full)
        size = full * min(1.0, room / found.width)
        shorter = equation.shorter() if size < SMALLEST else None
        if shorter is None:
            if size < full:
                found = _set(scene, equation, size)
            return replace(found, folded=folded)
        equation, folded = shorter, folded + 1


def _set(scene: Scene, equation: Equation, size: float) -> Table:
    setter = _Setter(scene.theme, equation, scene.digits_of(equation), size)
    result = equation.result
    name, value = setter.above(equation.name, result), setter.number(result, signed=bool(result.role))
    sign = setter.sign("←" if equation.becomes else "=")
    told = columns(equation)
    pairs = [setter.pair(name, value, 0.0)]
    numbers = any(cell.below != "" for cell in told.cells)
    pairs.append(setter.pair(sign, sign if numbers else _NONE, _EQUALS))
    pairs += [setter.column(cell) for cell in told.cells]
    placed, left = [], 0.0
    for pair in pairs:
        placed.append(replace(pair, left=left))
        left += pair.width
    captions = [(placed[0].middle, placed[0].width, equation.left_caption)]
    for caption in told.captions:
        first, last = placed[caption.first + 2], placed[caption.last + 2]
        end = last.left + last.width
        captions.append(((first.left + end) / 2, end - first.left, caption.text))
    return Table(tuple(placed), tuple(captions), left, size, equation)


@dataclass(frozen=True)
class _Setter:
    """Sets symbols and numbers of one equation at one size."""

    theme: Theme
    equation: Equation
    digits: Digits
    size: float

    @property
    def style(self) -> Style:
        """Of what has no colour of its own."""
        return Style(self.size, self.theme.colour("text"), inline=True)

    @property
    def _colours(self) -> Mapping[str, QColor]:
        """Symbol → colour, by the number behind it."""
        parts = [*self.equation.parts.values(), replace(self.equation.result, symbol=self.equation.name)]
        return {part.symbol.name: self.colour(part) for part in parts if isinstance(part.symbol, Name)}

    def colour(self, part: Part | None) -> QColor:
        """Of a number: weights by their sign, gradients magenta."""
        role = "text"
        if part is not None and part.role == "gradient":
            role = "gradient"
        elif part is not None and part.role == "weight" and part.value:
            role = "positive" if part.value > 0 else "negative"
        return self.theme.colour(role)

    def column(self, cell: Cell) -> Pair:
        """One column of the right side."""
        if cell.sign:
            below = str(cell.below)
            if isinstance(cell.above, str):
                room = 0.03 if cell.tight else _ROOM.get(below, 0.1)
                return self.pair(self.sign(cell.above), self.sign(below), room)
            return self.pair(self.above(cell.above, None), _NONE, 0.03)
        above = self.above(cell.above, cell.part)
        if cell.enclosed:
            above = fenced(above, self.style)
        return self.pair(above, self._below(cell), 0.03)

    def pair(self, above: Box, below: Box, room: float) -> Pair:
        """Two boxes over each other with room at both sides, in parts of the size."""
        return Pair(above, below, max(above.width, below.width) + 2 * room * self.size)

    def sign(self, text: str) -> Box:
        """An operator or a parenthesis."""
        return glyphs(text, self.style) if text else _NONE

    def above(self, symbol: Formula | str, part: Part | None) -> Box:
        """A symbol of row 1."""
        if isinstance(symbol, str):
            return glyphs(symbol, replace(self.style, size=self.size * 0.8))
        colours = self._colours

        def write(name: str, style: Style) -> Box:
            plain = self.theme.colour("gradient") if role_of(name) == "gradient" else style.colour
            return name_box(name, style.coloured(colours.get(name, plain)))

        return formula_box(symbol, self.style, write)

    def _below(self, cell: Cell) -> Box:
        if cell.part is not None:
            box = self.number(cell.part)
            return fenced(box, self.style.coloured(self.colour(cell.part))) if cell.fenced else box
        assert not isinstance(cell.below, str)
        parts = self.equation.parts

        def write(key: str, style: Style) -> Box:
            return self.number(parts[key], size=style.size)

        return formula_box(cell.below, self.style, write)

    def number(self, part: Part, signed: bool = False, size: float = 0.0) -> Box:
        """A number in the digits of this line; a setting in full."""
        style = replace(self.style, size=size or self.size).coloured(self.colour(part))
        if part.exact:
            text = setting(part.value)
            if "e" in text:
                return formula_box(Number(part.value), style)
            return _figures(text.replace("-", MINUS), style)
        digits = self.digits.for_result(part.value) if part is self.equation.result else self.digits
        return _figures((digits.signed if signed else digits.text)(part.value), style)


def _figures(text: str, style: Style) -> Box:
    box = replace(glyphs(text, style), figure=True)
    return replace(box, negated=glyphs(text[1:], style)) if text.startswith(MINUS) else box

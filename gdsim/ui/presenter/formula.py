"""Formula zone: the line for one unit in symbols and in numbers, and what each group is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.formula import Name
from gdsim.core.readings.spoken import spoken
from gdsim.core.symbols import layer_of
from gdsim.insight.presenting import Equation, role_of
from gdsim.insight.units import layer_title
from gdsim.ui.presenter import brush
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.table import SMALLEST, Table, table
from gdsim.ui.presenter.zones import FORMULA, RADIUS
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.formula import formula_box
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.style import Style

SYMBOLS, NUMBERS, CAPTIONS = 791.0, 870.0, 917.0
"""Baselines of row 1 and 2, and the middle of row 3."""
_NAMED = re.compile(r"(.*) (\w+\[[\d,]+\])\Z")


def draw_formula(painter: QPainter, scene: Scene) -> None:
    """The whole zone."""
    painter.setPen(QPen(scene.theme.colour("line" if scene.line is None else scene.accent), 2.6))
    painter.setBrush(scene.theme.colour("card"))
    painter.drawRoundedRect(FORMULA, RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    equation = scene.told_equation
    if equation is None:
        return
    if scene.vector:
        _draw_vector(painter, scene, equation)
        return
    _draw_table(painter, scene, table(scene, equation))


def _draw_table(painter: QPainter, scene: Scene, made: Table) -> None:
    left = FORMULA.center().x() - made.width / 2
    for pair in made.pairs:
        for box, baseline in ((pair.above, SYMBOLS), (pair.below, NUMBERS)):
            box.draw(painter, left + pair.middle - box.width / 2, baseline)
    muted, size = scene.theme.colour("muted"), tokens().type.present_body
    boxes = [
        (left + middle, _caption(text, Style(size, muted, inline=True))) for middle, _, text in made.captions
    ]
    for middle, box in _apart(boxes):
        box.draw(painter, middle - box.width / 2, CAPTIONS + 10)


def _caption(text: str, style: Style) -> Box:
    """Words, and behind them the name of a parameter typeset."""
    from gdsim.ui.typesetting.text import text_box

    found = _NAMED.fullmatch(text)
    if found is None:
        return text_box(text, style)
    return row([text_box(found[1] + " ", style), name_box(found[2], style)])


def _apart(boxes: Sequence[tuple[float, Box]]) -> list[tuple[float, Box]]:
    """Captions in their order, moved aside where they would touch; left out where there is no room at all."""
    gap, low, high = 22.0, FORMULA.left() + 16, FORMULA.right() - 16
    kept = [(middle, box) for middle, box in sorted(boxes, key=lambda each: each[0]) if box.width]
    while kept and sum(box.width + gap for _, box in kept) > high - low:
        kept.remove(max(kept[1:] or kept, key=lambda each: each[1].width))
    placed: list[list[float]] = []
    for middle, box in kept:
        start = max(middle - box.width / 2, placed[-1][1] + gap if placed else low)
        placed.append([start, start + box.width])
    limit = high
    for span in reversed(placed):
        over = max(0.0, span[1] - limit)
        span[0], span[1] = span[0] - over, span[1] - over
        limit = span[0] - gap
    return [((start + end) / 2, box) for (start, end), (_, box) in zip(placed, kept, strict=True)]


def _draw_vector(painter: QPainter, scene: Scene, equation: Equation) -> None:
    """The line about whole columns, and the column that it gives for the sample in view."""
    full = tokens().type.present_formula

    def made(size: float) -> Box:
        style = Style(size, scene.theme.colour("text"), inline=True)

        def write(name: str, style: Style) -> Box:
            accent = scene.theme.colour("gradient") if role_of(name) == "gradient" else style.colour
            return name_box(name, style.coloured(accent))

        room = space(0.34 * size)
        sign = glyphs("←" if equation.becomes else "=", style)
        return row(
            [write(equation.writes, style), room, sign, room, formula_box(equation.vector, style, write)]
        )

    box = made(full)
    room = FORMULA.width() - 60
    if box.width > room:
        box = made(max(SMALLEST * 0.7, full * room / box.width))
    box.draw(painter, FORMULA.center().x() - box.width / 2, SYMBOLS)
    numbers = _column(scene, equation)
    size = tokens().type.present_sentence
    rect = QRectF(FORMULA.left(), NUMBERS - 48, FORMULA.width(), 60)
    ink = scene.theme.colour("gradient" if role_of(equation.writes) == "gradient" else "text")
    brush.words(painter, rect, numbers, ink, brush.fitting(numbers, room, size, 24))
    layer = layer_of(equation.writes)
    title = f"all of {layer_title(layer, scene.layers)} at once" if layer else "all at once"
    rect = QRectF(FORMULA.left(), CAPTIONS - 20, FORMULA.width(), 40)
    brush.words(painter, rect, title, scene.theme.colour("muted"), tokens().type.present_body)


def _column(scene: Scene, equation: Equation) -> str:
    """The first numbers of the result: of a column those of the sample in view."""
    values = np.asarray(scene.snapshot.trace[equation.writes])
    if values.ndim == 2 and not equation.writes.startswith(("dW", "db")):
        values = values[:, min(scene.sample, values.shape[1] - 1)]
    flat, digits = values.ravel(), scene.digits_of(equation)
    texts = [digits.signed(float(value)) for value in flat[:6]]
    more = f", … {flat.size - 6} more" if flat.size > 6 else ""
    return f"( {', '.join(texts)}{more} )" if flat.size > 1 else texts[0]


def aloud(scene: Scene) -> str:
    """The formula zone in words."""
    equation = scene.told_equation
    if equation is None:
        return ""
    name = equation.name.name if isinstance(equation.name, Name) else equation.writes
    value = scene.digits_of(equation).signed(equation.result.value)
    return f"{equation.left_caption}: {name} is {spoken(equation.vector)}: {value}."

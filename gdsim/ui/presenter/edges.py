"""Edges: weights as curves, the gradient that flows back beside them, and pills on those in the formula."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gdsim.core.program import Stage
from gdsim.core.readings.element import Entry
from gdsim.ui.presenter import brush
from gdsim.ui.presenter.badges import badge_rect
from gdsim.ui.presenter.placement import Placement
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.zones import CANVAS
from gdsim.ui.tokens import tokens

LIT, OTHER, UNREAD = 0.85, 0.30, 0.22
THIN, THICK = 4.0, 14.0
BESIDE = 17.0
"""How far under its weight a gradient runs."""
_AREA = CANVAS.adjusted(8, 62, -8, -8)
_ALONG = (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)
"""Where on its curve a pill may stand, the best first."""


def ends(placed: Placement, layer: int, target: int, source: int) -> tuple[QPointF, QPointF] | None:
    """Where a weight begins and ends, or None where it is not drawn."""
    start, end = placed.neuron(layer - 1, source), placed.neuron(layer, target)
    if start is None or end is None:
        return None
    return start + QPointF(placed.half, 0), end - QPointF(placed.half, 0)


def drawn(scene: Scene, placed: Placement) -> Iterator[tuple[Entry, QPointF, QPointF]]:
    """Every weight on the screen, with its ends."""
    for column in placed.columns[1:]:
        below = placed.column(column.layer - 1)
        for target in column.places:
            for source in below.places if below is not None else ():
                found = ends(placed, column.layer, target, source)
                if found is not None:
                    yield Entry(f"W{column.layer}", (target, source)), *found


def draw_weights(painter: QPainter, scene: Scene, placed: Placement) -> None:
    """All weights, those in the formula strong and last."""
    read = set(_read_layers(scene))
    every = sorted(drawn(scene, placed), key=lambda each: each[0] in scene.lit)
    for entry, start, end in every:
        layer = int(entry.name[1:])
        new = scene.new_weight(layer, *entry.index)
        value = scene.weight(layer, *entry.index) if new is None else new
        strength = LIT if entry in scene.lit else OTHER if layer in read else UNREAD
        role = "positive_fill" if value > 0 else "negative_fill" if value < 0 else "text"
        card = scene.theme.colour("card")
        colour = brush.blend(card, scene.theme.colour(role), strength)
        wide = THIN + (THICK - THIN) * min(1.0, abs(value) / _largest(scene, layer))
        painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPath(brush.curve(start, end))


def _largest(scene: Scene, layer: int) -> float:
    weights = np.abs(np.nan_to_num(scene.snapshot.trace[f"W{layer}"]))
    return float(weights.max()) or 1.0


def _read_layers(scene: Scene) -> Iterator[int]:
    """The layers whose weights the line at the cursor reads, or those that it moves."""
    equation = scene.equation
    if equation is None:
        return
    yield from {int(entry.name[1:]) for entry in scene.lit}


def draw_flow(painter: QPainter, scene: Scene, placed: Placement) -> None:
    """The gradients that arrive, dashed, from the layer above to the one that is looked at."""
    focus, line = scene.focus, scene.line
    flows = line is not None and line.stage is Stage.BACKPROP and line.writes.startswith(("da", "delta"))
    if focus is None or line is None or not flows or focus[0] == scene.layers:
        return
    layer = focus[0]
    if placed.column(layer + 1) is None:
        return
    colour, card = scene.theme.colour("gradient"), scene.theme.colour("card")
    every = [
        (entry, start, end) for entry, start, end in drawn(scene, placed) if entry.name == f"W{layer + 1}"
    ]
    for entry, start, end in sorted(every, key=lambda each: each[0] in scene.lit):
        delta = scene.number(f"delta{layer + 1}", entry.index[0])
        if delta is None:
            continue
        lit = entry in scene.lit
        wide = 4.0 + 5.0 * min(1.0, abs(delta) / _largest_of(scene, f"delta{layer + 1}"))
        ink = colour if lit else brush.blend(card, colour, OTHER + 0.1)
        _draw_arrow(painter, placed, start, end, ink, wide, lit, scene.flow)


def _largest_of(scene: Scene, name: str) -> float:
    values = scene.snapshot.value(name)
    return float(np.abs(np.nan_to_num(values)).max()) or 1.0 if values is not None else 1.0


def _draw_arrow(
    painter: QPainter,
    placed: Placement,
    start: QPointF,
    end: QPointF,
    ink: QColor,
    wide: float,
    head: bool,
    flow: float,
) -> None:
    rise = math.copysign(1.0, end.y() - start.y()) if abs(end.y() - start.y()) > 8 else 0.0
    down = min(BESIDE, placed.radius * 0.5)
    tip = QPointF(start.x() + (4 if head else 0), start.y() + down + (placed.radius * 0.34 * max(rise, 0)))
    tail = QPointF(end.x(), end.y() + down)
    size = 20.0
    body = brush.curve(QPointF(tip.x() + (size - 4 if head else 0), tip.y()), tail).toReversed()
    pen = QPen(ink, wide, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([22 / wide, 13 / wide])
    pen.setDashOffset(-3 * flow * 35 / wide)
    painter.setPen(pen)
    painter.drawPath(body)
    if head:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(brush.arrow_head(tip, True, size))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def pills(scene: Scene, placed: Placement) -> Iterator[tuple[Entry, str, str, QPointF, QPointF]]:
    """Every pill: its weight, its words, the role of its colour, and the ends of its curve."""
    equation, digits = scene.equation, scene.digits
    if equation is None:
        return
    gradient = equation.writes.startswith("dW")
    for entry in sorted(scene.lit, key=lambda each: each.index):
        layer = int(entry.name[1:])
        found = ends(placed, layer, *entry.index)
        if found is None:
            continue
        old, new = scene.weight(layer, *entry.index), scene.new_weight(layer, *entry.index)
        role = "positive" if old > 0 else "negative" if old < 0 else "text"
        if gradient:
            yield entry, f"∂L/∂W {digits.signed(equation.result.value)}", "gradient", *found
        elif new is not None:
            yield entry, f"{digits.signed(old)} → {digits.signed(new)}", role, *found
        else:
            yield entry, digits.signed(old), role, *found


def pill_places(scene: Scene, placed: Placement) -> list[tuple[Entry, str, str, QPointF]]:
    """Where the pills stand: on their curve, clear of each other and of the neurons."""
    taken = [
        QRectF(c.x() - placed.half, c.y() - placed.radius, 2 * placed.half, 2 * placed.radius)
        for column in placed.columns
        for c in column.places.values()
    ]
    units = [(column.layer, unit) for column in placed.columns for unit in column.places]
    taken += [rect for unit in units if (rect := badge_rect(scene, placed, unit)) is not None]
    found = []
    size = _pill_size(placed)
    for entry, text, role, start, end in pills(scene, placed):
        path = brush.curve(start, end)
        places = [path.pointAtPercent(t) + QPointF(0, up) for up in (0, -34, 40, -70, 76) for t in _ALONG]
        if placed.roomy and abs(start.y() - end.y()) < 8:
            places.insert(0, path.pointAtPercent(0.55) - QPointF(0, 34))
        elif placed.roomy:
            places.insert(0, path.pointAtPercent(0.42))
        rects = [brush.pill_rect(each, text, size, size + 16).adjusted(-3, -2, 3, 2) for each in places]
        within = [n for n, rect in enumerate(rects) if _AREA.contains(rect)] or [0]
        overlaps = {n: _overlap(rects[n], taken) for n in within}
        best = min(within, key=overlaps.__getitem__)
        taken.append(rects[best])
        found.append((entry, text, role, places[best]))
    return found


def _overlap(rect: QRectF, taken: list[QRectF]) -> float:
    both = [rect.intersected(other) for other in taken]
    return sum(each.width() * each.height() for each in both if not each.isEmpty())


def _pill_size(placed: Placement) -> float:
    return 34.0 if placed.roomy else tokens().type.present_body


def draw_pills(painter: QPainter, scene: Scene, placed: Placement) -> None:
    """The numbers of the weights in the formula."""
    background, size = scene.theme.colour("background"), _pill_size(placed)
    for _, text, role, place in pill_places(scene, placed):
        colour = scene.theme.colour(role)
        brush.pill(painter, place, text, (colour, colour, background), size, size + 16)

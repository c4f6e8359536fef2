"""Card: the numbers of the weight or unit that is pointed at, kept where nothing important lies under it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.readings.digits import short, signed
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron
from gdsim.ui.canvas.layers import Numbers
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.markup import markup_box
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box

COVERS = 0.12
"""The share of a pinned card that may lie over neurons and numbers."""


@dataclass(frozen=True)
class Row:
    """One line of a card.

    Args:
        name: of the quantity, ``"dW2[3,2]"``; empty for plain words.
        text: what follows it.
        role: of its colour.
        strong: True for the line that matters most.
    """

    name: str
    text: str
    role: str = "text"
    strong: bool = False


def card_rows(frame: Frame, hit: Hit) -> list[Row]:
    """What the card of a weight or a unit says."""
    return _of_edge(frame, hit) if isinstance(hit, Edge) else _of_neuron(frame, hit)


def _of_edge(frame: Frame, edge: Edge) -> list[Row]:
    view, place = frame.views[edge.layer], (edge.target, edge.source)
    assert view.W is not None
    value = float(view.W[place])
    if view.W_next is not None and view.step is not None:
        moved = f"{short(value)} → {short(float(view.W_next[place]))}"
        return [Row(edge.label, moved), _step(float(view.step[place]))]
    rows = [Row(edge.label, f"= {signed(value)}")]
    rows.append(_row(f"d{edge.label}", None if view.dW is None else float(view.dW[place]), "gradient"))
    return rows if view.step is None else [*rows, _step(float(view.step[place]))]


def _of_neuron(frame: Frame, neuron: Neuron) -> list[Row]:
    view, unit = frame.views[neuron.layer], neuron.unit
    name = view.names[unit] if unit < len(view.names) else ""
    rows = [Row("", name, "muted")] if name else []
    mean = "mean " if view.mean else ""
    if neuron.layer == 0:
        return [*rows, _row(f"a0[{unit + 1}]", _of(view.a, unit), "text", mean)]
    if not frame.finished:
        for symbol, values, role in (
            ("z", view.z, "text"),
            ("a", view.a, "text"),
            ("delta", view.delta, "gradient"),
        ):
            rows.append(_row(f"{symbol}{neuron.layer}[{unit + 1}]", _of(values, unit), role, mean))
    return rows + _of_bias(frame, neuron)


def _of_bias(frame: Frame, neuron: Neuron) -> list[Row]:
    view, unit = frame.views[neuron.layer], neuron.unit
    block = frame.snapshot.program.layout.block(f"b{neuron.layer}")
    bias = frame.snapshot.value(f"b{neuron.layer}")
    if bias is None or not bias.ndim:
        return []
    value = float(bias.ravel()[unit])
    if block is None:
        return [Row(neuron.label, f"= {signed(value)} (fixed)")]
    step, after = _of(view.b_step, unit), frame.snapshot.value("theta_next")
    if step is not None and after is not None:
        moved = float(block.of(after).ravel()[unit])
        return [Row(neuron.label, f"{short(value)} → {short(moved)}"), _step(step)]
    rows = [Row(neuron.label, f"= {signed(value)}")]
    rows.append(_row(f"d{neuron.label}", _of(view.db, unit), "gradient"))
    return rows if step is None else [*rows, _step(step)]


def _step(step: float) -> Row:
    role = "positive" if step > 0 else "negative" if step < 0 else "text"
    return Row("step", signed(step, 6), role, True)


def _of(values: Numbers, unit: int) -> float | None:
    return None if values is None else float(values[unit])


def _row(name: str, value: float | None, role: str, before: str = "") -> Row:
    text = "not computed yet" if value is None else f"{before or '= '}{signed(value)}"
    return Row(name, text, "muted" if value is None else role)


def _boxes(frame: Frame, rows: list[Row]) -> list[Box]:
    """The rows, typeset: names as in a textbook, numbers in the face of numbers."""
    size = 1.04 * frame.placement.font
    boxes = []
    for one in rows:
        large = 1.12 * size if one.strong else size
        style = Style(large, frame.colour(one.role), True)
        text = number_box(one.text, style)
        name = _name(one.name, Style(1.22 * large, style.colour)) if one.name else None
        boxes.append(text if name is None else row([name, text], 0.5 * size))
    return boxes


def _name(name: str, style: Style) -> Box:
    """A quantity's name; the step of the parameter in the line above is Δ."""
    return markup_box(r"\Delta", style) if name == "step" else name_box(name, style.inlined())


def draw_card(painter: QPainter, frame: Frame, hit: Hit, anchors: list[QPointF], asked: bool) -> None:
    """The card near one of some points, where it covers the fewest numbers, with a line to what it is about.

    Args:
        painter, frame: where and in what to draw.
        hit: the weight or unit.
        anchors: points of it, the best first.
        asked: True for what the pointer is on; another card is left out where it would cover much.
    """
    boxes = _boxes(frame, card_rows(frame, hit))
    size = 1.04 * frame.placement.font
    wide, line = max(box.width for box in boxes) + 24, 1.62 * size
    area = frame.placement.area
    rect, covered, anchor = _placed(
        (6.0, area.top(), frame.placement.width - 6, area.bottom()),
        tuple((anchor.x(), anchor.y()) for anchor in anchors),
        (wide, line * len(boxes) + 10),
        tuple(_sides(taken) for taken in frame.taken),
        _sides(_own(frame, hit)),
    )
    if covered > COVERS * rect.width() * rect.height() and not asked:
        return
    if isinstance(hit, Edge):
        _draw_leader(painter, frame, rect, anchor)
    painter.setPen(QPen(frame.colour(frame.accent), 1.6))
    painter.setBrush(frame.colour("card" if frame.theme.name == "light" else "background"))
    painter.drawRoundedRect(rect, 8, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, box in enumerate(boxes):
        ink.draw_box(painter, QPointF(rect.center().x(), rect.top() + 5 + (number + 0.5) * line), box)
    frame.taken.append(rect)


def _own(frame: Frame, hit: Hit) -> QRectF:
    """The disc of the unit that a card is about: the last thing to cover."""
    column = frame.placement.columns[hit.layer]
    if isinstance(hit, Edge) or column.strip is not None:
        return QRectF()
    side = 2 * column.radius + 8
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(column.centres[hit.unit])
    return disc


def _draw_leader(painter: QPainter, frame: Frame, rect: QRectF, anchor: QPointF) -> None:
    """A dot on the weight and a line from it to its card."""
    if rect.contains(anchor):
        return
    end = QPointF(
        min(max(anchor.x(), rect.left() + 12), rect.right() - 12),
        min(max(anchor.y(), rect.top() + 12), rect.bottom() - 12),
    )
    painter.setPen(QPen(frame.colour(frame.accent), 1.4))
    painter.drawLine(anchor, end)
    painter.setBrush(frame.colour(frame.accent))
    painter.drawEllipse(anchor, 3.0, 3.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)


@lru_cache(maxsize=32)
def _placed(
    room: tuple[float, float, float, float],
    anchors: tuple[tuple[float, float], ...],
    size: tuple[float, float],
    taken: tuple[tuple[float, float, float, float], ...],
    own: tuple[float, float, float, float],
) -> tuple[QRectF, float, QPointF]:
    """The place where a card covers least and stands near; how much it covers there; the anchor that it is near to.

    Args:
        room: left, top, right and bottom of where it may stand.
        anchors: points that it may stand beside.
        size: its width and height.
        taken: left, top, right and bottom of what it should not cover.
        own: the same of what it must not cover.
    """
    wide, high = size
    lefts = np.linspace(room[0], max(room[0], room[2] - wide), 40)
    tops = np.linspace(room[1], max(room[1], room[3] - high), 28)
    left, top = (grid.ravel() for grid in np.meshgrid(lefts, tops))

    def covered(rects: Sequence[tuple[float, float, float, float]]) -> np.ndarray:
        x1, y1, x2, y2 = (np.array(side)[:, None] for side in zip(*rects, strict=True))
        across = np.clip(np.minimum(left + wide, x2) - np.maximum(left, x1), 0, None)
        down = np.clip(np.minimum(top + high, y2) - np.maximum(top, y1), 0, None)
        sums: np.ndarray = (across * down).sum(axis=0)
        return sums

    hidden = covered(taken) if taken else np.zeros_like(left)
    cost = 8 * hidden + 1e4 * covered([own])
    best, least = (0, anchors[0]), math.inf
    for x, y in anchors:
        across = np.maximum(np.maximum(left - x, x - left - wide), 0)
        down = np.maximum(np.maximum(top - y, y - top - high), 0)
        away = np.hypot(across, down)
        total = cost + 10 * np.abs(away - 14) + 1e5 * (away < 6) + 0.4 * np.abs(left + wide / 2 - x)
        place = int(np.argmin(total))
        if total[place] < least:
            best, least = (place, (x, y)), float(total[place])
    place, anchor = best
    return QRectF(left[place], top[place], wide, high), float(hidden[place]), QPointF(*anchor)


def _sides(rect: QRectF) -> tuple[float, float, float, float]:
    return rect.left(), rect.top(), rect.right(), rect.bottom()

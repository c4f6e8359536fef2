"""Card: the numbers of the weight or unit that is pointed at, kept where nothing important lies under it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.readings.digits import short, signed
from gdsim.core.readings.rich import rich_name
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron
from gdsim.ui.canvas.layers import Numbers

Row = tuple[str, str]
"""Rich text and the role of its colour."""


def card_rows(frame: Frame, hit: Hit) -> list[Row]:
    """What the card of a weight or a unit says."""
    return _of_edge(frame, hit) if isinstance(hit, Edge) else _of_neuron(frame, hit)


def _of_edge(frame: Frame, edge: Edge) -> list[Row]:
    view, place = frame.views[edge.layer], (edge.target, edge.source)
    assert view.W is not None
    name = rich_name(edge.label)
    if view.W_next is not None and view.step is not None:
        step = float(view.step[place])
        return [
            (f"{name} &nbsp; {short(float(view.W[place]))} → {short(float(view.W_next[place]))}", "text"),
            (f"Δ {signed(step)}", _signed_role(step)),
        ]
    gradient = rich_name(f"d{edge.label}")
    rows = [(f"{name} = {signed(float(view.W[place]))}", "text")]
    rows.append(_row(gradient, None if view.dW is None else float(view.dW[place]), "gradient"))
    if view.step is not None:
        step = float(view.step[place])
        rows.append((f"Δ {signed(step)}", _signed_role(step)))
    return rows


def _of_neuron(frame: Frame, neuron: Neuron) -> list[Row]:
    view, unit = frame.views[neuron.layer], neuron.unit
    name = view.names[unit] if unit < len(view.names) else ""
    if neuron.layer == 0:
        value = _row(rich_name(f"x[{unit + 1}]"), _of(view.a, unit), "text")
        return [(f"{name}", "muted"), value] if name else [value]
    block = frame.snapshot.program.layout.block(f"b{neuron.layer}")
    bias = frame.snapshot.value(f"b{neuron.layer}")
    rows = [(name, "muted")] if name else []
    for symbol, values, role in (
        ("z", view.z, "text"),
        ("a", view.a, "text"),
        ("delta", view.delta, "gradient"),
    ):
        rows.append(_row(rich_name(f"{symbol}{neuron.layer}[{unit + 1}]"), _of(values, unit), role))
    if bias is not None and bias.ndim:
        kept = "" if block is not None else " (fixed)"
        rows.append((f"{rich_name(neuron.label)} = {signed(float(bias.ravel()[unit]))}{kept}", "text"))
    if block is not None:
        rows.append(_row(rich_name(f"d{neuron.label}"), _of(view.db, unit), "gradient"))
        step = _of(view.b_step, unit)
        if step is not None:
            rows.append((f"Δ {signed(step)}", _signed_role(step)))
    return rows


def _of(values: Numbers, unit: int) -> float | None:
    return None if values is None else float(values[unit])


def _row(name: str, value: float | None, role: str) -> Row:
    return (f"{name} not computed yet", "muted") if value is None else (f"{name} = {signed(value)}", role)


def _signed_role(value: float) -> str:
    return "positive" if value > 0 else "negative" if value < 0 else "text"


def draw_card(painter: QPainter, frame: Frame, hit: Hit, anchors: list[QPointF], asked: bool) -> None:
    """The card near one of some points, where it covers the fewest numbers.

    Args:
        painter, frame: where and in what to draw.
        hit: the weight or unit.
        anchors: points of it, the best first.
        asked: True for what the pointer is on; another card is left out where it would cover numbers.
    """
    rows = card_rows(frame, hit)
    size = 1.04 * frame.placement.font
    sizes = [ink.rich_size(text, size, fonts.SEMIBOLD) for text, _ in rows]
    wide, row = max(room.width() for room in sizes) + 22, 1.5 * size
    rect, covered = _placed(frame, anchors, wide, row * len(rows) + 10)
    if covered and not asked:
        return
    painter.setPen(QPen(frame.colour(frame.accent), 1.6))
    painter.setBrush(frame.colour("background"))
    painter.drawRoundedRect(rect, 8, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, (text, role) in enumerate(rows):
        line = QRectF(rect.left() + 8, rect.top() + 5 + number * row, rect.width() - 16, row)
        ink.draw_rich(painter, line, text, frame.colour(role), size, fonts.SEMIBOLD)
    frame.taken.append(rect)


def _placed(frame: Frame, anchors: list[QPointF], wide: float, high: float) -> tuple[QRectF, float]:
    """The place near an anchor that covers least of what is taken, above the band of norms; and how much that is."""
    gap = 14.0
    best, least = QRectF(), math.inf
    for anchor in anchors:
        for left, top in (
            (-wide / 2, gap),
            (-wide / 2, -high - gap),
            (gap, -high / 2),
            (-wide - gap, -high / 2),
            (gap, gap),
            (gap, -high - gap),
            (-wide - gap, gap),
            (-wide - gap, -high - gap),
            (-wide / 2, 3 * gap),
            (-wide / 2, -high - 3 * gap),
        ):
            rect = QRectF(anchor.x() + left, anchor.y() + top, wide, high)
            rect.moveLeft(min(max(rect.left(), 6.0), frame.placement.width - wide - 6))
            rect.moveTop(min(max(rect.top(), 6.0), frame.placement.band.top() - high - 4))
            covered = _covered(frame, rect) + (1e6 if rect.contains(anchor) else 0.0)
            if covered < least:
                best, least = rect, covered
            if not covered:
                return rect, 0.0
    return best, least


def _covered(frame: Frame, rect: QRectF) -> float:
    """How much of what is taken lies under a rectangle."""
    parts = (rect.intersected(other) for other in frame.taken)
    return sum(part.width() * part.height() for part in parts if not part.isEmpty())

"""Moves: after the update each weight from its old width to its new one, the change enlarged by a power of ten."""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron, Placement
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.canvas.magnified import Magnified
from gdsim.ui.canvas.strokes import FEW, draw_curve, draw_dashes

MOST_DASHED = 64
"""Of more weights the old widths have no dashed rims: they would stand too close, and are slow to draw."""
APART = 17.0
"""The least distance of two signs, in pixels."""


def draw_moves(painter: QPainter, frame: Frame) -> None:
    """Every weight: dashed pale its old width, in colour what it gained, grey what it lost."""
    widths = frame.magnified
    dashes = not frame.fast and sum(len(edges) for edges in frame.edges.values()) <= MOST_DASHED
    for view in frame.views[1:]:
        draw = partial(_draw_layer, frame=frame, view=view, widths=widths, dashes=dashes)
        area = frame.placement.between(view.number)
        if frame.moved < 1.0 and dashes:
            draw(painter)
            continue
        assert view.W is not None and view.step is not None
        key = (view.W.tobytes(), view.step.tobytes(), frame.look, widths.power, dashes)
        frame.sheets.lay(painter, ("step", view.number), key, area, draw)


def _draw_layer(
    painter: QPainter,
    frame: Frame,
    view: LayerView,
    widths: Magnified,
    dashes: bool,
    only: Edge | None = None,
) -> None:
    assert view.W is not None
    many = len(frame.edges[view.number]) > FEW
    moved = frame.moved if dashes else 1.0
    for edge in (only,) if only is not None else frame.edges[view.number]:
        place = edge.target, edge.source
        old = float(widths.old[view.number][place])
        new = old + (float(widths.new[view.number][place]) - old) * moved
        role = ink.sign_role(float(view.W[place]))
        for colour, wide, dashed in _strokes(frame, role, old, new, dashes and old > 3):
            if dashed:
                draw_dashes(painter, frame.placement, edge, colour, wide, (4.0, 3.5))
            else:
                draw_curve(painter, frame.placement, edge, colour, max(0.6, wide), many)


def draw_chosen_move(painter: QPainter, frame: Frame, edge: Edge) -> None:
    """The step of one weight once more, on top."""
    _draw_layer(painter, frame, frame.views[edge.layer], frame.magnified, True, edge)


def _strokes(
    frame: Frame, role: str, old: float, new: float, dashes: bool
) -> list[tuple[QColor, float, bool]]:
    """The lines of one weight from below to above: colour, width, dashed."""
    pale, rim = ink.tint(frame.theme, role, 0.45), ink.tint(frame.theme, role)
    outer = rim if new >= old else ink.tint(frame.theme, "not_computed", 0.55)
    if not dashes:
        return [(outer, max(old, new), False), (pale, min(old, new), False)]
    # The dashed rim of the old width is dashes across the whole line, covered again but for its rim.
    dash = ink.blend(rim, frame.colour("text"), 0.45)
    strokes = [(outer, max(old, new), False), (dash, old, True), (pale, min(old, new) - 1.8, False)]
    if new < old:
        strokes.insert(2, (outer, old - 1.8, False))
    return strokes


def draw_signs(painter: QPainter, frame: Frame) -> None:
    """The sign of each step on its weight, and at a unit's lower right on its bias, wherever there is room."""
    radius = _sign_radius(frame)
    biased = tuple(view.number for view in frame.views if view.b_step is not None)
    edges = tuple(
        edge
        for layer in frame.edges.values()
        for edge in sorted(layer, key=lambda edge: (edge.target, edge.source))
    )
    for hit, spot in sign_places(frame.placement, edges, biased, radius):
        view = frame.views[hit.layer]
        if isinstance(hit, Edge):
            assert view.step is not None
            step = view.step[hit.target, hit.source]
        else:
            assert view.b_step is not None
            step = view.b_step[hit.unit]
        _draw_sign(painter, frame, spot, float(step), radius)


def _sign_radius(frame: Frame) -> float:
    return max(7.0, 7.0 * frame.placement.scale)


@lru_cache(maxsize=8)
def sign_places(
    placement: Placement, edges: tuple[Edge, ...], biased: tuple[int, ...], radius: float
) -> tuple[tuple[Hit, QPointF], ...]:
    """Where signs stand: no two nearer than :data:`APART`, none on a unit; who finds no room has none."""
    apart = max(APART, 2 * radius + 3)
    found: list[tuple[Hit, QPointF]] = []
    discs: list[tuple[float, float, float]] = []
    for layer, column in enumerate(placement.columns):
        if column.strip is None:
            discs += [(centre.x(), centre.y(), column.radius + radius) for centre in column.centres]
        if layer in biased and column.strip is None and column.radius >= 14:
            down = QPointF(0.75 * column.radius, 0.75 * column.radius)
            found += [(Neuron(layer, unit), centre + down) for unit, centre in enumerate(column.centres)]
    discs += [(spot.x(), spot.y(), apart) for _, spot in found]
    for edge in reversed(edges):
        below, above = placement.columns[edge.layer - 1 : edge.layer + 1]
        if min(below.pitch, above.pitch) < APART or above.left - below.right < 3 * APART:
            continue
        for t in _places(edge):
            spot = placement.point(edge, t)
            x, y = spot.x(), spot.y()
            if all((x - a) * (x - a) + (y - b) * (y - b) >= far * far for a, b, far in discs):
                found.append((edge, spot))
                discs.append((x, y, apart))
                break
    return tuple(found)


def _places(edge: Edge) -> list[float]:
    """Where to try along an edge, from a place of its own on, so that signs do not stand in one column."""
    own = 0.36 + 0.28 * ((0.618 * edge.target + 0.382 * edge.source) % 1.0)
    return sorted((0.26, 0.34, 0.42, 0.5, 0.58, 0.66, 0.74), key=lambda t: abs(t - own))


def _draw_sign(painter: QPainter, frame: Frame, spot: QPointF, step: float, radius: float) -> None:
    """A disc with + or −; an empty one for no step at all."""
    role = "positive" if step > 0 else "negative" if step < 0 else "muted"
    painter.setPen(QPen(frame.colour(role), 1.4))
    painter.setBrush(frame.colour("card"))
    painter.drawEllipse(spot, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    arm = 0.52 * radius
    if step:
        painter.drawLine(spot - QPointF(arm, 0), spot + QPointF(arm, 0))
    if step > 0:
        painter.drawLine(spot - QPointF(0, arm), spot + QPointF(0, arm))


def draw_legend(painter: QPainter, frame: Frame, row: QRectF) -> None:
    """What the widths and signs mean; what does not fit is left out from the right."""
    widths = frame.magnified
    size, scale = frame.placement.font * 0.94, frame.placement.scale
    x = row.left()
    colour, card = frame.colour("positive_fill"), frame.colour("card")
    pale, grey = ink.blend(card, colour, 0.45), ink.blend(card, frame.colour("not_computed"), 0.55)
    box = QRectF(0, 0, 22 * scale, 9 * scale)
    for words, rim, dashed in (
        ("old width", pale, True),
        ("grew", colour, False),
        (f"shrank ({widths.legend})", grey, False),
        ("sign of the step; on a neuron: its bias", None, False),
    ):
        room = 1.15 * box.width() + 8 + ink.width(words, size) + 1
        if x + room > row.right():
            return
        at = box.translated(x, row.center().y() - box.height() / 2)
        if rim is None:
            for offset, step in ((0.25, 1.0), (0.85, -1.0)):
                spot = QPointF(at.left() + offset * at.width(), at.center().y())
                _draw_sign(painter, frame, spot, step, 0.29 * at.width())
        else:
            painter.fillRect(at, rim)
            inner = at.adjusted(0, 2, 0, -2) if not dashed else at
            painter.fillRect(inner, pale)
            painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DashLine))
            painter.drawLine(inner.topLeft(), inner.topRight())
            painter.drawLine(inner.bottomLeft(), inner.bottomRight())
        text = QRectF(
            at.right() + (6 if rim is not None else 8 + 0.15 * at.width()), row.top(), room, row.height()
        )
        ink.draw_words(painter, text, words, frame.colour("muted"), size, fonts.REGULAR, ink.LEFT)
        x += room + 14 * scale

"""Edges: the weights as curves, blue negative, orange positive, as wide as they are large."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.program import Stage
from gdsim.ui.canvas.geometry import MOST_NEURONS, Edge, Placement
from gdsim.ui.canvas.ink import sign_role, tint
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.canvas.strokes import FEW, draw_curve
from gdsim.ui.tokens import tokens

if TYPE_CHECKING:
    from gdsim.ui.canvas.frame import Frame

MOST_EDGES = 256
MOST_EDGES_OF_STRIPS = 48
"""Of a larger layer only the strongest weights are drawn, and its title says how many."""
READ, WORK, DONE, IDLE, AHEAD = 0.9, 0.72, 0.6, 0.55, 0.34
"""How strongly weights are drawn that are at work, have been, are only there, or whose turn is still to come."""


def shown_edges(views: tuple[LayerView, ...], layer: int) -> tuple[Edge, ...]:
    """The weights of a layer that are drawn: all, or of a large one the strongest; the strongest last."""
    weights = views[layer].W
    if weights is None:
        return ()
    large = max(views[layer].units, views[layer - 1].units) > MOST_NEURONS
    most = MOST_EDGES_OF_STRIPS if large else MOST_EDGES
    sizes = np.abs(np.nan_to_num(weights)).ravel()
    places = np.argsort(sizes, kind="stable")[-most:]
    return _edges(layer, weights.shape[1], tuple(places.tolist()))


@lru_cache(maxsize=64)
def _edges(layer: int, inputs: int, places: tuple[int, ...]) -> tuple[Edge, ...]:
    return tuple(Edge(layer, place // inputs, place % inputs) for place in places)


def width_of(share: float, low: float, high: float, scale: float) -> float:
    """The width of a line for a share from 0 to 1 of the largest in its layer."""
    return (low + (high - low) * min(max(share, 0.0), 1.0)) * max(1.0, scale**0.6)


def widest(placement: Placement, layer: int, high: float) -> float:
    """The greatest width where there is room for it: thinner between units, or layers, that stand close."""
    below, above = placement.columns[layer - 1 : layer + 1]
    return max(1.2, min(high, below.pitch / 5, above.pitch / 5, (above.left - below.right) / 10))


def draw_edges(painter: QPainter, frame: Frame) -> None:
    """All weights; those that the operation works with strongest, those whose turn is to come palest."""
    for view in frame.views[1:]:
        if view.W is None:
            continue
        key = (view.W.tobytes(), frame.look, len(frame.edges[view.number]))

        def draw(pen: QPainter, view: LayerView = view) -> None:
            _draw_layer(pen, frame, view)

        area = frame.placement.between(view.number)
        frame.sheets.lay(painter, ("W", view.number), key, area, draw, _strength(frame, view.number))


def _draw_layer(painter: QPainter, frame: Frame, view: LayerView) -> None:
    stroke, placement = tokens().stroke, frame.placement
    assert view.W is not None
    edges = frame.edges[view.number]
    finite = np.nan_to_num(view.W)
    sizes = np.abs(finite)
    sizes = sizes / (float(sizes.max()) or 1.0)
    high = widest(placement, view.number, stroke.weight_max)
    for edge in edges:
        colour = tint(frame.theme, sign_role(float(finite[edge.target, edge.source])))
        if not finite[edge.target, edge.source]:
            colour = tint(frame.theme, "line")
        wide = width_of(float(sizes[edge.target, edge.source]), stroke.weight_min, high, placement.scale)
        draw_curve(painter, placement, edge, colour, wide, len(edges) > FEW)


def _strength(frame: Frame, layer: int) -> float:
    """How strongly the weights of a layer are drawn at this moment."""
    if f"W{layer}" in frame.reads:
        return READ
    line = frame.snapshot.line
    if frame.stage is Stage.FORWARD:
        return DONE if frame.views[layer].a is not None else AHEAD
    if frame.stage is Stage.BACKPROP and line is not None and line.layer is not None:
        if layer == line.layer:
            dense = len(frame.edges[layer]) > FEW  # so many that the arrows would be lost among them
            return AHEAD if dense or frame.views[layer].dW is None else WORK
        return DONE if layer > line.layer else AHEAD
    return IDLE


def draw_chosen(painter: QPainter, frame: Frame, edge: Edge, strong: bool) -> None:
    """One weight once more on top of all others, in a light: the one that is selected, or under the pointer."""
    weights = frame.views[edge.layer].W
    if weights is None:
        return
    around = 10.0 + (tokens().stroke.update_max if frame.finished else 0.0)
    around *= max(1.0, frame.placement.scale**0.6)
    pen = QPen(tint(frame.theme, "action", 0.42 if strong else 0.28), around)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawPath(frame.placement.path(edge))
    if frame.finished:
        return
    stroke, placement = tokens().stroke, frame.placement
    value = float(np.nan_to_num(weights[edge.target, edge.source]))
    largest = float(np.max(np.abs(np.nan_to_num(weights)))) or 1.0
    high = widest(placement, edge.layer, stroke.weight_max)
    wide = width_of(abs(value) / largest, stroke.weight_min, high, placement.scale)
    draw_curve(painter, placement, edge, tint(frame.theme, sign_role(value), 0.9), wide)

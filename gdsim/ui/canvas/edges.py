"""Edges: the weights as curves, blue negative, orange positive, as wide as they are large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.ui.canvas.geometry import MOST_NEURONS, Edge
from gdsim.ui.canvas.ink import sign_role, tint
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.tokens import tokens

if TYPE_CHECKING:
    from gdsim.ui.canvas.frame import Frame

MOST_EDGES = 256
MOST_EDGES_OF_STRIPS = 48
"""Of a larger layer only the strongest weights are drawn, and its title says how many."""


def shown_edges(views: tuple[LayerView, ...], layer: int) -> tuple[Edge, ...]:
    """The weights of a layer that are drawn: all, or of a large one the strongest; the strongest last."""
    weights = views[layer].W
    if weights is None:
        return ()
    large = max(views[layer].units, views[layer - 1].units) > MOST_NEURONS
    most = MOST_EDGES_OF_STRIPS if large else MOST_EDGES
    sizes = np.abs(np.nan_to_num(weights)).ravel()
    places = np.argsort(sizes, kind="stable")[-most:]
    inputs = weights.shape[1]
    return tuple(Edge(layer, int(place) // inputs, int(place) % inputs) for place in places)


def width_of(share: float, low: float, high: float, scale: float) -> float:
    """The width of a line for a share from 0 to 1 of the largest in its layer."""
    return (low + (high - low) * min(max(share, 0.0), 1.0)) * max(1.0, scale**0.6)


def widest(frame: Frame, layer: int, high: float) -> float:
    """The greatest width where there is room for it: thinner between units that stand close."""
    pitch = min(column.pitch for column in frame.placement.columns[layer - 1 : layer + 1])
    return max(1.4, min(high, pitch / 5))


def draw_edges(painter: QPainter, frame: Frame) -> None:
    """All weights; those that the operation reads at full strength."""
    stroke = tokens().stroke
    for view in frame.views[1:]:
        weights = view.W
        if weights is None:
            continue
        finite = np.nan_to_num(weights)
        largest = float(np.max(np.abs(finite))) or 1.0
        reads = f"W{view.number}" in frame.reads
        strength = 0.95 if reads else 0.55
        high = widest(frame, view.number, stroke.weight_max)
        for edge in frame.edges[view.number]:
            weight = float(finite[edge.target, edge.source])
            colour = tint(frame.theme, sign_role(weight), strength) if weight else tint(frame.theme, "line")
            wide = width_of(abs(weight) / largest, stroke.weight_min, high, frame.placement.scale)
            painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawPath(frame.placement.path(edge))


def draw_ring(painter: QPainter, frame: Frame, edge: Edge, strong: bool) -> None:
    """A light around one weight: the one that is selected, or under the pointer."""
    around = 10.0 + (tokens().stroke.update_max if frame.finished else 0.0)
    pen = QPen(
        tint(frame.theme, "action", 0.5 if strong else 0.3), around * max(1.0, frame.placement.scale**0.6)
    )
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPath(frame.placement.path(edge))

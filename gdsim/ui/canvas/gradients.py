"""Gradients: dashed magenta arrows from the output side to the input side, as far as they are computed."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from gdsim.core.program import Stage
from gdsim.ui.canvas.edges import widest, width_of
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge
from gdsim.ui.canvas.ink import tint
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.canvas.strokes import FEW, draw_dashes
from gdsim.ui.tokens import tokens

PALE = 0.75
"""Strength of gradients that were computed before the layer at work."""
TRAVEL = 45.0
"""How far dashes travel in one motion, in pixels."""


def draw_gradients(painter: QPainter, frame: Frame) -> None:
    """∂L/∂W of every layer that has it: those of the layer at work strong, the others thin and pale.

    What the operation at the cursor brings comes from the output side: it is uncovered from there, while its
    dashes travel.
    """
    if frame.finished:
        return
    line = frame.snapshot.line
    at_work = line.layer if line is not None and line.stage is Stage.BACKPROP else None
    newest = at_work if line is not None and line.writes.startswith("dW") else None
    carried = carried_layer(frame)
    for view in frame.views[1:]:
        if view.dW is not None and view is not carried:
            _draw(painter, frame, view, view.dW, view.number == at_work, view.number == newest, True)
    if carried is not None:
        _draw(painter, frame, carried, _contributions(carried), True, True, False)


def carried_layer(frame: Frame) -> LayerView | None:
    """The layer whose δ is being sent back through its weights just now."""
    line = frame.snapshot.line
    if line is None or line.stage is not Stage.BACKPROP or line.layer is None:
        return None
    above = line.layer + 1
    if not line.writes.startswith("da") or above >= len(frame.views) or frame.views[above].delta is None:
        return None
    return frame.views[above]


def _contributions(view: LayerView) -> np.ndarray:
    """What each weight brings back: its size times δ at its end."""
    assert view.W is not None and view.delta is not None
    contributions: np.ndarray = view.W * view.delta[:, None]
    return contributions


def _draw(
    painter: QPainter,
    frame: Frame,
    view: LayerView,
    values: np.ndarray,
    strong: bool,
    moving: bool,
    beside: bool,
) -> None:
    """The arrows of one layer, kept as a sheet unless their dashes are on their way."""
    area = frame.placement.between(view.number)
    shown: QRectF | None = None
    flow = frame.flow if moving else 1.0
    if flow < 1.0:
        shown = QRectF(area)
        shown.setLeft(area.right() - area.width() * min(1.0, 1.4 * flow))
    draw = partial(_draw_arrows, frame=frame, view=view, values=values, strong=strong, beside=beside)
    if flow < 1.0 and len(frame.edges[view.number]) <= FEW:
        assert shown is not None
        painter.save()
        painter.setClipRect(shown)
        draw(painter, offset=TRAVEL * (flow - 1.0))
        painter.restore()
        return
    key = (values.tobytes(), frame.look, len(frame.edges[view.number]), strong, beside)
    strength = 1.0 if strong else PALE
    frame.sheets.lay(painter, ("dW", view.number), key, area, draw, strength, shown)


def _draw_arrows(
    painter: QPainter,
    frame: Frame,
    view: LayerView,
    values: np.ndarray,
    strong: bool,
    beside: bool,
    offset: float = 0.0,
    only: Edge | None = None,
) -> None:
    """Dashed arrows along edges; ``beside`` them, for the edge itself stays to be seen."""
    stroke, placement, edges = tokens().stroke, frame.placement, frame.edges[view.number]
    sizes = np.abs(np.nan_to_num(values))
    shares = sizes / (float(sizes.max()) or 1.0)
    down = 4.0 * placement.scale if beside else 0.0
    high = widest(placement, view.number, stroke.gradient_max if strong else 0.4 * stroke.gradient_max)
    if only is not None:
        edges = tuple(edge for edge in edges if edge == only)
    for edge in sorted(edges, key=lambda edge: shares[edge.target, edge.source]):
        share = float(shares[edge.target, edge.source])
        if share == 0.0:
            continue
        wide = width_of(share, stroke.gradient_min, high, placement.scale)
        colour = tint(frame.theme, "gradient", round(0.5 + 0.5 * share**0.6, 2))
        draw_dashes(
            painter, placement, edge, colour, wide, stroke.gradient_dash, down, offset, len(edges) > FEW
        )
        _draw_head(painter, placement.ends(edge)[0] + QPointF(0, down), wide, colour)


def draw_chosen_gradient(painter: QPainter, frame: Frame, edge: Edge) -> None:
    """The gradient of one weight once more, on top."""
    view = frame.views[edge.layer]
    if view.dW is not None and view is not carried_layer(frame) and not frame.finished and frame.flow == 1.0:
        _draw_arrows(painter, frame, view, view.dW, True, True, only=edge)


def _draw_head(painter: QPainter, tip: QPointF, wide: float, colour: QColor) -> None:
    """An arrow head that points at the lower unit."""
    long, half = 4.6 + 1.2 * wide, 2.2 + 0.75 * wide
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(long, -half), tip + QPointF(long, half)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)

"""Gradients: dashed magenta arrows from the output side to the input side, as far as they are computed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gdsim.core.program import Stage
from gdsim.ui.canvas.edges import widest, width_of
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge
from gdsim.ui.canvas.ink import tint
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.tokens import tokens


def draw_gradients(painter: QPainter, frame: Frame) -> None:
    """∂L/∂W of every layer that has it; the newest at full strength, its dashes on their way."""
    if frame.finished:
        return
    newest = _newest(frame)
    for view in frame.views[1:]:
        if view.dW is not None:
            shares = _shares(view.dW)
            strength = 1.0 if view.number == newest else 0.75
            _draw(painter, frame, frame.edges[view.number], shares, strength, view.number == newest, True)
    carried = _carried(frame)
    if carried is not None:
        _draw(painter, frame, frame.edges[carried.number], _shares(_contributions(carried)), 1.0, True, False)


def _newest(frame: Frame) -> int | None:
    """The layer whose ∂L/∂W is the very line at the cursor."""
    line = frame.snapshot.line
    return line.layer if line is not None and line.writes.startswith("dW") else None


def _carried(frame: Frame) -> LayerView | None:
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


def _shares(values: np.ndarray) -> np.ndarray:
    """Sizes as shares of the largest."""
    sizes = np.abs(np.nan_to_num(values))
    shares: np.ndarray = sizes / (sizes.max() or 1.0)
    return shares


def _draw(
    painter: QPainter,
    frame: Frame,
    edges: tuple[Edge, ...],
    shares: np.ndarray,
    strength: float,
    moving: bool,
    beside: bool,
) -> None:
    """Dashed arrows along edges; ``beside`` them, for the edge itself stays to be seen."""
    stroke, placement = tokens().stroke, frame.placement
    down = 4.0 * placement.scale if beside else 0.0
    high = widest(frame, edges[0].layer, stroke.gradient_max) if edges else 0.0
    for edge in edges:
        share = float(shares[edge.target, edge.source])
        if share == 0.0:
            continue
        wide = width_of(share, stroke.gradient_min, high, placement.scale)
        colour = tint(frame.theme, "gradient", round(strength * (0.55 + 0.45 * share), 2))
        pen = QPen(colour, wide, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / wide for length in stroke.gradient_dash])
        if moving:
            # The curve is drawn from the lower unit, so dashes travel to it while their offset grows.
            pen.setDashOffset(-3 * sum(stroke.gradient_dash) / wide * (1.0 - frame.flow))
        painter.setPen(pen)
        painter.drawPath(placement.path(edge, down))
        _draw_head(painter, placement.ends(edge)[0] + QPointF(0, down), wide, colour)


def _draw_head(painter: QPainter, tip: QPointF, wide: float, colour: QColor) -> None:
    """An arrow head that points at the lower unit."""
    long, half = 5.0 + 1.2 * wide, 2.4 + 0.75 * wide
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(long, -half), tip + QPointF(long, half)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)

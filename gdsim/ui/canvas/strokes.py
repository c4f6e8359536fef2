"""Strokes: many curves drawn fast; thin ones as short straight lines, which Qt draws three times as fast as paths."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gdsim.ui.canvas.geometry import Edge, Placement

THIN = 6.0
"""Up to this width in pixels the joints of straight pieces cannot be seen."""
FEW = 48
"""So few curves are always drawn as paths: there is time for it."""
PIECES = 14
"""Straight pieces of a whole curve."""


def draw_curve(
    painter: QPainter, placement: Placement, edge: Edge, colour: QColor, wide: float, many: bool = False
) -> None:
    """An edge as a line of one width; one of ``many`` as straight pieces where it is thin."""
    painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    if many and wide <= THIN:
        painter.drawLines(_pieces(placement, edge))
    else:
        painter.drawPath(placement.path(edge))


def draw_dashes(
    painter: QPainter,
    placement: Placement,
    edge: Edge,
    colour: QColor,
    wide: float,
    dash: tuple[float, float],
    lower: float = 0.0,
    offset: float = 0.0,
    many: bool = False,
) -> None:
    """An edge in dashes, moved down by ``lower``; ``offset`` pixels on their way from its lower end."""
    if many:
        painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines(_dashes(placement, edge, dash, lower))
        return
    pen = QPen(colour, wide, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([length / wide for length in dash])
    pen.setDashOffset(offset / wide)
    painter.setPen(pen)
    painter.drawPath(placement.path(edge, lower))


@lru_cache(maxsize=4096)
def _pieces(placement: Placement, edge: Edge) -> list[QLineF]:
    """The whole curve; the pieces overlap by half a pixel, so that no seam shows."""
    points = placement.polyline(edge, np.linspace(0.0, 1.0, PIECES + 1))
    along = np.diff(points, axis=0)
    ends = points[1:] + 0.5 * along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    ends[-1] = points[-1]
    return [QLineF(*start, *end) for start, end in zip(points[:-1].tolist(), ends.tolist(), strict=True)]


@lru_cache(maxsize=4096)
def _dashes(placement: Placement, edge: Edge, dash: tuple[float, float], lower: float) -> list[QLineF]:
    """Every dash as one straight line, the first at the lower unit."""
    points = placement.polyline(edge, np.linspace(0.0, 1.0, 33))
    points[:, 1] += lower
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    starts = np.arange(0.0, length[-1], sum(dash))
    ends = np.minimum(starts + dash[0], length[-1])
    xs = np.interp(np.stack([starts, ends]), length, points[:, 0])
    ys = np.interp(np.stack([starts, ends]), length, points[:, 1])
    return [QLineF(QPointF(xs[0, i], ys[0, i]), QPointF(xs[1, i], ys[1, i])) for i in range(len(starts))]

"""Markers: the shapes by which classes and runs are told apart, about one unit wide around the origin."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF


@cache
def marker(name: str) -> QPainterPath:
    """The outline of a marker of the design tokens: circle, square, triangle, diamond, cross or star.

    Raises:
        KeyError: for any other name.
    """
    path = QPainterPath()
    if name == "circle":
        path.addEllipse(QRectF(-0.5, -0.5, 1, 1))
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _OUTLINES[name]]))
        path.closeSubpath()
    return path


def _around(corners: int, radii: tuple[float, ...]) -> list[tuple[float, float]]:
    """Corners on circles about the origin, the first one up."""
    return [
        (radii[n % len(radii)] * math.sin(2 * math.pi * n / corners),
         -radii[n % len(radii)] * math.cos(2 * math.pi * n / corners))
        for n in range(corners)
    ]  # fmt: skip


_A, _B = 0.18, 0.5
_PLUS = [(-_A, -_B), (_A, -_B), (_A, -_A), (_B, -_A), (_B, _A), (_A, _A), (_A, _B), (-_A, _B), (-_A, _A), (-_B, _A),
         (-_B, -_A), (-_A, -_A)]  # fmt: skip
_OUTLINES = {
    "square": [(-0.45, -0.45), (0.45, -0.45), (0.45, 0.45), (-0.45, 0.45)],
    "triangle": _around(3, (0.62,)),
    "diamond": _around(4, (0.62,)),
    "cross": [((x - y) * 0.75, (x + y) * 0.75) for x, y in _PLUS],
    "star": _around(10, (0.65, 0.28)),
}

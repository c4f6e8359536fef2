"""Geometry: where neurons, strips, edges and bands lie for a size; pure, no widget and no painter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

MOST_NEURONS = 16
"""A layer of more units is drawn as a strip of cells."""
READABLE = 1.65
"""The radius of a neuron that its number fits in, in sizes of the font."""
POINTS = np.linspace(0.0, 1.0, 33)[:, None]
"""Places along an edge at which a hit is looked for."""


@dataclass(frozen=True)
class Edge:
    """A weight: from unit ``source`` of the layer below to unit ``target`` of ``layer``, from 0."""

    layer: int
    target: int
    source: int

    @property
    def label(self) -> str:
        """Its name, counted from 1: ``W2[3,2]``."""
        return f"W{self.layer}[{self.target + 1},{self.source + 1}]"


@dataclass(frozen=True)
class Neuron:
    """A unit of a layer, from 0; layer 0 is the input."""

    layer: int
    unit: int

    @property
    def label(self) -> str:
        """The name of its bias, counted from 1: ``b2[3]``."""
        return f"b{self.layer}[{self.unit + 1}]"


Hit = Neuron | Edge


@dataclass(frozen=True)
class Column:
    """One layer on the canvas.

    Args:
        x: its middle.
        pitch: from one unit to the next.
        radius: of a neuron; half the width of a strip's cells.
        centres: of the units.
        badge: height of the room for δ under each neuron; 0 where there is none.
        aside: True where δ stands at the left of the neurons, for they are too close for it to stand below.
        strip: the cells of a large layer, None for neurons.
        deltas: the cells of its δ, at the right of the strip.
    """

    x: float
    pitch: float
    radius: float
    centres: tuple[QPointF, ...]
    badge: float
    aside: bool = False
    strip: QRectF | None = None
    deltas: QRectF | None = None

    @property
    def left(self) -> float:
        """Where edges from the layer below end."""
        return self.strip.left() if self.strip else self.x - self.radius

    @property
    def right(self) -> float:
        """Where edges to the layer above start."""
        return self.deltas.right() if self.deltas else self.x + self.radius


@dataclass(frozen=True)
class Placement:
    """Everything's place on a canvas of a size.

    Args:
        width, height: of the canvas.
        scale: 1 at the design's size; fonts and strokes follow it.
        left, right: room beside the first and the last column for names and targets.
        units: of each layer, from the input on.
        plain: True for a picture without notes under the titles and without a band.
    """

    width: float
    height: float
    scale: float
    left: float
    right: float
    units: tuple[int, ...]
    plain: bool = False
    _paths: dict[tuple[Edge, float], QPainterPath] = field(default_factory=dict, compare=False, repr=False)

    @property
    def font(self) -> float:
        """Size of the words in pixels, never below 11."""
        return max(11.0, 12.0 * self.scale)

    @property
    def margin(self) -> float:
        """Free room along the rim."""
        return max(10.0, 15.0 * self.scale)

    @cached_property
    def row(self) -> float:
        """Height of a row of words."""
        return 1.55 * self.font

    @cached_property
    def header(self) -> QRectF:
        """What flows where, and the sample in view."""
        return QRectF(self.margin, 0.5 * self.margin, self.width - 2 * self.margin, self.row)

    @cached_property
    def titles(self) -> QRectF:
        """The names of the layers, and under each what is not computed yet."""
        return QRectF(
            self.margin,
            self.header.bottom(),
            self.width - 2 * self.margin,
            (1.2 if self.plain else 1.9) * self.row,
        )

    @cached_property
    def band(self) -> QRectF:
        """Two rows at the bottom: the sizes of gradients or steps."""
        height = (1.1 if self.plain else 2.1) * self.row
        return QRectF(
            self.margin, self.height - height - 0.5 * self.margin, self.width - 2 * self.margin, height
        )

    @cached_property
    def area(self) -> QRectF:
        """Where the units are."""
        top = self.titles.bottom()
        return QRectF(0, top, self.width, max(1.0, self.band.top() - top - 2))

    @property
    def gap(self) -> float:
        """From one column to the next."""
        return self.columns[1].x - self.columns[0].x

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The layers from left to right."""
        widest = min(27.0 * self.scale, self.width / (4.5 * len(self.units)))
        first = self.margin + self.left + widest
        last = self.width - self.margin - self.right - widest
        gap = (last - first) / (len(self.units) - 1)
        return tuple(
            self._column(first + number * gap, units, widest) for number, units in enumerate(self.units)
        )

    def _column(self, x: float, units: int, widest: float) -> Column:
        area = self.area
        if units > MOST_NEURONS:
            strip = QRectF(x - widest * 0.75, area.top() + 4, widest, area.height() - 12)
            pitch = strip.height() / units
            ys = strip.top() + (np.arange(units) + 0.5) * pitch
            deltas = QRectF(strip.right() + 2, strip.top(), widest * 0.5, strip.height())
            return Column(x, pitch, widest / 2, tuple(QPointF(x, y) for y in ys), 0.0, False, strip, deltas)
        pitch = min(area.height() / units, 6.5 * widest)
        badge = 1.45 * self.font
        radius = min(widest, (pitch - badge - 7) / 2)
        aside = radius < min(widest, READABLE * self.font)
        if aside:
            radius = max(2.0, min(widest, 0.43 * pitch))
            badge = badge if 2 * radius >= badge else 0.0
        middle = area.center().y() - (0 if aside else badge / 2)
        ys = middle + (np.arange(units) - (units - 1) / 2) * pitch
        return Column(x, pitch, radius, tuple(QPointF(x, y) for y in ys), badge, aside)

    def ends(self, edge: Edge) -> tuple[QPointF, QPointF]:
        """Where an edge leaves the lower unit and where it reaches the upper one."""
        below, above = self.columns[edge.layer - 1], self.columns[edge.layer]
        return (
            QPointF(below.right, below.centres[edge.source].y()),
            QPointF(above.left, above.centres[edge.target].y()),
        )

    def path(self, edge: Edge, lower: float = 0.0) -> QPainterPath:
        """An edge as a curve from the lower unit to the upper one, moved down by ``lower``."""
        found = self._paths.get((edge, lower))
        if found is None:
            start, end = self.ends(edge)
            down, bend = QPointF(0, lower), QPointF(0.48 * (end.x() - start.x()), 0)
            found = QPainterPath(start + down)
            found.cubicTo(start + bend + down, end - bend + down, end + down)
            self._paths[edge, lower] = found
        return found

    def point(self, edge: Edge, t: float) -> QPointF:
        """A point of an edge: t = 0 at the lower unit, 1 at the upper one."""
        x, y = self._points([edge], np.array([[t]]))[0, 0]
        return QPointF(x, y)

    def middle(self, hit: Hit) -> QPointF:
        """The middle of a weight or a unit."""
        return self.point(hit, 0.5) if isinstance(hit, Edge) else self.columns[hit.layer].centres[hit.unit]

    def polyline(self, edge: Edge, t: np.ndarray) -> np.ndarray:
        """Points of an edge at places t from 0 at the lower unit to 1, shape (len(t), 2)."""
        return self._points([edge], t[:, None])[0]

    def between(self, layer: int) -> QRectF:
        """The room of the weights of a layer, from the units below to its own."""
        below, above = self.columns[layer - 1], self.columns[layer]
        area = self.area
        return QRectF(below.right - 6, area.top(), above.left - below.right + 12, area.height())

    def hit(self, point: QPointF, edges: tuple[Edge, ...]) -> Hit | None:
        """What lies under a point: a unit, or the nearest of the edges that are drawn."""
        for layer, column in enumerate(self.columns):
            unit = _unit_at(column, point)
            if unit is not None:
                return Neuron(layer, unit)
        if not edges:
            return None
        away = self._points(list(edges), POINTS) - np.array([point.x(), point.y()])
        nearest = _distances(away)
        best = int(np.argmin(nearest))
        return edges[best] if nearest[best] <= max(5.0, 4.0 * self.scale) else None

    def _points(self, edges: list[Edge], t: np.ndarray) -> np.ndarray:
        """Points of edges, shape (edges, points, 2)."""
        ends = [self.ends(edge) for edge in edges]
        start = np.array([[a.x(), a.y()] for a, _ in ends])[:, None, :]
        end = np.array([[b.x(), b.y()] for _, b in ends])[:, None, :]
        bend = np.zeros_like(start)
        bend[..., 0] = 0.48 * (end - start)[..., 0]
        s = 1 - t
        points: np.ndarray = (
            s**3 * start + 3 * s**2 * t * (start + bend) + 3 * s * t**2 * (end - bend) + t**3 * end
        )
        return points


def _unit_at(column: Column, point: QPointF) -> int | None:
    if column.strip is not None and column.deltas is not None:
        if not column.strip.united(column.deltas).contains(point):
            return None
        return min(int((point.y() - column.strip.top()) / column.pitch), len(column.centres) - 1)
    for unit, centre in enumerate(column.centres):
        offset = point - centre
        if offset.x() ** 2 + offset.y() ** 2 <= (column.radius + 2) ** 2:
            return unit
    return None


def _distances(away: np.ndarray) -> np.ndarray:
    """How far the origin lies from each line of points, shape (lines, points, 2)."""
    start, along = away[:, :-1], np.diff(away, axis=1)
    t = np.clip(-np.sum(start * along, axis=2) / np.maximum(np.sum(along**2, axis=2), 1e-9), 0, 1)
    distances: np.ndarray = np.linalg.norm(start + t[..., None] * along, axis=2).min(axis=1)
    return distances


def scale_for(width: float, height: float, words: bool = True) -> float:
    """How large to draw: 1 at the design's 790 × 520, up to 2.2 in a large window; a picture may be smaller.

    Args:
        width, height: of the canvas.
        words: True for the canvas of the window, whose words stay readable from near by.
    """
    return float(
        np.clip(min(width / 790, height / 520), 0.75 if words else 0.72 if height >= 180 else 0.5, 2.2)
    )

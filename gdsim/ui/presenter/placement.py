"""Placement: which layers and units are on the screen, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from gdsim.core.symbols import layer_of
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.zones import CANVAS

MOST_UNITS, MOST_COLUMNS, MOST_CROWDED = 6, 5, 3
_LEFT, _RIGHT = 300.0, 1560.0
_TOP, _BOTTOM = 236.0, 644.0
BADGE = 46.0


@dataclass(frozen=True)
class Column:
    """One layer on the screen.

    Args:
        layer: 0 is the input.
        x: its middle.
        places: unit → the middle of its neuron.
        more: units that are not drawn, and where the words for them stand; None where all are.
    """

    layer: int
    x: float
    places: dict[int, QPointF]
    more: tuple[int, QPointF] | None


@dataclass(frozen=True)
class Placement:
    """All columns.

    Args:
        columns: from left to right.
        radius: of a neuron, up and down.
        half: of a neuron, to the sides.
        beside: True where a badge stands right of its neuron, for lack of room below.
        hidden: how many layers there are that are not drawn.
    """

    columns: tuple[Column, ...]
    radius: float
    half: float
    beside: bool
    hidden: int

    @property
    def roomy(self) -> bool:
        """True with at most two units in a column."""
        return self.radius > 60

    def column(self, layer: int) -> Column | None:
        """The column of a layer, or None where it is not drawn."""
        return next((column for column in self.columns if column.layer == layer), None)

    def neuron(self, layer: int, unit: int) -> QPointF | None:
        """The middle of a neuron, or None where it is not drawn."""
        column = self.column(layer)
        return column.places.get(unit) if column is not None else None

    def badge(self, centre: QPointF) -> QPointF:
        """Where a neuron's badge stands: its middle, or its left end where it stands beside."""
        if self.beside:
            return QPointF(centre.x() + self.half + 4, centre.y())
        gap = 41 if self.roomy else 20
        return QPointF(centre.x(), centre.y() + self.radius + gap)

    def at(self, point: QPointF) -> tuple[int, int] | None:
        """The neuron at a point."""
        for column in self.columns:
            for unit, centre in column.places.items():
                away = point - centre
                if abs(away.x()) <= self.half and abs(away.y()) <= self.radius:
                    return column.layer, unit
        return None


def placement(scene: Scene) -> Placement:
    """Where everything lies."""
    units = scene.snapshot.program.layout.units
    layers = _layers(scene, MOST_COLUMNS)
    if len(layers) > MOST_CROWDED and any(units[layer] > 4 for layer in layers):
        layers = _layers(scene, MOST_CROWDED)
    drawn = {layer: _units(scene, layer, units[layer]) for layer in layers}
    counts = {layer: len(shown) if scene.zoomed else units[layer] for layer, shown in drawn.items()}
    slots = max(len(shown) + (len(shown) < counts[layer]) for layer, shown in drawn.items())
    beside = slots > 4
    pitch = (_BOTTOM - _TOP) / max(slots, 1)
    if slots <= 2:
        radius, pitch = 64.0, 228.0
    elif beside:
        radius = (pitch - 10) / 2
    else:
        radius = min(44.0, (pitch - BADGE - 4) / 2)
    half = radius if radius > 60 else max(radius, 68.0)
    step = (_RIGHT - _LEFT) / max(1, len(layers) - 1)
    columns = []
    for place, layer in enumerate(layers):
        x = _LEFT + place * step if len(layers) > 1 else (_LEFT + _RIGHT) / 2
        columns.append(_column(layer, x, drawn[layer], counts[layer], pitch, radius))
    return Placement(tuple(columns), radius, half, beside, len(units) - len(layers))


def _column(layer: int, x: float, shown: tuple[int, ...], count: int, pitch: float, radius: float) -> Column:
    more = count - len(shown)
    slots = len(shown) + (more > 0)
    roomy = radius > 60
    middle = CANVAS.top() + 289 if roomy else (_TOP + _BOTTOM) / 2 - (0 if radius < 30 else 8)
    ys = [middle + (slot - (slots - 1) / 2) * pitch for slot in range(slots)]
    words: tuple[int, QPointF] | None = None
    if more > 0:
        # "12 more" stands before the last one, between those that are drawn.
        at = max(1, slots - 2) if slots > 1 else 0
        words = (more, QPointF(x, ys.pop(at)))
    return Column(layer, x, {unit: QPointF(x, y) for unit, y in zip(shown, ys, strict=True)}, words)


def _layers(scene: Scene, most: int) -> tuple[int, ...]:
    """The layers that are drawn: all, or those around the one that is looked at."""
    count = scene.layers + 1
    read = {layer for layer, _ in _read(scene)}
    if scene.zoomed and read:
        return tuple(sorted(read))
    if count <= most:
        return tuple(range(count))
    layer = scene.focus[0] if scene.focus is not None else 0
    first = min(max(0, layer - most // 2), count - most)
    return tuple(range(first, first + most))


def _units(scene: Scene, layer: int, count: int) -> tuple[int, ...]:
    """The units that are drawn: all, or the one that is looked at and those in the formula."""
    own = _ordered(unit for each, unit in _read(scene) if each == layer)
    if scene.zoomed and own:
        return tuple(sorted(own[:4]))
    if count <= MOST_UNITS:
        return tuple(range(count))
    return tuple(sorted(_ordered([*own, 0, 1, 2, count - 1])[:4]))


def _ordered(units: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(units))


def _read(scene: Scene) -> list[tuple[int, int]]:
    """Layer and unit of every number in the formula, the one that is looked at first."""
    equation = scene.equation
    if equation is None:
        return []
    found = [equation.unit]
    for entry in equation.entries:
        layer = layer_read(entry.name, scene.layers)
        if entry.name.startswith("W"):
            found += [(int(entry.name[1:]), entry.index[0]), (int(entry.name[1:]) - 1, entry.index[1])]
        elif layer is not None and entry.index:
            found.append((layer, entry.index[0]))
    return found


def layer_read(name: str, layers: int) -> int | None:
    """The layer of a quantity that has one number for each unit."""
    if name.startswith(("dW", "W")):
        return None
    return {"x": 0, "y": layers}.get(name, layer_of(name))

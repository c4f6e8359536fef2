"""Parameters: every weight and bias over the run; the selected one and the watched ones strong."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np

from gdsim.core.layout import Layout
from gdsim.core.readings.rich import rich_name
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.figure import Curve, Entry, Figure, Stroke
from gdsim.ui.plots.layer_strokes import layer_stroke, selected_layer
from gdsim.ui.plots.run import Run
from gdsim.ui.plots.scale import linear, within_reach
from gdsim.ui.plots.scores import EMPTY

MOST = 200
"""More curves than this no eye can follow: those that change most are drawn."""
_SELECTED = Stroke("action", 2.6)
_WATCHED = tuple(
    Stroke("action", 1.9, dash) for dash in ((7.0, 3.0), (2.0, 2.5), (9.0, 3.0, 2.0, 3.0), (4.0, 2.0))
)
_NEAR = Stroke("action", 1.0, opacity=0.6)
_REST = Stroke("muted", 1.0, opacity=0.5)
_ELEMENT = re.compile(r"([Wb]\d+)\[(\d+)(?:,(\d+))?\]\Z")


def parameters(snapshot: Snapshot, run: Run) -> Figure:
    """All of them at the ends of the epochs."""
    rows = run.parameter_rows
    values = run.curves.parameters[: len(rows)]
    return traced(snapshot, run.epoch_ends[rows], values, "" if run.rows > 1 else EMPTY)


def traced(snapshot: Snapshot, updates: np.ndarray, values: np.ndarray, empty: str) -> Figure:
    """Parameters at some updates, layer by layer; what is pointed at and what is watched is drawn strong.

    Args:
        updates: updates made at each row (rows,), ascending.
        values: (rows, parameters).
        empty: what will fill it, while there is nothing to see.
    """
    layout = snapshot.program.layout
    values = within_reach(values)
    strong = _strong(snapshot, layout)
    chosen = selected_layer(snapshot.model.selected) if strong else None
    drawn = _drawn(values)
    names, layers = element_names(layout), _layers(layout)
    curves, legend = [], []
    for number, (place, stroke) in enumerate(strong.items()):
        group = f"parameter {number}"
        curves.append(Curve(stroke, updates, values[:, place], (names[place],), group))
        legend.append(Entry(names[place], stroke, group=group))
    for group, text, stroke, among in _sets(layout, chosen, bool(strong)):
        columns = drawn[np.isin(layers[drawn], among)]
        if len(columns):
            curves.append(
                Curve(stroke, updates, values[:, _slice(columns)], tuple(names[c] for c in columns), group)
            )
            legend.append(Entry(text, stroke, group=group))
    return Figure(
        curves=tuple(curves[::-1]),
        y=linear(values[:, _slice(drawn)]),
        legend=tuple(legend),
        caption=f"{MOST} of {layout.size:,}" if layout.size > MOST else "",
        empty=empty,
        nearest=True,
    )


def _strong(snapshot: Snapshot, layout: Layout) -> dict[int, Stroke]:
    """Where the selected and the watched parameters lie, with a line for each."""
    labels = [snapshot.model.selected, *snapshot.model.marks.watched[: len(_WATCHED)]]
    places = dict.fromkeys(place for label in labels if (place := place_of(layout, label)) is not None)
    selected = place_of(layout, snapshot.model.selected)
    dashed = iter(_WATCHED)
    return {place: _SELECTED if place == selected else next(dashed) for place in places}


def _sets(layout: Layout, chosen: int | None, pale: bool) -> list[tuple[str, str, Stroke, tuple[int, ...]]]:
    """What lies behind the strong lines: group, words, line and layers."""
    every = tuple(range(1, layout.layers + 1))
    if not pale:
        return [
            (f"layer {layer}", f"layer {layer}" if layer == 1 else str(layer), _stroke(layer), (layer,))
            for layer in every
        ]
    rest = tuple(layer for layer in every if layer != chosen)
    sets = [("rest", "rest" if chosen else "others", _REST, rest)] if rest else []
    if chosen is not None:
        sets.insert(0, ("layer", f"layer {chosen}", _NEAR, (chosen,)))
    return sets


def place_of(layout: Layout, label: str | None) -> int | None:
    """Where ``"W2[3,2]"`` or ``"b1[2]"`` lies in theta; None for any other name.

    >>> from gdsim.core.layout import layout_of
    >>> place_of(layout_of((2, 4, 1), (True, True)), "W1[2,1]")
    2
    """
    match = _ELEMENT.fullmatch(label) if label else None
    block = layout.block(match[1]) if match else None
    if match is None or block is None:
        return None
    row, column = int(match[2]) - 1, int(match[3] or 1) - 1
    if row >= block.shape[0] or column >= block.shape[1]:
        return None
    return block.start + row * block.shape[1] + column


@cache
def element_names(layout: Layout) -> tuple[str, ...]:
    """The rich name of each parameter, in theta's order."""
    names = []
    for block in layout.blocks:
        written = rich_name(block.name)
        # A comma keeps 1,12 and 11,2 apart; one digit each needs none.
        comma = "," if max(block.shape) > 9 else ""
        for row in range(1, block.shape[0] + 1):
            for column in range(1, block.shape[1] + 1):
                index = str(row) if block.is_bias else f"{row}{comma}{column}"
                names.append(f"{written}<sub>{index}</sub>")
    return tuple(names)


@cache
def _layers(layout: Layout) -> np.ndarray:
    return np.concatenate([np.full(block.size, block.layer) for block in layout.blocks])


def _drawn(values: np.ndarray) -> np.ndarray:
    """Which columns are drawn, ascending."""
    if values.shape[1] <= MOST:
        return np.arange(values.shape[1])
    change = np.nan_to_num(values.max(axis=0) - values.min(axis=0), nan=np.inf)
    return np.sort(np.argpartition(-change, MOST)[:MOST])


def _slice(columns: np.ndarray) -> slice | np.ndarray:
    """Columns that lie together as a slice, which copies nothing."""
    first, last = int(columns[0]), int(columns[-1])
    return slice(first, last + 1) if last - first == len(columns) - 1 else columns


def _stroke(layer: int) -> Stroke:
    """A little transparent, so that many lines over each other stay lines."""
    return replace(layer_stroke(layer), opacity=0.7)

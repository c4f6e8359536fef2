"""Parameters: every weight and bias at the end of each epoch."""

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
_SELECTED = Stroke("action", 2.4)
_ELEMENT = re.compile(r"([Wb]\d+)\[(\d+)(?:,(\d+))?\]\Z")


def parameters(snapshot: Snapshot, run: Run) -> Figure:
    """All of them, layer by layer; the one that is pointed at is drawn strong."""
    layout = snapshot.program.layout
    values = within_reach(run.curves.parameters[: run.rows])
    label = snapshot.model.selected
    place = place_of(layout, label)
    chosen = selected_layer(label) if place is not None else None
    drawn = _drawn(values)
    names = element_names(layout)
    layers = _layers(layout)
    curves = []
    for layer in range(1, layout.layers + 1):
        columns = drawn[layers[drawn] == layer]
        if len(columns):
            stroke = _stroke(layer, chosen)
            curves.append(
                Curve(stroke, run.epoch_ends, values[:, _slice(columns)], tuple(names[c] for c in columns))
            )
    if place is not None:
        curves.append(Curve(_SELECTED, run.epoch_ends, values[:, place], (names[place],)))
    return Figure(
        curves=tuple(curves),
        y=linear(values[:, _slice(drawn)]),
        legend=_legend(layout, chosen, names[place] if place is not None else None),
        caption=f"{MOST} of {layout.size:,}" if layout.size > MOST else str(layout.size),
        empty="" if run.rows > 1 else EMPTY,
        nearest=True,
    )


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


def _stroke(layer: int, chosen: int | None) -> Stroke:
    """Half transparent, so that many lines over each other stay lines."""
    return replace(layer_stroke(layer), opacity=0.5 if chosen not in (None, layer) else 0.65)


def _legend(layout: Layout, chosen: int | None, name: str | None) -> tuple[Entry, ...]:
    first = (Entry(name, _SELECTED),) if name is not None else ()
    return first + tuple(
        Entry(f"layer {layer}" if layer == 1 else str(layer), _stroke(layer, chosen))
        for layer in range(1, layout.layers + 1)
    )

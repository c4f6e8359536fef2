"""Layer strokes: layers differ by dashes and tints of teal and grey; blue, orange and magenta mean other things."""

from __future__ import annotations

import re
from dataclasses import replace

from gdsim.ui.plots.figure import Entry, Stroke

_STROKES = (
    Stroke("muted", 1.0, (1.5, 2.5)),
    Stroke("action", 1.0),
    Stroke("text", 1.0, opacity=0.75),
    Stroke("action", 1.0, (6.0, 3.0)),
    Stroke("muted", 1.0),
    Stroke("text", 1.0, (6.0, 2.5, 1.5, 2.5)),
)
_SELECTED = re.compile(r"[A-Za-z_]*?(\d+)(?:\[|\Z)")


def selected_layer(label: str | None) -> int | None:
    """The layer of the number that is pointed at.

    >>> selected_layer("W2[3,2]"), selected_layer(None)
    (2, None)
    """
    found = _SELECTED.match(label) if label else None
    return int(found[1]) if found else None


def layer_stroke(layer: int, selected: int | None = None) -> Stroke:
    """The line of a layer, from 1; that of the selected one is strong."""
    stroke = _STROKES[(layer - 1) % len(_STROKES)]
    return replace(stroke, width=2.0, role="action", dash=(), opacity=1.0) if layer == selected else stroke


def layer_legend(layers: int, selected: int | None) -> tuple[Entry, ...]:
    """Each layer with its line; only the first says that it is one."""
    return tuple(
        Entry(
            f"layer {layer}" if layer == 1 else str(layer),
            layer_stroke(layer, selected),
            group=f"layer {layer}",
        )
        for layer in range(1, layers + 1)
    )

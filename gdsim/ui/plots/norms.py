"""Gradient norm and update size of each layer, update by update, on a logarithmic axis."""

from __future__ import annotations

import numpy as np

from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.figure import Curve, Figure
from gdsim.ui.plots.layer_strokes import layer_legend, layer_stroke, selected_layer
from gdsim.ui.plots.run import Run
from gdsim.ui.plots.scale import exponents, logarithmic


def gradient_norm(snapshot: Snapshot, run: Run) -> Figure:
    """‖g‖ of each layer: its weights and biases together."""
    return _norms(snapshot, run, run.curves.gradient_norms)


def update_size(snapshot: Snapshot, run: Run) -> Figure:
    """‖Δθ‖ of each layer: how far an update moved it."""
    return _norms(snapshot, run, run.curves.step_norms)


def _norms(snapshot: Snapshot, run: Run, sizes: np.ndarray) -> Figure:
    powers = exponents(sizes[: run.count])
    layers = powers.shape[1]
    chosen = selected_layer(snapshot.model.selected)
    return Figure(
        curves=tuple(
            Curve(
                layer_stroke(layer, chosen),
                run.updates,
                powers[:, layer - 1],
                (f"layer {layer}",),
                f"layer {layer}",
            )
            for layer in range(1, layers + 1)
        ),
        y=logarithmic(powers),
        legend=layer_legend(layers, chosen),
        caption="log",
        empty="" if run.count > 0 else "Each update adds a point: press Update or play",
        logarithmic=True,
    )

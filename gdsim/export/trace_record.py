"""Trace record: one update as the command line prints it, one row a sample."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdsim.core.experiment import LayerParameters
from gdsim.core.timeline import Timeline
from gdsim.core.trace import Trace


def parameter_records(layers: tuple[LayerParameters, ...]) -> list[dict[str, Any]]:
    """Weights row by row, and the bias; an empty list where a layer has none."""
    return [
        {
            "weights": [list(row) for row in layer.weights],
            "bias": list(layer.bias or ()),
        }
        for layer in layers
    ]


def trace_record(run: Timeline, trace: Trace, lines: bool = False) -> dict[str, Any]:
    """One update with all its intermediates, in the words of the command line's contract.

    Args:
        run: the run that the update belongs to.
        trace: the update.
        lines: add the program's lines.
    """
    position, layout = trace.position, trace.program.layout
    still = tuple(
        LayerParameters((), None if layer.bias is None else (0.0,) * len(layer.bias)) for layer in run.initial
    )
    record: dict[str, Any] = {
        "update": position.update,
        "epoch": position.epoch,
        "update_in_epoch": position.update_in_epoch,
        "learning_rate": float(trace["learning_rate"]),
        "batch": {
            "indices": position.batch.tolist(),
            "inputs": trace["x"].T.tolist(),
            "targets": trace["y"].T.tolist(),
        },
        "layers": [_layer(trace, layer) for layer in range(1, layout.layers + 1)],
        "loss": {
            "per_sample": trace["l"].tolist(),
            "value": float(trace["L"]),
            "penalty": float(trace.values.get("penalty", np.array(0.0))),
        },
        "gradient_norm": float(trace["gradient_norm"]),
        "parameters_before": parameter_records(run.layered(trace["theta"])),
        "step": parameter_records(layout.layered(trace["step"], still)),
        "parameters_after": parameter_records(run.layered(trace["theta_next"])),
        "memory": memory_record(trace),
    }
    if lines:
        record["lines"] = [
            {
                "line": number,
                "stage": line.stage.value,
                "layer": line.layer,
                "writes": line.writes,
                "formula": line.formula,
                "why": line.why,
            }
            for number, line in enumerate(trace.program.lines)
        ]
    return record


def memory_record(trace: Trace) -> dict[str, Any]:
    """The optimizer's memory after the update: layer by layer, or one number."""
    found = {}
    for name, written in trace.program.carry.items():
        if name != "theta":
            value = trace[written]
            found[name] = (
                float(value) if value.ndim == 0 else parameter_records(trace.program.layout.layered(value))
            )
    return found


def _layer(trace: Trace, layer: int) -> dict[str, Any]:
    # A bias that is fixed or absent is no parameter: there is no gradient of it in the program.
    gradient = trace.values.get(f"db{layer}")
    return {
        "layer": layer,
        **{name: trace[f"{name}{layer}"].T.tolist() for name in ("z", "a", "delta")},
        "dW": trace[f"dW{layer}"].tolist(),
        "db": [] if gradient is None else gradient[:, 0].tolist(),
    }

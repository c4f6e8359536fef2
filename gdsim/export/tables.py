"""Tables: what a run leaves in a folder: curves, parameters, the file that continues it, the summary."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from gdsim.core.experiment import Checkpoint, Experiment, frozen
from gdsim.core.timeline import Timeline
from gdsim.core.trace import State
from gdsim.export.json_line import json_line
from gdsim.files.replacing import replace_file
from gdsim.files.writing import write


def standing(run: Timeline, state: State) -> Experiment:
    """The experiment with its checkpoint at a state, so that a run goes on from exactly there."""
    layout = run.course.legs[0].program.layout
    memory = {
        name: float(value) if value.ndim == 0 else layout.layered(value)
        for name, value in state.memory.items()
    }
    return replace(
        run.experiment,
        network=replace(run.experiment.network, initial_parameters=run.initial),
        checkpoint=Checkpoint(state.update, run.layered(state.theta), frozen(memory)),
    )


def curves_table(run: Timeline) -> str:
    """One row an epoch as CSV; norms are means over the epoch's updates; row 0 is the start."""
    layers = range(1, run.course.legs[0].program.layout.layers + 1)
    head = ["epoch", "update", "loss_train", "loss_test", "accuracy_train", "accuracy_test"]
    head += [f"gradient_norm_{layer}" for layer in layers] + [f"step_norm_{layer}" for layer in layers]
    curves = run.curves
    gradient, step = curves.gradient_norm, curves.step_norm
    rows = (
        [
            *(int(curves.epochs[i]), int(curves.updates[i])),
            *(*curves.loss[i], *curves.accuracy[i], *gradient[i], *step[i]),
        ]
        for i in range(len(curves.epochs))
    )
    return _csv(head, rows)


def parameters_table(run: Timeline) -> str:
    """All weights and biases, one row an epoch, as CSV."""
    blocks = run.course.legs[0].program.layout.blocks
    names = []
    for block in blocks:
        for row in range(1, block.shape[0] + 1):
            if block.is_bias:
                names.append(f"{block.name}[{row}]")
            else:
                names += [f"{block.name}[{row},{column}]" for column in range(1, block.shape[1] + 1)]
    curves = run.curves
    kept = dict(zip(curves.parameter_rows.tolist(), curves.parameters, strict=True))
    rows = (
        # Of very many epochs not all parameters are kept: the others are replayed.
        [int(epoch), int(update), *(kept[i] if i in kept else run.state(int(update)).theta)]
        for i, (epoch, update) in enumerate(zip(curves.epochs, curves.updates, strict=True))
    )
    return _csv(["epoch", "update", *names], rows)


def write_run(folder: Path, run: Timeline, result: dict[str, Any]) -> None:
    """Write curves.csv, parameters.csv, final.gdsim and summary.json into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / "curves.csv", curves_table(run).encode())
    replace_file(folder / "parameters.csv", parameters_table(run).encode())
    write(folder / "final.gdsim", standing(run, run.state(run.updates)))
    replace_file(folder / "summary.json", (json_line(result, indent=1) + "\n").encode())


def _csv(head: list[str], rows: Iterable[list[float]]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(head)
    for row in rows:
        table.writerow(["" if math.isnan(value) else repr(value) if isinstance(value, int) else repr(float(value))
                        for value in row])  # fmt: skip
    return text.getvalue()

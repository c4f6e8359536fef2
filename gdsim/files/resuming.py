"""Resuming: whether a checkpoint fits the program that is in force where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from gdsim.core.compile import compile
from gdsim.core.experiment import Checkpoint, Experiment
from gdsim.files.messages import Fault
from gdsim.files.shapes import shape_faults


def checkpoint_faults(
    checkpoint: Checkpoint, courses: Sequence[tuple[int, Experiment]], inputs: int
) -> Iterator[Fault]:
    """What does not fit.

    Args:
        checkpoint: where the run stands.
        courses: (first update, experiment) as the amendments leave it, in the order of the updates.
        inputs: number of input columns.
    """
    in_force = [experiment for first, experiment in courses if first <= max(checkpoint.update, 1)][-1]
    yield from shape_faults(in_force.network, checkpoint.parameters, inputs, ("checkpoint", "parameters"))
    initial = compile(in_force, inputs).initial
    for name, value in checkpoint.memory.items():
        place = ("checkpoint", "memory", name)
        if name not in initial:
            keeps = f"keeps {', '.join(initial)}" if initial else "keeps nothing"
            yield Fault(place, f"is nothing that {in_force.optimizer.method} keeps: it {keeps}")
        elif (np.ndim(initial[name]) == 0) is not isinstance(value, (int, float)):
            wanted = "a number" if np.ndim(initial[name]) == 0 else "a list with an entry for each layer"
            yield Fault(place, f"must be {wanted}")
        elif not isinstance(value, (int, float)):
            yield from shape_faults(in_force.network, value, inputs, place, trained_only=True)
    missing = [name for name in initial if name not in checkpoint.memory]
    if missing and checkpoint.update > 0:
        reason = f"is missing: {in_force.optimizer.method} keeps {', '.join(initial)}"
        yield Fault(("checkpoint", "memory", missing[0]), reason)

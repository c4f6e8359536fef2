"""Checkpoints: where a run stands fits the network and the rule in force, and the run continues exactly."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gdsim.core.experiment import Checkpoint, Experiment, frozen, optimizer
from gdsim.core.registries import OPTIMIZERS
from gdsim.core.timeline import Timeline
from gdsim.files import arrays_of, parse_document, parse_text, samples_of, text_of


def test_a_checkpoint_that_fits_is_read(document: Any) -> None:
    """Parameters and memory come back as they stand in the file."""
    kept = parse_document(document, "ok", None).checkpoint
    assert kept is not None and kept.update == 2 and set(kept.memory) == {"m", "v"}


LAYERS = [{"weights": [[0, 0], [0, 0]], "bias": [0, 0]}, {"weights": [[0, 0]], "bias": [0]}]
BAD: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("parameters",), LAYERS[:1], "parameters: must have one entry for each of the 2 layers, not 1"),
    (("parameters", 0, "weights"), [[0, 0]], "parameters[0].weights: must have 2 rows"),
    (
        ("parameters", 0, "weights", 1),
        [0],
        "parameters[0].weights[1]: must have 2 numbers, one for each input",
    ),
    (("parameters", 1, "bias"), None, "parameters[1].bias: is missing"),
    (("memory", "w"), LAYERS, "memory.w: is nothing that adam keeps: it keeps m, v"),
    (("memory", "m"), 0.5, "memory.m: must be a list with an entry for each layer"),
    (("memory", "m"), LAYERS[:1], "memory.m: must have one entry for each of the 2 layers, not 1"),
    (("memory", "m", 0, "bias"), [0], "memory.m[0].bias: must have 2 numbers"),
    (("memory",), {"m": LAYERS}, "memory.v: is missing: adam keeps m, v"),
    (("memory", "m", 0, "wieghts"), [0], "memory.m[0].wieghts: is no known key; did you mean"),
    (("update",), -1, "update: must be a whole number from 0"),
]


@pytest.mark.parametrize(("place", "value", "start"), BAD, ids=lambda one: str(one)[:30])
def test_a_checkpoint_that_does_not_fit_is_refused(
    document: Any, change: Any, refused: Any, place: Any, value: Any, start: str
) -> None:
    """What does not fit the network or the rule is named."""
    bad = change(copy.deepcopy(document), ("checkpoint", *place), value)
    assert refused(bad).startswith(f"checkpoint.{start}")


def test_a_checkpoint_needs_the_memory_of_its_rule(document: Any, refused: Any) -> None:
    """After a change of method the memory is the new method's; a plain number is one number in all."""
    document["amendments"] = [{"update": 2, "set": "optimizer.method", "to": "nadam"}]
    assert refused(document) == "checkpoint.memory.mu_product: is missing: nadam keeps m, v, mu_product"
    document["checkpoint"]["memory"]["mu_product"] = LAYERS
    assert refused(document) == "checkpoint.memory.mu_product: must be a number"
    document["checkpoint"]["memory"]["mu_product"] = 1
    assert parse_document(document, "ok", None).checkpoint is not None
    document["checkpoint"] |= {"update": 1}
    assert refused(document).startswith("checkpoint.memory.mu_product: is nothing that adam keeps")


def stopped(experiment: Experiment, updates: int) -> tuple[Timeline, Experiment]:
    """A run after some updates, and the experiment with that as its checkpoint."""
    run = Timeline(experiment, arrays_of(samples_of(experiment), experiment), resume=False)
    run.advance(updates)
    state, layout = run.state(updates), run.course.legs[0].program.layout
    memory = {name: float(v) if np.ndim(v) == 0 else layout.layered(v) for name, v in state.memory.items()}
    return run, replace(experiment, checkpoint=Checkpoint(updates, run.layered(state.theta), frozen(memory)))


@pytest.mark.parametrize("method", [key for key, one in OPTIMIZERS.items() if one.rule])
@pytest.mark.parametrize("bias", [True, False, "fixed"])
def test_a_saved_run_continues_exactly(bare: Any, method: str, bias: Any) -> None:
    """Saved, read and continued, a run gives the same bits as in one go, with every optimizer."""
    bare["network"]["layers"][0]["bias"] = bias
    experiment = replace(parse_document(bare, "ok", None), optimizer=optimizer(method, weight_decay=0.01))
    run, standing = stopped(experiment, 5)
    continued = parse_text(text_of(standing), "saved", None)
    assert continued == standing
    run.advance(7)
    again = Timeline(continued, arrays_of(samples_of(continued), continued))
    again.advance(7)
    assert again.updates == run.updates == 12
    assert again.parameters == run.parameters

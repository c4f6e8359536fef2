"""The trace record: the shape that the command line promises."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gdsim.core.experiment import Sampling, optimizer
from gdsim.core.timeline import Timeline
from gdsim.export.trace_record import trace_record
from tests.oracle.small import ids, optimizers, small

ALL = optimizers()
KEYS = [
    "update", "epoch", "update_in_epoch", "learning_rate", "batch", "layers", "loss", "gradient_norm",
    "parameters_before", "step", "parameters_after", "memory",
]  # fmt: skip


def record(update=2, lines=False, **more):
    """The record of one update of a small run."""
    run = Timeline(*small(samples=5, sampling=Sampling("mini_batch", "shuffle", 2), **more))
    return trace_record(run, run.trace(update), lines)


def shape(layers):
    """The shapes of parameters layer by layer."""
    return [(np.shape(layer["weights"]), np.shape(layer["bias"])) for layer in layers]


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_a_trace_record_has_the_contracts_keys_and_shapes(chosen):
    """Keys and shapes of the contract; rows are samples; it is JSON and nothing in it is NaN."""
    found = record(chosen=chosen, update=3)
    assert list(found) == KEYS
    again = json.loads(json.dumps(found, allow_nan=False))
    assert again == found
    assert (found["update"], found["epoch"], found["update_in_epoch"]) == (3, 1, 3)
    assert np.shape(found["batch"]["inputs"]) == (1, 2) and np.shape(found["batch"]["targets"]) == (1, 2)
    assert [list(layer) for layer in found["layers"]] == [["layer", "z", "a", "delta", "dW", "db"]] * 2
    for layer, (units, inputs) in zip(found["layers"], ((3, 2), (2, 3)), strict=True):
        assert all(np.shape(layer[name]) == (1, units) for name in ("z", "a", "delta"))
        assert np.shape(layer["dW"]) == (units, inputs) and np.shape(layer["db"]) == (units,)
    assert list(found["loss"]) == ["per_sample", "value", "penalty"] and np.shape(
        found["loss"]["per_sample"]
    ) == (1,)
    expected = [((3, 2), (3,)), ((2, 3), (2,))]
    for key in ("parameters_before", "step", "parameters_after"):
        assert shape(found[key]) == expected
    for kept in found["memory"].values():
        assert isinstance(kept, float) or shape(kept) == expected


def test_numbers_fit_together():
    """Before plus step is after, the norm is that of dW and db, the loss is the mean of its samples."""
    found = record(update=1, l2=0.5)
    for before, step, after in zip(
        found["parameters_before"], found["step"], found["parameters_after"], strict=True
    ):
        np.testing.assert_allclose(np.add(before["weights"], step["weights"]), after["weights"], rtol=1e-15)
        np.testing.assert_allclose(np.add(before["bias"], step["bias"]), after["bias"], rtol=1e-15)
    parts = [np.ravel(layer[name]) for layer in found["layers"] for name in ("dW", "db")]
    assert found["gradient_norm"] == pytest.approx(np.linalg.norm(np.concatenate(parts)), rel=1e-13)
    assert found["loss"]["value"] == pytest.approx(np.mean(found["loss"]["per_sample"]), rel=1e-14)
    squares = sum(np.sum(np.square(layer["weights"])) for layer in found["parameters_before"])
    assert found["loss"]["penalty"] == pytest.approx(0.25 * squares, rel=1e-13)


@pytest.mark.parametrize(("bias", "db"), [(False, 0), ("fixed", 0), (True, 3)])
def test_untrained_biases_have_no_gradient_and_no_step(bias, db):
    """Without trained biases db is empty; kept biases are shown, and their step is 0."""
    found = record(bias=bias)
    assert len(found["layers"][0]["db"]) == db
    if bias == "fixed":
        assert found["step"][0]["bias"] == [0.0] * 3
        assert found["parameters_before"][0]["bias"] == found["parameters_after"][0]["bias"] != [0.0] * 3
    elif bias is False:
        assert found["step"][0]["bias"] == [] and found["parameters_after"][0]["bias"] == []


def test_memory_is_that_after_the_update():
    """The memory is what the update has written: Adam's first m is a tenth of the gradient."""
    found = record(update=1, chosen=optimizer("adam"))
    assert list(found["memory"]) == ["m", "v"]
    np.testing.assert_allclose(
        found["memory"]["m"][0]["weights"], np.multiply(0.1, found["layers"][0]["dW"]), rtol=1e-12
    )
    assert isinstance(record(chosen=optimizer("nadam"))["memory"]["mu_product"], float)


def test_lines_tell_stage_name_formula_and_reason():
    """With lines, each line of the program by number, stage, layer, name, formula and reason."""
    found = record(lines=True)["lines"]
    assert [line["line"] for line in found] == list(range(len(found)))
    assert list(found[0]) == ["line", "stage", "layer", "writes", "formula", "why"]
    assert found[0] == {
        "line": 0, "stage": "sample", "layer": None, "writes": "x", "formula": "columns(X, batch)",
        "why": "Take the inputs of the samples in this batch.",
    }  # fmt: skip
    stages = list(dict.fromkeys(line["stage"] for line in found))
    assert stages == ["sample", "forward", "loss", "backprop", "update"]

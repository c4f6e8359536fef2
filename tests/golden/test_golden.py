"""91 runs by PyTorch in float64: everything that a trace shows is the same."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from gdsim.export.trace_record import trace_record
from gdsim.files import parse_document
from gdsim.library import timeline

CASES = json.loads(Path(__file__).with_name("cases.json").read_text())["cases"]
RTOL, ATOL = 1e-9, 1e-11


def flat(value):
    """Every number in a record, in the order of its keys."""
    if isinstance(value, dict):
        return [entry for key in sorted(value) for entry in flat(value[key])]
    return [entry for part in value for entry in flat(part)] if isinstance(value, list) else [float(value)]


def same(got, want, name):
    """Equal within the tolerance of the command-line check, number by number."""
    got, want = flat(got), flat(want)
    assert len(got) == len(want), name
    for one, other in zip(got, want, strict=True):
        assert math.isfinite(one) and abs(one - other) <= ATOL + RTOL * abs(other), (
            f"{name}: {one!r}, not {other!r}"
        )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_as_pytorch(case):
    """z, a, delta, dW, db, loss, learning rate, norm and parameters of updates 1, 2, 3 and 20 are PyTorch's."""
    run = timeline(parse_document(case["experiment"], case["id"], None), resume=False)
    run.advance(20)
    expect = case["expect"]
    for update in (1, 2, 3, 20):
        found = trace_record(run, run.trace(update))
        same(found["learning_rate"], expect["learning_rate"][update - 1], f"learning rate {update}")
        same(found["loss"]["value"], expect["loss"][update - 1], f"loss {update}")
        same(found["parameters_after"], expect["parameters_after"][str(update)], f"parameters after {update}")
        if update <= len(expect["updates"]):
            truth = expect["updates"][update - 1]
            for key in {"z", "a", "delta", "dW", "db"} & set(truth):
                same([layer[key] for layer in found["layers"]], truth[key], f"{key} of update {update}")
            same(found["gradient_norm"], truth["grad_norm"], f"norm of update {update}")


def test_every_case_is_there():
    """The reference has 91 runs, each with its own name; a lost file does not pass as a success."""
    assert len(CASES) == 91 == len({case["id"] for case in CASES})

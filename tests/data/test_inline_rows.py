"""Inline rows: complete checks, each fault under its own field."""

from __future__ import annotations

from typing import Any

import pytest

from gdsim.core.stream import Stream
from gdsim.data.dataset import DataError, Table
from gdsim.data.registries import DATASETS

GOOD = {"inputs": [[0, 1], [1, 0.5]], "targets": [[1], [0]]}


def made(**settings: Any) -> Table:
    """Two given rows, with other settings."""
    return DATASETS["inline"].table({**GOOD, **settings}, Stream(1, "data"))


def test_rows_are_taken_as_they_are() -> None:
    """Inputs, targets and test rows keep every number."""
    table = made(test_inputs=[[3, 4]], test_targets=[[5]])
    assert table.inputs.tolist() == GOOD["inputs"] and table.features == ("x1", "x2")
    assert table.targets is not None and table.targets.tolist() == GOOD["targets"]
    assert table.test is not None and table.test.inputs.tolist() == [[3, 4]]


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"inputs": []}, "data.inputs"),
        ({"inputs": None}, "data.inputs"),
        ({"inputs": "abc"}, "data.inputs"),
        ({"inputs": {"0": [1]}}, "data.inputs"),
        ({"inputs": [1, 2]}, "data.inputs[0]"),
        ({"inputs": [[], []]}, "data.inputs[0]"),
        ({"inputs": [[0, 1], [1]]}, "data.inputs[1]"),
        ({"inputs": [[0, 1], [1, 2, 3]]}, "data.inputs[1]"),
        ({"inputs": [[0, 1], "ab"]}, "data.inputs[1]"),
        ({"inputs": [[0, 1], [1, True]]}, "data.inputs[1][1]"),
        ({"inputs": [[0, 1], [1, "2"]]}, "data.inputs[1][1]"),
        ({"inputs": [[0, 1], [1, None]]}, "data.inputs[1][1]"),
        ({"inputs": [[0, float("nan")], [1, 2]]}, "data.inputs[0][1]"),
        ({"inputs": [[0, 1], [float("inf"), 2]]}, "data.inputs[1][0]"),
        ({"inputs": [[0, 1], [10**400, 2]]}, "data.inputs[1][0]"),
        ({"inputs": [[0, 1], [10**5000, 2]]}, "data.inputs[1][0]"),
        ({"inputs": [[0] * 257] * 2}, "data.inputs[0]"),
        ({"targets": [[1]]}, "data.targets"),
        ({"targets": [1, 0]}, "data.targets[0]"),
        ({"test_inputs": [[1, 2]]}, "data.test_targets"),
        ({"test_targets": [[1]]}, "data.test_inputs"),
        ({"test_inputs": [[1]], "test_targets": [[1]]}, "data.test_inputs"),
        ({"test_inputs": [[1, 2]], "test_targets": [[1, 2]]}, "data.test_targets"),
        ({"test_inputs": [[1, 2], [3, 4]], "test_targets": [[1]]}, "data.test_targets"),
        ({"labels": [0, 1]}, "data.labels"),
    ],
)
def test_a_bad_row_is_refused_under_its_field(settings: dict, field: str) -> None:
    """The error names the row or the cell, in one short line."""
    with pytest.raises(DataError) as caught:
        made(**settings)
    assert caught.value.field == field
    assert len(str(caught.value)) < 200 and "\n" not in str(caught.value)


@pytest.mark.parametrize("missing", ["inputs", "targets"])
def test_inline_inputs_and_targets_are_required(missing: str) -> None:
    """Inputs and targets have no default: without them the rows are refused, by the field that is missing."""
    rest = {key: value for key, value in GOOD.items() if key != missing}
    with pytest.raises(DataError, match=rf"data\.{missing}: is missing"):
        DATASETS["inline"].table(rest, Stream(1, "data"))


def test_one_and_256_inputs_are_within_the_limits() -> None:
    """One row of one input, and 256 inputs, are within the limits."""
    assert made(inputs=[[1]], targets=[[2]]).features == ("x",)
    assert made(inputs=[[0.5] * 256], targets=[[2]]).inputs.shape == (1, 256)

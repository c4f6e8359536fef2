"""Tables and summary: what a run leaves behind as text."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from gdsim.core.experiment import Sampling, activation, optimizer
from gdsim.core.timeline import Arrays, Timeline
from gdsim.export.json_line import json_line
from gdsim.export.summary import summary, told
from gdsim.export.tables import curves_table, parameters_table, standing, write_run
from gdsim.files import read
from gdsim.library import timeline
from tests.oracle.small import bits, small


@pytest.fixture
def run():
    """Two epochs and one update with Adam."""
    found = Timeline(
        *small(samples=6, sampling=Sampling("mini_batch", "shuffle", 3), chosen=optimizer("adam"))
    )
    found.advance(5)
    return found


def rows(text):
    """The rows of a CSV text by their heads."""
    return list(csv.DictReader(io.StringIO(text)))


def test_curves_table_has_one_exact_row_an_epoch(run):
    """One row an epoch, the start included; every number gives the same float back, and what is not there is empty."""
    found = rows(curves_table(run))
    assert [(row["epoch"], row["update"]) for row in found] == [("0", "0"), ("1", "2"), ("2", "4")]
    assert [float(row["loss_train"]) for row in found] == run.curves.loss[:, 0].tolist()
    assert [float(row["loss_test"]) for row in found] == run.curves.loss[:, 1].tolist()
    assert {row["accuracy_train"] for row in found} == {""} and found[0]["gradient_norm_1"] == ""
    assert [float(row["step_norm_2"]) for row in found[1:]] == run.curves.step_norm[1:, 1].tolist()


def test_parameters_table_has_one_column_a_parameter(run):
    """One column a parameter, counted from 1 as on the screen, in theta's order."""
    found = rows(parameters_table(run))
    names = list(found[0])
    assert names[:6] == ["epoch", "update", "W1[1,1]", "W1[1,2]", "W1[2,1]", "W1[2,2]"]
    assert names[8:11] == ["b1[1]", "b1[2]", "b1[3]"] and len(names) == 2 + 17
    for row, theta in zip(found, run.curves.parameters, strict=True):
        assert [float(row[name]) for name in names[2:]] == theta.tolist()


def test_a_standing_run_goes_on_exactly(run):
    """The checkpoint has the state, the memory, and the first parameters that the run began with."""
    kept = standing(run, run.state(3))
    assert kept.checkpoint.update == 3 and set(kept.checkpoint.memory) == {"m", "v"}
    assert kept.network.initial_parameters == run.initial
    assert bits(Timeline(kept, run.arrays).state(3)) == bits(run.state(3))


def test_a_written_run_has_four_files_and_continues(run, tmp_path):
    """The folder has all four files, and the experiment in it continues exactly."""
    write_run(tmp_path / "new", run, summary(run, 0, 0.5))
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == [
        "curves.csv", "final.gdsim", "parameters.csv", "summary.json",
    ]  # fmt: skip
    again = timeline(read(tmp_path / "new" / "final.gdsim"))
    again.advance(4)
    run.advance(4)
    assert bits(again.state(9)) == bits(run.state(9))
    assert json.loads((tmp_path / "new" / "summary.json").read_text())["updates"] == 5


def test_summary_without_classes_has_no_accuracy(run):
    """The record of ``gdsim run --json``: accuracy is null where there are no classes."""
    found = summary(run, 2, 0.5)
    assert list(found) == [
        "updates", "epochs", "seconds", "updates_per_second", "executor", "loss", "accuracy", "parameters",
    ]  # fmt: skip
    assert (found["updates"], found["epochs"], found["updates_per_second"]) == (3, 3, 6.0)
    assert found["accuracy"] is None and set(found["loss"]) == {"train", "test"}
    assert summary(run, 5, 0.0)["updates_per_second"] == 0.0


def test_summary_with_classes_has_accuracy_as_a_share():
    """With classes accuracy is a share, and the sentence says it in per cent."""
    experiment, arrays = small(output=activation("sigmoid"), loss_key="binary_cross_entropy", outputs=1)
    run = Timeline(experiment, Arrays(arrays.x, arrays.y, arrays.x_test, arrays.y_test, classes=True))
    run.advance(3)
    found = summary(run, 0, 1.0)
    assert 0 <= found["accuracy"]["train"] <= 1
    assert "accuracy train" in told(found) and "%" in told(found) and "3 updates, epoch 3" in told(found)


def test_json_has_null_for_what_is_not_finite():
    """What is not finite becomes null, at any depth, NumPy's floats too."""
    found = json_line({"a": [float("nan"), 1.5, (np.inf,)], "b": {"c": -np.inf}, "d": np.float64("nan")})
    assert json.loads(found) == {"a": [None, 1.5, [None]], "b": {"c": None}, "d": None}

"""Preparing: split, scaling and coding, as training reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gdsim.core.stream import Stream
from gdsim.data.dataset import DataError
from gdsim.data.prepare import Samples, prepare
from gdsim.data.registries import DATASETS


@dataclass(frozen=True)
class Choice:
    """What an experiment says about its data."""

    source: str
    settings: dict[str, Any] = field(default_factory=dict)
    test_fraction: float | None = None
    scaling: str = "none"
    folder: Path | None = None


SOURCES = [key for key, dataset in DATASETS.items() if not dataset.fields]
EVERY = pytest.mark.parametrize("source", SOURCES)


def outputs_of(source: str) -> int:
    """How many outputs a source asks for."""
    table = DATASETS[source].table({}, Stream(7, "data"))
    return len(table.classes) or len(table.outputs)


def given(rows: list[list[float]], scaling: str = "none", **settings: Any) -> Samples:
    """Samples from given rows."""
    targets = [[float(place)] for place in range(len(rows))]
    return prepare(Choice("inline", {"inputs": rows, "targets": targets} | settings, None, scaling), 7, 1)


@EVERY
@pytest.mark.parametrize("scaling", ["none", "standardize", "min_max"])
def test_arrays_are_contiguous_float64_columns(source: str, scaling: str) -> None:
    """Every source gives C-contiguous float64 columns, with names and labels that fit."""
    made = prepare(Choice(source, scaling=scaling), 7, outputs_of(source))
    for x, y, labels in ((made.x, made.y, made.labels), (made.x_test, made.y_test, made.labels_test)):
        assert x.shape[0] == len(made.features) and y.shape[0] == len(made.outputs)
        assert x.shape[1] == y.shape[1]
        for array in (x, y):
            assert array.dtype == np.float64 and array.flags.c_contiguous and np.isfinite(array).all()
        if labels is not None:
            assert np.array_equal(np.argmax(y, axis=0), labels)


@EVERY
@pytest.mark.parametrize("fraction", [None, 0, 0.25, 0.9])
def test_split_partitions_the_rows(source: str, fraction: float | None) -> None:
    """Each row is trained on or tested on, never both, and both parts keep the source's order."""
    made = prepare(Choice(source, test_fraction=fraction), 7, outputs_of(source))
    table = DATASETS[source].table({}, Stream(7, "data"))
    share = 0.2 if fraction is None else fraction
    assert len(made.rows_test) == round(share * table.rows)
    assert sorted([*made.rows, *made.rows_test]) == list(range(table.rows))
    assert (np.diff(made.rows) > 0).all() and (np.diff(made.rows_test) > 0).all()
    assert np.array_equal(made.x, table.inputs[made.rows].T)
    assert np.array_equal(made.x_test, table.inputs[made.rows_test].T)


def test_split_is_the_documented_one() -> None:
    """The test rows are the first of the stream's permutation, so that others can reproduce them."""
    made = prepare(Choice("line", {"samples": 50}, 0.3), 11, 1)
    assert made.rows_test.tolist() == sorted(Stream(11, "split").permutation(50)[:15].tolist())


def test_at_least_one_row_stays_for_training() -> None:
    """However large the fraction and small the table, there is something to train on, and a note says so."""
    made = prepare(Choice("inline", {"inputs": [[1], [2]], "targets": [[1], [2]]}, 0.9), 7, 1)
    assert (made.x.shape[1], made.x_test.shape[1]) == (1, 1)
    assert "one row is kept for training" in made.notes


def test_given_rows_are_not_split() -> None:
    """Inline rows are all for training unless the experiment asks otherwise, and given test rows are kept."""
    assert given([[1], [2], [3]]).x.tolist() == [[1, 2, 3]]
    made = given([[1], [3]], "min_max", test_inputs=[[5]], test_targets=[[6]])
    assert (made.x_test.tolist(), made.y_test.tolist(), made.rows_test.tolist()) == ([[2]], [[6]], [0])
    with pytest.raises(DataError, match=r"data\.test_fraction: must be left out"):
        prepare(
            Choice(
                "inline",
                {"inputs": [[1]], "targets": [[1]], "test_inputs": [[1]], "test_targets": [[1]]},
                test_fraction=0.5,
            ),
            *(7, 1),
        )


@EVERY
def test_scaling_looks_at_training_rows_only(source: str) -> None:
    """Training inputs have mean 0 and deviation 1, or range 0 to 1; test rows only follow, targets never."""
    plain = prepare(Choice(source), 7, outputs_of(source))
    normal = prepare(Choice(source, scaling="standardize"), 7, outputs_of(source))
    unit = prepare(Choice(source, scaling="min_max"), 7, outputs_of(source))
    assert np.allclose(normal.x.mean(axis=1), 0) and np.allclose(normal.x.std(axis=1), 1)
    assert np.allclose(unit.x.min(axis=1), 0) and np.allclose(unit.x.max(axis=1), 1)
    assert np.allclose(normal.scaling.offset, plain.x.mean(axis=1))
    for made in (normal, unit):
        assert np.array_equal(made.y, plain.y)
        assert np.allclose(made.scaling.restore(made.x_test.T), plain.x_test.T)


@pytest.mark.parametrize("scaling", ["standardize", "min_max"])
def test_constant_and_huge_inputs_are_scaled_to_finite(scaling: str) -> None:
    """Case 22: a constant input is only shifted, told in a note; 1e300 neither overflows nor divides by 0."""
    with np.errstate(all="raise", under="ignore"):
        made = given([[0.1, 1e300], [0.1, -1e300], [0.1, 0.0]], scaling)
    assert made.x[0].tolist() == [0, 0, 0] and made.scaling.factor[0] == 1
    assert np.isfinite(made.x).all() and np.ptp(made.x[1]) >= 1
    assert any("x1 is constant" in note for note in made.notes)


def test_inputs_too_far_apart_are_refused() -> None:
    """A spread beyond float64 is refused instead of becoming infinite."""
    with pytest.raises(DataError, match=r"data\.scaling: the values of x lie too far apart"):
        given([[1.7e308], [-1.7e308]], "min_max")


@pytest.mark.parametrize("codes", [(0.0, 1.0), (-1.0, 1.0)])
def test_classes_are_coded_as_the_loss_wants(codes: tuple[float, float]) -> None:
    """One output is the code of the class; more are one-hot, in the loss's own codes."""
    choice = Choice("xor", {"samples": 4, "noise": 0.0}, test_fraction=0)
    one, two = prepare(choice, 7, 1, codes), prepare(choice, 7, 2, codes)
    no, yes = codes
    assert one.y.tolist() == [[no, yes, yes, no]]
    assert two.y.tolist() == [[yes, no, no, yes], [no, yes, yes, no]]
    assert two.outputs == two.classes == ("0", "1")


@pytest.mark.parametrize(
    ("source", "outputs", "message"),
    [
        ("gaussians", 2, "the data have 3 classes (A, B, C), so the last layer needs 3 units, not 2"),
        ("gaussians", 1, "the data have 3 classes (A, B, C), so the last layer needs 3 units, not 1"),
        ("xor", 3, "the data have 2 classes (0, 1), so the last layer needs 1 or 2 units, not 3"),
        ("line", 2, "the data have 1 target (y), so the last layer needs 1 unit, not 2"),
    ],
)
def test_outputs_that_do_not_fit_name_both_numbers(source: str, outputs: int, message: str) -> None:
    """Case 6: the error names both, what the data have and what the network has."""
    with pytest.raises(DataError) as caught:
        prepare(Choice(source), 7, outputs)
    assert (caught.value.field, caught.value.message) == ("network.layers", message)


@pytest.mark.parametrize(
    ("choice", "field_name"),
    [
        (Choice("two_moon"), "data.source"),
        (Choice("os.system"), "data.source"),
        (Choice("line", scaling="log"), "data.scaling"),
        (Choice("line", test_fraction=0.95), "data.test_fraction"),
        (Choice("line", test_fraction=-0.1), "data.test_fraction"),
        (Choice("line", test_fraction=float("nan")), "data.test_fraction"),
        (Choice("line", {"path": "x.csv"}), "data.path"),
        (Choice("csv"), "data.path"),
        (Choice("csv", {"path": "x.csv", "task": "guess"}), "data.task"),
        (Choice("csv", {"path": "x.csv", "features": "a"}), "data.features"),
        (Choice("csv", {"path": "x.csv", "features": [1]}), "data.features[0]"),
        (Choice("csv", {"path": "x.csv", "target": 3}), "data.target"),
    ],
)
def test_a_setting_that_cannot_be_used_names_its_field(choice: Choice, field_name: str) -> None:
    """Each setting that cannot be used is named by its dotted path."""
    with pytest.raises(DataError) as caught:
        prepare(choice, 7, 1)
    assert caught.value.field == field_name


def test_a_csv_beside_the_experiment_is_prepared(tmp_path: Path) -> None:
    """A CSV file goes the whole way, its notes included."""
    (tmp_path / "sizes.csv").write_text("height;weight;sex\n1,6;55;f\n1,8;80;m\n", encoding="utf-8")
    choice = Choice("csv", {"path": "sizes.csv"}, 0, folder=tmp_path)
    made = prepare(choice, 7, 1)
    assert made.x.tolist() == [[1.6, 1.8], [55, 80]] and made.classes == ("f", "m")
    assert made.y.tolist() == [[0, 1]] and any("decimal comma" in note for note in made.notes)

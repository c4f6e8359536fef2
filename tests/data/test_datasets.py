"""What holds for every data set, and the few things that single ones promise."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.stream import Stream
from gdsim.data.dataset import DataError, Dataset, Table
from gdsim.data.registries import DATASETS

GENERATORS = [dataset for dataset in DATASETS.values() if not dataset.fields and dataset.key != "bundled"]
EVERY = pytest.mark.parametrize("dataset", GENERATORS, ids=lambda dataset: dataset.key)


def made(dataset: Dataset, seed: int = 7, **settings: object) -> Table:
    """A table of a generator."""
    return dataset.table(settings, Stream(seed, "data"))


def learned(table: Table) -> np.ndarray:
    """What is to be learned from a table."""
    values = table.targets if table.targets is not None else table.labels
    assert values is not None
    return values


def test_the_registry_finds_every_promised_source_in_order() -> None:
    """The registry finds every source that the experiment file promises, in teaching order, before any other."""
    promised = [
        *("two_moons", "circles", "xor", "spirals", "gaussians", "line", "sine", "polynomial", "plane"),
        *("ravine", "bundled", "csv", "inline"),
    ]
    assert list(DATASETS)[: len(promised)] == promised


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda dataset: dataset.key)
def test_every_dataset_has_source_meanings_and_valid_defaults(dataset: Dataset) -> None:
    """Every declaration cites its source, names its settings and has defaults within their range."""
    assert dataset.source.endswith(".") and dataset.name
    assert all(parameter.fault(parameter.default) is None for parameter in dataset.parameters)
    assert all(parameter.symbol.meaning for parameter in dataset.parameters)
    assert all(field.meaning for field in dataset.fields)


@EVERY
@pytest.mark.parametrize("count", [2, 3, 50])
def test_a_generator_makes_the_rows_asked_for(dataset: Dataset, count: int) -> None:
    """A generator makes the rows asked for: finite, float64, of the task that it declares."""
    table = made(dataset, samples=count)
    assert table.inputs.shape == (count, len(table.features))
    assert table.inputs.dtype == np.float64 and np.isfinite(table.inputs).all()
    assert (dataset.task == "regression") == (table.targets is not None)
    if table.targets is not None:
        assert table.targets.dtype == np.float64 and np.isfinite(table.targets).all()
    if table.labels is not None:
        assert table.labels.dtype == np.int64
        assert table.labels.min() >= 0 and table.labels.max() < len(table.classes)


@EVERY
def test_the_same_seed_makes_the_same_numbers(dataset: Dataset) -> None:
    """A seed names its numbers: the same one repeats them, another one gives others."""
    first, again, other = made(dataset), made(dataset), made(dataset, seed=8)
    assert np.array_equal(first.inputs, again.inputs) and np.array_equal(learned(first), learned(again))
    assert not np.array_equal(first.inputs, other.inputs)


@EVERY
def test_classes_are_balanced(dataset: Dataset) -> None:
    """No class has more than one sample more than another; a regression has none."""
    table = made(dataset, samples=101)
    assert (table.labels is None) is (dataset.task == "regression")
    if table.labels is not None:
        counts = np.bincount(table.labels, minlength=len(table.classes))
        assert counts.max() - counts.min() <= 1


@EVERY
def test_noise_scatters_and_changes_nothing_else(dataset: Dataset) -> None:
    """Noise 0 and noise 1 share everything but the noise."""
    calm, loud = made(dataset, noise=0.0), made(dataset, noise=1.0)
    regression = dataset.task == "regression"
    same, moved = (calm.inputs, learned(calm)) if regression else (learned(calm), calm.inputs)
    same_loud, moved_loud = (loud.inputs, learned(loud)) if regression else (learned(loud), loud.inputs)
    assert np.array_equal(same, same_loud)
    assert 0.8 < np.std(moved_loud - moved) < 1.2


@EVERY
def test_settings_out_of_range_are_refused_by_name(dataset: Dataset) -> None:
    """A value out of its range and an unknown setting are refused by their names."""
    with pytest.raises(DataError, match=r"data\.samples: must be a whole number from 2 to .*, not 1"):
        made(dataset, samples=1)
    with pytest.raises(DataError, match=r"data\.sampels: .*did you mean samples"):
        made(dataset, sampels=10)


def test_xor_is_the_truth_table() -> None:
    """Four samples without noise are exactly the four rows of the truth table."""
    table = made(DATASETS["xor"], samples=4, noise=0)
    assert table.inputs.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert learned(table).tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("classes", range(2, 7))
def test_gaussians_have_as_many_classes_as_asked(classes: int) -> None:
    """Two to six clouds, each around its own place on the unit circle."""
    table = made(DATASETS["gaussians"], classes=classes, noise=0, samples=12)
    assert len(table.classes) == classes == len(np.unique(table.inputs.round(9), axis=0))
    assert np.allclose(np.hypot(*table.inputs.T), 1)


def test_polynomial_of_degree_three_is_as_declared() -> None:
    """Degree 3 is 4x³ − 3x, as the declaration says."""
    table = made(DATASETS["polynomial"], noise=0)
    assert np.allclose(learned(table), 4 * table.inputs**3 - 3 * table.inputs)


@pytest.mark.parametrize("condition", [1.0, 100.0, 10000.0])
def test_ravine_is_as_narrow_as_asked(condition: float) -> None:
    """The Hessian of the squared loss of a linear model has the condition number asked for, up to sampling."""
    table = made(DATASETS["ravine"], samples=20_000, condition=condition)
    low, high = np.linalg.eigvalsh(table.inputs.T @ table.inputs / table.rows)
    assert high / low == pytest.approx(condition, rel=0.1)

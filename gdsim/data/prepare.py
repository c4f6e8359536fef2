"""From a choice of data to the arrays that training reads: made, split, scaled and coded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from gdsim.core.parameter import shown
from gdsim.core.stream import Stream
from gdsim.data.coding import coded, output_names
from gdsim.data.dataset import Dataset
from gdsim.data.error import DataError
from gdsim.data.registries import DATASETS
from gdsim.data.scaling import Scaling
from gdsim.data.table import Table


class DataChoice(Protocol):
    """What an experiment says about its data."""

    @property
    def source(self) -> str: ...
    @property
    def settings(self) -> Mapping[str, Any]: ...
    @property
    def test_fraction(self) -> float | None: ...
    @property
    def scaling(self) -> str: ...
    @property
    def folder(self) -> Path | None: ...


@dataclass(frozen=True)
class Samples:
    """The samples of an experiment; columns are samples, as in the program.

    Args:
        x, y: (n_in, N) and (n_out, N) for training, C-contiguous float64, N ≥ 1.
        x_test, y_test: the same for testing; N may be 0.
        labels, labels_test: (N,) int64 numbers into ``classes``; None where the targets are numbers.
        classes: the names of the classes; empty where the targets are numbers.
        features, outputs: the names of the inputs and of the network's outputs.
        rows, rows_test: (N,) int64, the numbers of the rows in the table, from 0, ascending; rows that the source
            gives for testing are counted by themselves.
        notes: what the reader should know, one sentence each.
        scaling: how the inputs were scaled; the targets never are.
    """

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    labels: np.ndarray | None
    labels_test: np.ndarray | None
    classes: tuple[str, ...]
    features: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: np.ndarray
    rows_test: np.ndarray
    notes: tuple[str, ...]
    scaling: Scaling


def prepare(
    data: DataChoice, seed: int, outputs: int, class_codes: tuple[float, float] = (0.0, 1.0)
) -> Samples:
    """Make, split, scale and code the samples of an experiment.

    Args:
        data: source, settings, test fraction and scaling, as the experiment has them.
        seed: the experiment's; the same seed gives the same numbers.
        outputs: the number of units of the last layer.
        class_codes: the targets of "not this class" and "this class".

    Raises:
        DataError: with the field that has to change.

    >>> from types import SimpleNamespace
    >>> choice = SimpleNamespace(
    ...     source="gaussians", settings={"samples": 10}, test_fraction=None, scaling="none", folder=None
    ... )
    >>> made = prepare(choice, seed=7, outputs=3)
    >>> made.x.shape, made.y.shape, made.x_test.shape, made.outputs
    ((2, 8), (3, 8), (2, 2), ('A', 'B', 'C'))
    """
    dataset = _dataset(data.source)
    table = dataset.table(data.settings, Stream(seed, "data"), data.folder)
    names = output_names(table, outputs)
    test, rows, rows_test, notes = _split(table, data.test_fraction, dataset.test_fraction, seed)
    scaling = Scaling.fit(data.scaling, table.inputs[rows], table.features)
    return Samples(
        x=_columns(scaling, table.inputs[rows]),
        y=coded(table, rows, outputs, class_codes),
        x_test=_columns(scaling, test.inputs[rows_test]),
        y_test=coded(test, rows_test, outputs, class_codes),
        labels=None if table.labels is None else table.labels[rows],
        labels_test=None if test.labels is None else test.labels[rows_test],
        classes=table.classes,
        features=table.features,
        outputs=names,
        rows=rows,
        rows_test=rows_test,
        notes=table.notes + notes + _constants(scaling, table, rows),
        scaling=scaling,
    )


def _dataset(source: str) -> Dataset:
    if isinstance(source, str) and source in DATASETS:
        return DATASETS[source]
    near = DATASETS.nearest(source) if isinstance(source, str) else None
    hint = f"did you mean {near}?" if near else "there are " + ", ".join(DATASETS)
    raise DataError("data.source", f"{shown(source)} is no source of data; {hint}")


def split(count: int, fraction: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The rows for training and for testing, ascending; at least one is left for training.

    >>> train, test = split(10, 0.2, seed=7)
    >>> len(train), len(test), sorted([*train.tolist(), *test.tolist()]) == list(range(10))
    (8, 2, True)
    """
    tested = min(round(fraction * count), count - 1)
    if tested == 0:
        return np.arange(count), np.arange(0)
    order = Stream(seed, "split").permutation(count)
    return np.sort(order[tested:]), np.sort(order[:tested])


def _split(
    table: Table, fraction: float | None, default: float, seed: int
) -> tuple[Table, np.ndarray, np.ndarray, tuple[str, ...]]:
    """The table of the test rows, the numbers of training and test rows, and notes."""
    within = not isinstance(fraction, bool) and isinstance(fraction, (int, float)) and 0 <= fraction <= 0.9
    if fraction is not None and not within:
        raise DataError("data.test_fraction", f"must be a number from 0 to 0.9, not {shown(fraction)}")
    if table.test is not None:
        if fraction:
            raise DataError(
                "data.test_fraction", "must be left out or 0, since the rows for testing are given"
            )
        return table.test, np.arange(table.rows), np.arange(table.test.rows), ()
    chosen = default if fraction is None else fraction
    train, test = split(table.rows, chosen, seed)
    short = len(test) < round(chosen * table.rows)
    return table, train, test, ("one row is kept for training",) if short else ()


def _columns(scaling: Scaling, rows: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(scaling.apply(rows).T, dtype=np.float64)


def _constants(scaling: Scaling, table: Table, rows: np.ndarray) -> tuple[str, ...]:
    if scaling.kind == "none":
        return ()
    chosen = table.inputs[rows]
    constant = chosen.min(axis=0) == chosen.max(axis=0)
    names = [name for name, same in zip(table.features, constant, strict=True) if same]
    return tuple(f"{name} is constant in the training rows, so it is only shifted to 0" for name in names)

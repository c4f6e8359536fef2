"""Table: the rows of a data set, before they are split, scaled and coded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Table:
    """Rows with their inputs and what is to be learned from them; either ``targets`` or ``labels`` is given.

    Args:
        inputs: (N, n_in) float64, one row a sample.
        features: the names of the n_in inputs.
        outputs: the names of the targets; for classes, the one name of what the classes are.
        targets: (N, n_out) float64, for regression.
        labels: (N,) int64, numbers into ``classes``, for classification.
        classes: the names of the classes, in the order of their numbers.
        notes: what the reader should know, one sentence each.
        test: rows that were given for testing, where the source itself separates them.

    Raises:
        ValueError: where the arrays and names do not fit together: a fault of the declaration, not of the user.

    >>> Table(np.zeros((3, 2)), ("x1", "x2"), ("y",), targets=np.ones((3, 1))).rows
    3
    """

    inputs: np.ndarray
    features: tuple[str, ...]
    outputs: tuple[str, ...]
    targets: np.ndarray | None = None
    labels: np.ndarray | None = None
    classes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    test: Table | None = None

    def __post_init__(self) -> None:
        if (self.targets is None) == (self.labels is None):
            raise ValueError("a table has either targets or labels")
        if self.inputs.ndim != 2 or self.inputs.shape[1] != len(self.features):
            raise ValueError(f"inputs of shape {self.inputs.shape} do not fit the features {self.features}")
        if self.targets is not None and self.targets.shape != (self.rows, len(self.outputs)):
            raise ValueError(f"targets of shape {self.targets.shape} do not fit {self.rows} rows")
        if self.labels is not None and (self.labels.shape != (self.rows,) or not self.classes):
            raise ValueError(f"labels of shape {self.labels.shape} do not fit {self.rows} rows")

    @property
    def rows(self) -> int:
        """N, the number of rows."""
        return len(self.inputs)

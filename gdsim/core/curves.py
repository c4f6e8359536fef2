"""Curves: one row an epoch and one an update of what the plots follow."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Rows:
    """A table that grows: its arrays double when they are full.

    >>> rows = Rows(2)
    >>> rows.append([1.0, 2.0])
    >>> rows.array.tolist()
    [[1.0, 2.0]]
    """

    columns: int
    _length: int = 0
    _store: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))

    def append(self, row: object) -> None:
        """Add one row."""
        if self._length == len(self._store):
            grown = np.empty((max(64, 2 * self._length), self.columns))
            grown[: self._length] = self._store[: self._length] if self._length else 0.0
            self._store = grown
        self._store[self._length] = row
        self._length += 1

    @property
    def array(self) -> np.ndarray:
        """The rows so far, as a view."""
        return self._store[: self._length].reshape(self._length, self.columns)

    def __len__(self) -> int:
        return self._length

    def first(self, count: int) -> Rows:
        """A copy of the first rows."""
        return Rows(self.columns, count, self.array[:count].copy())


class Curves:
    """What a run leaves behind for plots and tables.

    Per epoch (row 0 is the start): ``epochs``, ``updates``, ``loss`` (train, test), ``accuracy`` (train, test),
    ``gradient_norm`` and ``step_norm`` (one column a layer, mean over the epoch's updates), ``parameters`` (theta).
    Per update: ``batch_loss``, ``gradient_norms``, ``step_norms`` (one column a layer); ``first_update`` is row 0's.
    What there is none of (no test rows, no classes) is NaN.
    """

    def __init__(self, layers: int, parameters: int, start: int) -> None:
        self.first_update = start + 1
        self._epochs = Rows(6)
        self._norms = Rows(2 * layers)
        self._parameters = Rows(parameters)
        self._updates = Rows(1 + 2 * layers)
        self._layers = layers
        self._since = 0

    def add_update(self, loss: float, gradient: np.ndarray, step: np.ndarray) -> None:
        """Add one update: its batch loss, and for each layer the size of gradient and step."""
        self._updates.append([loss, *gradient, *step])

    def add_epoch(
        self,
        epoch: int,
        update: int,
        loss: tuple[float, float],
        accuracy: tuple[float, float],
        theta: np.ndarray,
    ) -> None:
        """Add the row of an epoch that has just ended; epoch 0 is the start."""
        recent = self._updates.array[self._since :, 1:]
        self._epochs.append([epoch, update, *loss, *accuracy])
        self._norms.append(recent.mean(axis=0) if len(recent) else np.nan)
        self._parameters.append(theta)
        self._since = len(self._updates)

    def until(self, update: int) -> Curves:
        """A copy of all rows up to an update."""
        copied = Curves(self._layers, self._parameters.columns, self.first_update - 1)
        epochs = int(np.searchsorted(self.updates, update, side="right"))
        copied._epochs = self._epochs.first(epochs)
        copied._norms = self._norms.first(epochs)
        copied._parameters = self._parameters.first(epochs)
        copied._updates = self._updates.first(update - self.first_update + 1)
        copied._since = int(self.updates[epochs - 1]) - self.first_update + 1
        return copied

    @property
    def epochs(self) -> np.ndarray:
        """Epoch of each row."""
        return self._epochs.array[:, 0]

    @property
    def updates(self) -> np.ndarray:
        """Updates made by the end of each row's epoch."""
        return self._epochs.array[:, 1]

    @property
    def loss(self) -> np.ndarray:
        """Loss on train and test, (rows, 2)."""
        return self._epochs.array[:, 2:4]

    @property
    def accuracy(self) -> np.ndarray:
        """Accuracy on train and test, (rows, 2)."""
        return self._epochs.array[:, 4:6]

    @property
    def parameters(self) -> np.ndarray:
        """All parameters, (rows, parameters)."""
        return self._parameters.array

    @property
    def gradient_norm(self) -> np.ndarray:
        """‖g‖ of each layer, mean over the updates of each epoch, (rows, layers)."""
        return self._norms.array[:, : self._layers]

    @property
    def step_norm(self) -> np.ndarray:
        """‖Δθ‖ of each layer, mean over the updates of each epoch, (rows, layers)."""
        return self._norms.array[:, self._layers :]

    @property
    def batch_loss(self) -> np.ndarray:
        """Loss of each update's batch."""
        return self._updates.array[:, 0]

    @property
    def gradient_norms(self) -> np.ndarray:
        """‖g‖ of each layer at each update, (updates, layers)."""
        return self._updates.array[:, 1 : 1 + self._layers]

    @property
    def step_norms(self) -> np.ndarray:
        """‖Δθ‖ of each layer at each update, (updates, layers)."""
        return self._updates.array[:, 1 + self._layers :]

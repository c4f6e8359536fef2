"""Curves: one row an epoch and one an update of what the plots follow."""

from __future__ import annotations

import numpy as np

from gdsim.core.parameter_rows import ParameterRows
from gdsim.core.rows import Rows


class Curves:
    """What a run leaves behind for plots and tables.

    Per epoch (row 0 is the start): ``epochs``, ``updates``, ``loss`` (train, test), ``accuracy`` (train, test),
    ``gradient_norm`` and ``step_norm`` (one column a layer, mean over the epoch's updates).
    ``parameters`` (theta) are kept for the rows ``parameter_rows``: all of them, or of very many every second, fourth …
    Per update: ``batch_loss``, ``gradient_norms``, ``step_norms`` (one column a layer); ``first_update`` is row 0's.
    What there is none of (no test rows, no classes) is NaN.
    """

    def __init__(self, layers: int, parameters: int, start: int) -> None:
        self.first_update = start + 1
        self._epochs = Rows(6)
        self._norms = Rows(2 * layers)
        self._parameters = ParameterRows(parameters)
        self._size = parameters
        self._updates = Rows(1 + 2 * layers)
        self._layers = layers

    def add_updates(self, rows: np.ndarray) -> None:
        """Add updates, a row each: batch loss, and the size of each layer's gradient, and of each layer's step."""
        self._updates.extend(rows)

    def add_epoch(
        self,
        epoch: int,
        update: int,
        loss: tuple[float, float],
        accuracy: tuple[float, float],
        theta: np.ndarray,
    ) -> None:
        """Add the row of an epoch that has just ended; epoch 0 is the start."""
        self._parameters.add(len(self._epochs), theta)
        self._epochs.append([epoch, update, *loss, *accuracy])

    def until(self, update: int) -> Curves:
        """A copy of all rows up to an update."""
        copied = Curves(self._layers, self._size, self.first_update - 1)
        epochs = int(np.searchsorted(self.updates, update, side="right"))
        copied._epochs = self._epochs.first(epochs)
        copied._parameters = self._parameters.first(epochs)
        copied._updates = self._updates.first(update - self.first_update + 1)
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
        """All parameters at the ends of the epochs ``parameter_rows``, (rows, parameters)."""
        return self._parameters.array

    @property
    def parameter_rows(self) -> np.ndarray:
        """The rows whose parameters are kept, row 0 always among them."""
        return self._parameters.rows

    @property
    def bytes(self) -> int:
        """Of memory that all of them take."""
        return sum(rows.bytes for rows in (self._epochs, self._norms, self._parameters, self._updates))

    @property
    def gradient_norm(self) -> np.ndarray:
        """‖g‖ of each layer, mean over the updates of each epoch, (rows, layers)."""
        return self._epoch_norms()[:, : self._layers]

    @property
    def step_norm(self) -> np.ndarray:
        """‖Δθ‖ of each layer, mean over the updates of each epoch, (rows, layers)."""
        return self._epoch_norms()[:, self._layers :]

    def _epoch_norms(self) -> np.ndarray:
        """The mean of the updates' norms for each epoch, worked out when it is asked for."""
        if not len(self._norms):
            self._norms.append(np.nan)
        known = len(self._norms)
        if known < len(self._epochs):
            ends = self.updates[known - 1 :].astype(np.int64) - self.first_update + 1
            norms = self._updates.array[: ends[-1], 1:]
            sums = np.add.reduceat(norms, ends[:-1], axis=0)
            self._norms.extend(sums / np.diff(ends)[:, None])
        return self._norms.array

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

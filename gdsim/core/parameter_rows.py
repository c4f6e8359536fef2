"""Parameter rows: theta at the ends of epochs, for plots; of very many epochs every second, fourth … is kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdsim.core.rows import Rows

BYTES = 48_000_000
"""At most: 240,000 epochs of 25 parameters, or 20 of 300,000."""


class ParameterRows:
    """Rows 0, ``every``, 2 · ``every`` … of a table that would grow without a bound.

    >>> kept = ParameterRows(2, most=40)
    >>> for number in range(5):
    ...     kept.add(number, [number, -number])
    >>> kept.rows.tolist(), kept.array[:, 0].tolist()
    ([0, 4], [0.0, 4.0])
    """

    def __init__(self, columns: int, most: int = BYTES) -> None:
        self._store = Rows(columns)
        self._most = max(2, most // max(8 * columns, 1))
        self.every = 1
        """1 where all rows are kept."""

    def add(self, number: int, row: ArrayLike) -> None:
        """Take the next row, whose number counts from 0."""
        if number % self.every:
            return
        self._store.append(row)
        if len(self._store) > self._most:
            self.every *= 2
            self._store = self._store.each(2)

    @property
    def rows(self) -> np.ndarray:
        """The numbers of the rows that are kept."""
        return np.arange(len(self._store)) * self.every

    @property
    def array(self) -> np.ndarray:
        """They themselves, as a view."""
        return self._store.array

    @property
    def bytes(self) -> int:
        """Of memory that they take."""
        return self._store.bytes

    def first(self, count: int) -> ParameterRows:
        """A copy of what is kept of the first ``count`` rows of the whole table."""
        copied = ParameterRows(self._store.columns)
        copied._most, copied.every = self._most, self.every
        copied._store = self._store.first(-(-count // self.every))
        return copied

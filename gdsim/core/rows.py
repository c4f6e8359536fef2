"""Rows: a table of numbers that grows."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


class Rows:
    """A table that grows: its array is made larger by a quarter when it is full.

    >>> rows = Rows(2)
    >>> rows.append([1.0, 2.0])
    >>> rows.extend(np.array([[3.0, 4.0], [5.0, 6.0]]))
    >>> rows.array.tolist()
    [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    """

    def __init__(self, columns: int, store: np.ndarray | None = None) -> None:
        self.columns = columns
        self._store = np.empty((0, columns)) if store is None else store
        self._length = len(self._store)

    def append(self, row: ArrayLike) -> None:
        """Add one row."""
        self._make_room(1)
        self._store[self._length] = row
        self._length += 1

    def extend(self, rows: np.ndarray) -> None:
        """Add many rows, shape (rows, columns)."""
        self._make_room(len(rows))
        self._store[self._length : self._length + len(rows)] = rows
        self._length += len(rows)

    @property
    def array(self) -> np.ndarray:
        """The rows so far, as a view."""
        return self._store[: self._length]

    @property
    def bytes(self) -> int:
        """Of memory that it takes, with the room to grow."""
        return self._store.nbytes

    def __len__(self) -> int:
        return self._length

    def first(self, count: int) -> Rows:
        """A copy of the first rows."""
        return Rows(self.columns, self.array[:count].copy())

    def each(self, step: int) -> Rows:
        """A copy of every so many-th row, the first among them."""
        return Rows(self.columns, self.array[::step].copy())

    def _make_room(self, more: int) -> None:
        needed = self._length + more
        if needed > len(self._store):
            # By a quarter: of a table of a million rows not half is empty.
            grown = np.empty((max(64, needed + needed // 4), self.columns))
            grown[: self._length] = self.array
            self._store = grown

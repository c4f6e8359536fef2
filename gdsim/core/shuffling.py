"""Shuffling: the swaps of Fisher and Yates, in C where gdsim was built with a compiler.

In Python the loop for 400 samples takes as long as the full-batch update of 4-16-16-3 that follows it, 50 µs or more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from gdsim.core.executors.names import executor_name

Swaps = Callable[[np.ndarray, np.ndarray], None]


def shuffled(count: int, others: np.ndarray) -> np.ndarray:
    """The numbers 0 … count − 1, the last of them swapped with the first of ``others``, the last but one with the next.

    >>> shuffled(4, np.array([0, 2, 0])).tolist()
    [1, 3, 2, 0]
    """
    order = np.arange(count, dtype=np.int64)
    _swaps()(order, others)
    return order


def swap(order: np.ndarray, others: np.ndarray) -> None:
    """The same in Python."""
    numbers = order.tolist()
    for last, other in zip(range(len(numbers) - 1, 0, -1), others.tolist(), strict=True):
        numbers[last], numbers[other] = numbers[other], numbers[last]
    order[:] = numbers


@lru_cache(maxsize=1)
def _swaps() -> Swaps:
    if executor_name() == "numpy":
        return swap
    from gdsim.core.executors._vm import shuffle

    return shuffle

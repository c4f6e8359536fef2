"""Sampler: the batches of any epoch, a pure function of seed and epoch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import overload

import numpy as np

from gdsim.core.experiment import Sampling
from gdsim.core.registries import DRAWS, SAMPLING_MODES
from gdsim.core.stream import Stream


@dataclass(frozen=True, eq=False)
class Batches(Sequence[np.ndarray]):
    """The batches of one epoch, a sequence of arrays of sample numbers from 0.

    Args:
        order: all of them after one another.
        starts: where each batch begins in ``order``, and where the last one ends.
        size: of every batch but perhaps the last; None where they are listed.
    """

    order: np.ndarray
    starts: tuple[int, ...]
    size: int | None

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, number: int) -> np.ndarray: ...
    @overload
    def __getitem__(self, number: slice) -> list[np.ndarray]: ...
    def __getitem__(self, number: int | slice) -> np.ndarray | list[np.ndarray]:
        if isinstance(number, slice):
            return [self[each] for each in range(len(self))[number]]
        place = range(len(self))[number]
        return self.order[self.starts[place] : self.starts[place + 1]]

    def runs(self, first: int, count: int) -> Iterator[tuple[int, int]]:
        """Batches of one size in a row: their number and their size.

        >>> [run for run in batches(Sampling("mini_batch", batch_size=4), 7, 10, 1).runs(0, 3)]
        [(2, 4), (1, 2)]
        """
        end = first + count
        while first < end:
            size = self.starts[first + 1] - self.starts[first]
            last = first + 1
            if size == self.size:
                last = max(last, min(end, len(self.order) // size))
            yield last - first, size
            first = last


def batch_size(sampling: Sampling, samples: int) -> int:
    """How many samples a full batch has.

    >>> batch_size(Sampling("mini_batch", batch_size=10), 160), batch_size(Sampling("sgd"), 160)
    (10, 1)
    """
    return SAMPLING_MODES[sampling.mode].size(samples, sampling.batch_size)


def updates_in_epoch(sampling: Sampling, samples: int, epoch: int) -> int:
    """How many updates an epoch has; the last batch may be smaller, and is a batch like any other.

    >>> updates_in_epoch(Sampling("mini_batch", batch_size=10), 165, 1)
    17
    """
    if DRAWS[sampling.draw].order is None:
        return len(sampling.listed[(epoch - 1) % len(sampling.listed)])
    return -(-samples // batch_size(sampling, samples))


@lru_cache(maxsize=64)
def batches(sampling: Sampling, seed: int, samples: int, epoch: int) -> Batches:
    """The batches of one epoch.

    Args:
        sampling: mode and draw.
        seed: the experiment's.
        samples: number of training samples.
        epoch: from 1.

    >>> [len(batch) for batch in batches(Sampling("mini_batch", batch_size=4), 7, 10, 1)]
    [4, 4, 2]
    """
    order = DRAWS[sampling.draw].order
    if order is None:
        listed = sampling.listed[(epoch - 1) % len(sampling.listed)]
        starts = (0, *accumulate(map(len, listed)))
        return Batches(np.array([sample for batch in listed for sample in batch], np.int64), starts, None)
    drawn = np.ascontiguousarray(order(Stream(seed, "order", epoch), samples), dtype=np.int64)
    size = batch_size(sampling, samples)
    return Batches(drawn, (*range(0, samples, size), samples), size)

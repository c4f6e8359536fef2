"""Sampler: the batches of any epoch, a pure function of seed and epoch."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from gdsim.core.experiment import Sampling
from gdsim.core.registries import DRAWS, SAMPLING_MODES
from gdsim.core.stream import Stream


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
def batches(sampling: Sampling, seed: int, samples: int, epoch: int) -> tuple[np.ndarray, ...]:
    """The batches of one epoch.

    Args:
        sampling: mode and draw.
        seed: the experiment's.
        samples: number of training samples.
        epoch: from 1.

    Returns:
        One array of sample numbers (from 0) for each update of the epoch.

    >>> [len(batch) for batch in batches(Sampling("mini_batch", batch_size=4), 7, 10, 1)]
    [4, 4, 2]
    """
    order = DRAWS[sampling.draw].order
    if order is None:
        return tuple(
            np.array(batch, dtype=np.int64) for batch in sampling.listed[(epoch - 1) % len(sampling.listed)]
        )
    drawn = order(Stream(seed, "order", epoch), samples)
    size = batch_size(sampling, samples)
    return tuple(drawn[start : start + size] for start in range(0, samples, size))

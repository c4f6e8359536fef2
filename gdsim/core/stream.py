"""Random numbers without a state: a stream is named by (seed, purpose, epoch) and can be entered anywhere."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from gdsim.core.shuffling import shuffled


@dataclass
class Stream:
    """Raw 64-bit integers of one purpose, and what is drawn from them.

    Philox is counter-based (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): the key names the
    stream, so that no generator has to be saved. Only its raw integers are used, because NumPy promises those for
    ever, but not what ``permutation`` or ``normal`` make of them.

    >>> list(Stream(7, "order", 1).permutation(5)) == list(Stream(7, "order", 1).permutation(5))
    True
    >>> sorted(int(i) for i in Stream(7, "order", 2).permutation(4))
    [0, 1, 2, 3]
    """

    seed: int
    purpose: str
    epoch: int = 0

    def __post_init__(self) -> None:
        mask = 2**64 - 1
        key = (self.seed & mask) + ((zlib.crc32(self.purpose.encode()) & mask) << 64)
        self._raw = np.random.Philox(key=key, counter=self.epoch << 64)

    def raw(self, count: int) -> np.ndarray:
        """The next ``count`` raw integers, shape (count,), uint64."""
        return np.asarray(self._raw.random_raw(count), dtype=np.uint64)

    def uniform(self, *shape: int) -> np.ndarray:
        """Numbers in [0, 1) with 53 random bits, of any shape."""
        count = int(np.prod(shape, dtype=np.int64))
        return ((self.raw(count) >> np.uint64(11)) * 2.0**-53).reshape(shape)

    def normal(self, *shape: int) -> np.ndarray:
        """Standard normal numbers of any shape, by the transform of Box and Muller (1958)."""
        radius, angle = self.uniform(2, int(np.prod(shape, dtype=np.int64)))
        return (np.sqrt(-2.0 * np.log1p(-radius)) * np.cos(2.0 * np.pi * angle)).reshape(shape)

    def below(self, limits: np.ndarray) -> np.ndarray:
        """For each limit a whole number from 0 to limit − 1; limits below 2**31, bias below limit / 2**32."""
        high = self.raw(len(limits)) >> np.uint64(32)
        return ((high * limits.astype(np.uint64)) >> np.uint64(32)).astype(np.int64)

    def permutation(self, count: int) -> np.ndarray:
        """The numbers 0 … count − 1 in random order (Fisher and Yates 1938, Durstenfeld's form)."""
        return shuffled(count, self.below(np.arange(count, 1, -1, dtype=np.int64)))

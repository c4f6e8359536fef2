"""Stretch: updates in a row that one call of an executor can make."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.core.sampler import Batches
from gdsim.core.trace import Position


@dataclass(frozen=True)
class Stretch:
    """Updates in a row with the same program, all of one epoch.

    Args:
        first: the first of them, from 1.
        count: how many they are.
        epoch: theirs, from 1.
        offset: updates of the epoch before the first.
        t: of the first, as in :class:`~gdsim.core.trace.Position`.
        batches: those of the whole epoch.
    """

    first: int
    count: int
    epoch: int
    offset: int
    t: int
    batches: Batches

    def __len__(self) -> int:
        return self.count

    @property
    def ends_epoch(self) -> bool:
        """True where its last update is the epoch's."""
        return self.offset + self.count == len(self.batches)

    def position(self, number: int) -> Position:
        """One of its updates, from 0."""
        place = self.offset + number
        return Position(
            self.first + number,
            self.epoch,
            place + 1,
            len(self.batches),
            self.t + number,
            self.batches[place],
        )

"""Epoch use: which samples an epoch has used so far, how often, and which are in the batch at hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.course import Course
from gdsim.core.trace import Position


@dataclass(frozen=True, eq=False)
class EpochUse:
    """The samples of an epoch, up to and with one of its batches.

    Args:
        before: how often each sample was drawn by the earlier batches of the epoch, (N,).
        now: how often it is in this batch, (N,).
    """

    before: np.ndarray
    now: np.ndarray

    @property
    def drawn(self) -> int:
        """How many draws that makes, this batch included."""
        return int(self.before.sum() + self.now.sum())

    @property
    def left(self) -> int:
        """Samples that have not been drawn yet."""
        return int(np.count_nonzero(self.before + self.now == 0))

    @property
    def repeated(self) -> int:
        """Samples that have been drawn more than once."""
        return int(np.count_nonzero(self.before + self.now > 1))

    @property
    def most(self) -> int:
        """How often the most frequent sample was drawn."""
        return int((self.before + self.now).max(initial=0))


def epoch_use(course: Course, position: Position) -> EpochUse:
    """The use of the epoch of an update, up to its batch.

    Args:
        course: the run's.
        position: the update; its batch is ``now``.
    """
    count = course.samples
    before = np.zeros(count, dtype=np.int64)
    first = position.update - position.update_in_epoch + 1
    earlier = [other.batch for other in course.positions(first, position.update - 1)]
    if earlier:
        before += np.bincount(np.concatenate(earlier), minlength=count)
    return EpochUse(before, np.bincount(position.batch, minlength=count))


def told(use: EpochUse, position: Position) -> str:
    """The use in words; repeats and omissions where there are any."""
    samples = len(use.now)
    said = f"update {position.update_in_epoch} of {position.updates_in_epoch}: {use.drawn} of {samples} drawn"
    if use.repeated:
        times = "twice" if use.most == 2 else f"up to {use.most} times"
        said += f", {use.repeated} of them {times}"
    if use.left and (use.repeated or position.update_in_epoch == position.updates_in_epoch):
        said += (
            f", {use.left} {'never' if position.update_in_epoch == position.updates_in_epoch else 'not yet'}"
        )
    return said

"""Epochs: where each epoch of a run begins, in updates and in samples seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.course import amended
from gdsim.core.experiment import Experiment, Sampling
from gdsim.core.sampler import batch_size
from gdsim.state.snapshot import Snapshot


@dataclass(frozen=True)
class Epochs:
    """The ends of the epochs of a run, ascending; the first entry is its start.

    Args:
        updates: updates made by each end.
        numbers: the epoch that ended there; a fraction where a run was resumed inside an epoch.
        samples: samples seen by then.
        updates_in_epoch, samples_in_epoch: of the epoch after the last end.
    """

    updates: np.ndarray
    numbers: np.ndarray
    samples: np.ndarray
    updates_in_epoch: int
    samples_in_epoch: int

    def place(self, update: int) -> tuple[int, int]:
        """Epoch of an update and its number in there, both from 1."""
        end = max(int(np.searchsorted(self.updates, update)) - 1, 0)
        beyond = update - int(self.updates[end])
        number = int(np.floor(self.numbers[end]))
        if end == len(self.updates) - 1:
            more, beyond = divmod(beyond - 1, self.updates_in_epoch)
            return number + 1 + more, beyond + 1
        return number + 1, beyond

    def end_after(self, updates: int) -> int:
        """Updates made by the end of the epoch in which ``updates`` lies."""
        end = int(np.searchsorted(self.updates, updates))
        if end < len(self.updates):
            return int(self.updates[end])
        last = int(self.updates[-1])
        return last + -(-(updates - last) // self.updates_in_epoch) * self.updates_in_epoch

    def end_before(self, updates: int) -> int:
        """Updates made by the last end that lies before ``updates``."""
        end = int(np.searchsorted(self.updates, updates)) - 1
        if end < 0:
            return int(self.updates[0])
        if end == len(self.updates) - 1:
            last = int(self.updates[-1])
            return last + (updates - last - 1) // self.updates_in_epoch * self.updates_in_epoch
        return int(self.updates[end])


def epochs_of(snapshot: Snapshot) -> Epochs:
    """The epochs of a snapshot's run; one that a change of the sampling has cut short ends there."""
    curves, position = snapshot.curves, snapshot.position
    count = snapshot.samples.x.shape[1]
    updates, numbers = curves.updates.copy(), curves.epochs.copy()
    if updates[0] and len(updates) > 1 and numbers[1] == numbers[0]:
        # Resumed inside an epoch: its row has the epoch's number, but the epoch has not ended there.
        numbers[0] -= (updates[1] - updates[0]) / position.updates_in_epoch
    seen = np.full(len(updates), float(count))
    seen[0] = numbers[0] * count
    cuts = sorted({change.update - 1 for change in snapshot.model.experiment.amendments
                   if change.field.startswith("sampling.")})  # fmt: skip
    for cut in cuts:
        after = int(np.searchsorted(updates, cut))
        whole = after < len(updates) and (updates[after] == cut or numbers[after] - numbers[after - 1] < 2)
        if after == 0 or whole or cut > snapshot.updates:
            continue
        size = batch_size(_sampling(snapshot.model.experiment, cut), count)
        updates = np.insert(updates, after, cut)
        numbers = np.insert(numbers, after, numbers[after - 1] + 1)
        seen = np.insert(seen, after, (cut - updates[after - 1]) * size)
    return Epochs(updates, numbers, np.cumsum(seen), position.updates_in_epoch, count)


def _sampling(experiment: Experiment, update: int) -> Sampling:
    """How samples are drawn at an update."""
    for change in sorted(experiment.amendments, key=lambda change: change.update):
        if change.field.startswith("sampling.") and change.update <= update:
            experiment = amended(experiment, change.field, change.value)
    return experiment.sampling

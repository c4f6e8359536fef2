"""Confusion: which class the network took for which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.accuracy import Decision


@dataclass(frozen=True)
class Confusion:
    """Counts (classes, classes): rows are the right class, columns the answer.

    >>> counts = confusion(Decision(), np.array([[0.2, 0.9, 0.4]]), np.array([[0.0, 1.0, 1.0]]), 2)
    >>> counts.counts.tolist(), counts.right, counts.total
    ([[1, 0], [1, 1]], 2, 3)
    """

    counts: np.ndarray

    @property
    def right(self) -> int:
        """How many samples got the right class."""
        return int(np.trace(self.counts))

    @property
    def total(self) -> int:
        """How many samples there are."""
        return int(self.counts.sum())


def confusion(decision: Decision, outputs: np.ndarray, targets: np.ndarray, classes: int) -> Confusion:
    """The counts of some samples.

    Args:
        decision: how outputs become a class.
        outputs, targets: (outputs, samples).
        classes: how many there are.
    """
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (Decision(decision.codes).classes(targets), decision.classes(outputs)), 1)
    return Confusion(counts)

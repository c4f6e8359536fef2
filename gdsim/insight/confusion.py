"""Confusion: how often each class was taken for each other one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.accuracy import Decision


@dataclass(frozen=True, eq=False)
class Confusion:
    """Counts of samples by class.

    Args:
        counts: (classes, classes) of int64, row = the true class, column = the predicted one.
        classes: which classes these are, ascending; fewer than there are after :func:`largest`.
        right, total: of all samples, also those that are not in ``counts``.
    """

    counts: np.ndarray
    classes: tuple[int, ...]
    right: int
    total: int

    @property
    def shares(self) -> np.ndarray:
        """Each count as a share of its true class, 0 to 1."""
        return np.asarray(self.counts / np.maximum(self.counts.sum(axis=1, keepdims=True), 1))


def confusion(decision: Decision, outputs: np.ndarray, targets: np.ndarray) -> Confusion:
    """What a network took the samples for.

    Args:
        decision: how outputs become a class.
        outputs, targets: (outputs, samples) each; one output tells two classes.

    >>> confusion(Decision(), np.array([[0.2, 0.9, 0.6]]), np.array([[0.0, 1.0, 0.0]])).counts.tolist()
    [[1, 1], [0, 1]]
    """
    count = max(outputs.shape[0], 2)
    true = Decision(decision.codes).classes(targets)
    predicted = decision.classes(outputs)
    counts = np.bincount(true * count + predicted, minlength=count * count).reshape(count, count)
    return Confusion(counts, tuple(range(count)), int(np.trace(counts)), int(counts.sum()))


def largest(whole: Confusion, most: int) -> Confusion:
    """The same with only the ``most`` largest classes."""
    if len(whole.classes) <= most:
        return whole
    chosen = np.sort(np.argsort(-whole.counts.sum(axis=1), kind="stable")[:most])
    return Confusion(
        whole.counts[np.ix_(chosen, chosen)],
        tuple(whole.classes[number] for number in chosen),
        whole.right,
        whole.total,
    )

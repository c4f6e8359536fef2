"""Accuracy: the share of samples whose answer is the right class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Decision:
    """How outputs become a class.

    Args:
        codes: the targets for "not this class" and "this class".
        threshold: with one output, the value from which it says the second class; None is half-way between the codes.
    """

    codes: tuple[float, float] = (0.0, 1.0)
    threshold: float | None = None

    def classes(self, outputs: np.ndarray) -> np.ndarray:
        """The class of each column of outputs, shape (outputs, samples) → (samples,)."""
        if outputs.shape[0] > 1:
            return np.asarray(np.argmax(outputs, axis=0))
        limit = sum(self.codes) / 2 if self.threshold is None else self.threshold
        return (outputs[0] >= limit).astype(np.int64)

    def accuracy(self, outputs: np.ndarray, targets: np.ndarray) -> float:
        """The share of right answers, 0 to 1.

        >>> Decision().accuracy(np.array([[0.2, 0.9, 0.4]]), np.array([[0.0, 1.0, 1.0]])) == 2 / 3
        True
        """
        right = Decision(self.codes).classes(targets)
        return float(np.mean(self.classes(outputs) == right))

"""Error bars: how long each sample's δ of the output is, pooled where there are too many samples for bars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.accuracy import Decision

MOST = 128
"""At most so many bars."""


@dataclass(frozen=True, eq=False)
class ErrorBars:
    """One bar a sample, or the largest of each few neighbours.

    Args:
        heights: (bars,), the length of δ.
        samples: (bars,), which sample that is, as its place in the batch.
        wrong: (bars,) of bool, True where a sample of the bar gets the wrong class.
        each: how many samples a bar stands for.
        count: how many samples there are.
        wrongs: how many of all samples get the wrong class, None where there are no classes.
    """

    heights: np.ndarray
    samples: np.ndarray
    wrong: np.ndarray
    each: int
    count: int
    wrongs: int | None

    def bar_of(self, sample: int) -> int:
        """The bar that a sample of the batch belongs to."""
        return sample // self.each


def error_bars(delta: np.ndarray, wrong: np.ndarray | None = None, most: int = MOST) -> ErrorBars:
    """The bars of a batch.

    Args:
        delta: δ of the output layer, (outputs, samples).
        wrong: (samples,) of bool, or None where there are no classes.
        most: at most so many bars.

    >>> error_bars(np.array([[3.0, 0.0, 1.0], [4.0, 0.0, 0.0]]), most=2).heights.tolist()
    [5.0, 1.0]
    """
    lengths = np.linalg.norm(delta, axis=0)
    count = len(lengths)
    each = -(-count // most)
    bars = -(-count // each)
    padded = np.full(bars * each, -np.inf)
    padded[:count] = np.where(np.isfinite(lengths), lengths, np.inf)
    table = padded.reshape(bars, each)
    largest = table.argmax(axis=1)
    marks = np.zeros(bars * each, dtype=bool)
    if wrong is not None:
        marks[:count] = wrong
    return ErrorBars(
        table[np.arange(bars), largest],
        np.arange(bars) * each + largest,
        np.asarray(marks.reshape(bars, each).any(axis=1)),
        each,
        count,
        None if wrong is None else int(np.count_nonzero(wrong)),
    )


def wrong_classes(decision: Decision, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Which samples get another class than theirs, (outputs, samples) each → (samples,) of bool."""
    true = Decision(decision.codes).classes(targets)
    return np.asarray(decision.classes(outputs) != true)

"""Error bars: one a sample, or the largest of a few where there are many."""

from __future__ import annotations

import numpy as np

from gdsim.core.accuracy import Decision
from gdsim.insight.error_bars import error_bars, wrong_classes


def test_each_sample_has_its_bar() -> None:
    """The length of its column of δ; a zero is a bar of no height."""
    bars = error_bars(np.array([[3.0, 0.0], [4.0, 0.0]]), np.array([False, True]))
    assert bars.heights.tolist() == [5.0, 0.0]
    assert (bars.each, bars.count, bars.wrongs) == (1, 2, 1)
    assert bars.wrong.tolist() == [False, True]


def test_many_samples_are_pooled_into_128_bars() -> None:
    """130 samples in at most 128 bars: 65 of two, each with its larger one; none that is wrong is lost."""
    delta = np.arange(130.0)[None]
    wrong = np.zeros(130, dtype=bool)
    wrong[4] = True
    bars = error_bars(delta, wrong)
    assert (len(bars.heights), bars.each, bars.count, bars.wrongs) == (65, 2, 130, 1)
    assert bars.samples.tolist() == list(range(1, 130, 2))
    assert np.flatnonzero(bars.wrong).tolist() == [2]
    assert bars.bar_of(129) == 64


def test_the_last_bar_may_stand_for_fewer() -> None:
    """Five samples in bars of two: the last stands for one."""
    bars = error_bars(np.ones((1, 5)), most=3)
    assert bars.samples.tolist() == [0, 2, 4]
    assert bars.wrongs is None


def test_an_overflow_is_the_largest_of_its_bar() -> None:
    """A δ that is no number is not hidden by its neighbour."""
    assert error_bars(np.array([[1.0, np.nan]]), most=1).samples.tolist() == [1]


def test_wrong_classes_are_decided_as_the_accuracy_does() -> None:
    """By the decision that the accuracy uses."""
    outputs, targets = np.array([[0.4, 0.6, 0.7]]), np.array([[0.0, 0.0, 1.0]])
    assert wrong_classes(Decision(), outputs, targets).tolist() == [False, True, False]

"""Confusion matrices: counted as the accuracy counts."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.accuracy import Decision
from gdsim.insight.confusion import confusion, largest


@pytest.mark.parametrize("decision", [Decision(), Decision((-1.0, 1.0), 0.0), Decision(threshold=0.0)])
def test_the_diagonals_share_is_the_accuracy(decision: Decision) -> None:
    """The diagonal's share is the accuracy, for probabilities, logits and hinge."""
    rng = np.random.default_rng(2)
    targets = np.array(decision.codes)[rng.integers(0, 2, 50)][None]
    outputs = rng.normal(0.2, 1, (1, 50))
    found = confusion(decision, outputs, targets)
    assert found.total == 50
    assert found.right / 50 == decision.accuracy(outputs, targets)
    assert found.counts.sum(axis=1).tolist() == [np.count_nonzero(targets == code) for code in decision.codes]


def test_rows_are_true_and_columns_predicted() -> None:
    """Three of class 2 taken for class 0 stand in the last row's first column; its share is of the row."""
    outputs, targets = np.zeros((3, 4)), np.zeros((3, 4))
    outputs[0, :3] = outputs[2, 3] = targets[2] = 1.0
    found = confusion(Decision(), outputs, targets)
    assert found.counts[2].tolist() == [3, 0, 1]
    assert found.shares[2].tolist() == [0.75, 0, 0.25]
    assert found.shares[0].tolist() == [0, 0, 0]


def test_only_the_largest_classes_have_cells() -> None:
    """The rest is left out of the cells, not out of the sum."""
    targets = np.eye(4)[:, [0, 1, 1, 3, 3, 3, 2]]
    found = largest(confusion(Decision(), targets, targets), 2)
    assert found.classes == (1, 3)
    assert found.counts.tolist() == [[2, 0], [0, 3]]
    assert (found.right, found.total) == (7, 7)

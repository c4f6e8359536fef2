"""Accuracy: from outputs to classes."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.accuracy import Decision
from gdsim.core.registries import LOSSES


def test_half_way_between_the_codes_is_the_second_class():
    """One output says the second class from half-way on, and half-way itself is the second."""
    assert Decision().classes(np.array([[0.49, 0.5, 0.51, -3.0, 7.0]])).tolist() == [0, 1, 1, 0, 1]
    assert Decision((-1.0, 1.0)).classes(np.array([[-0.1, 0.0, 0.1]])).tolist() == [0, 1, 1]


def test_logits_are_decided_at_zero():
    """Logits decide at 0, while their targets are 0 and 1."""
    decision = Decision(threshold=0.0)
    outputs, targets = np.array([[-2.0, 0.3, 0.3, -0.1]]), np.array([[0.0, 1.0, 0.0, 1.0]])
    assert decision.accuracy(outputs, targets) == 0.5


def test_the_largest_output_decides_the_class():
    """Several outputs: the largest wins, the first of equals."""
    outputs = np.array([[0.1, 0.5, 0.2], [0.8, 0.5, 0.2], [0.1, 0.0, 0.6]])
    assert Decision().classes(outputs).tolist() == [1, 0, 2]
    assert Decision().accuracy(outputs, np.eye(3)) == pytest.approx(1 / 3)


@pytest.mark.parametrize("key", LOSSES)
def test_targets_are_classes_by_their_codes(key):
    """The codes of a loss are classes 0 and 1, whatever its outputs decide by."""
    declared = LOSSES[key]
    low, high = declared.class_codes
    targets = np.array([[low, high, high]])
    assert Decision(declared.class_codes).classes(targets).tolist() == [0, 1, 1]
    perfect = np.array([[-5.0, 5.0, 5.0]])
    assert Decision(declared.class_codes, declared.decision).accuracy(perfect, targets) == 1.0

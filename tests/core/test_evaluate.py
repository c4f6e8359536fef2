"""Evaluate: one formula by itself is what Python makes of the same text."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate

NAMES = {"a": np.array([[1.5, -2.0], [0.25, 3.0]]), "b": np.array([[2.0], [-1.0]]), "t": 3.0}
TEXTS = [
    "a + b",
    "a - b / t",
    "-a * b",
    "a**2",
    "a**t",
    "2**-t",
    "a @ a.T",
    "(a.T @ b).T",
    "a * (b < 0)",
    "a == a",
    "-2 * a",
]


@pytest.mark.parametrize("text", TEXTS)
def test_as_python(text):
    """Operators and their order are Python's."""
    np.testing.assert_array_equal(evaluate(text, NAMES), np.asarray(eval(text, {}, dict(NAMES)), dtype=float))


def test_where_and_pi():
    """A case distinction takes each number by itself; pi is known."""
    assert evaluate("where(a > 0, a, 0)", NAMES).tolist() == [[1.5, 0.0], [0.25, 3.0]]
    assert float(evaluate("cos(pi)", {})) == -1.0 and float(evaluate("2", {})) == 2.0


def test_division_by_zero_is_infinite_and_silent():
    """What overflows is infinity, as in a run, and no warning."""
    assert evaluate("1 / a", {"a": 0.0}) == np.inf


def test_unknown_name():
    """A name that nobody gave is an error."""
    with pytest.raises(KeyError):
        evaluate("nothing", {})

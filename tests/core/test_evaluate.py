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
def test_a_formula_is_worth_what_python_says(text):
    """A formula is worth, bit for bit, what Python makes of the same text."""
    np.testing.assert_array_equal(evaluate(text, NAMES), np.asarray(eval(text, {}, dict(NAMES)), dtype=float))


def test_where_decides_each_number_and_pi_is_known():
    """A case distinction takes each number by itself; pi is known."""
    assert evaluate("where(a > 0, a, 0)", NAMES).tolist() == [[1.5, 0.0], [0.25, 3.0]]
    assert float(evaluate("cos(pi)", {})) == -1.0 and float(evaluate("2", {})) == 2.0


def test_a_division_by_zero_is_infinite_and_silent():
    """What overflows is infinity, as in a run, and no warning."""
    assert evaluate("1 / a", {"a": 0.0}) == np.inf


def test_an_unknown_name_is_a_key_error():
    """A name that nobody gave is an error."""
    with pytest.raises(KeyError):
        evaluate("nothing", {})

"""Rows: tables that grow, and those that are thinned."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.parameter_rows import ParameterRows
from gdsim.core.rows import Rows


def test_rows_keep_what_they_have_when_growing():
    """A table keeps what it has when it grows, far beyond its first size, row by row or many at once."""
    rows = Rows(2)
    for number in range(1000):
        rows.append([number, -number])
    rows.extend(np.array([[number, -number] for number in range(1000, 5000)], dtype=float))
    assert len(rows) == 5000 and np.array_equal(rows.array[:, 0], np.arange(5000.0))
    first = rows.first(3)
    first.append([9, 9])
    assert rows.array[3].tolist() == [3, -3] and first.array[-1].tolist() == [9, 9]


@pytest.mark.parametrize("count", [1, 7, 100, 1001])
def test_thinned_rows_are_evenly_spaced_and_bounded(count):
    """Whatever their number, what is kept is evenly spaced, begins with row 0, and stays within its bound."""
    kept = ParameterRows(3, most=3 * 8 * 20)
    for number in range(count):
        kept.add(number, [number] * 3)
    assert kept.rows[0] == 0 and len(kept.rows) <= 20 and len(kept.rows) >= min(count, 10)
    assert np.array_equal(kept.array[:, 1], kept.rows) and kept.rows[-1] + kept.every >= count


@pytest.mark.parametrize("until", [1, 8, 9, 64, 100])
def test_a_copy_of_thinned_rows_goes_on_alike(until):
    """A copy of the first rows of the whole table becomes the same table when the others follow."""
    whole, part = ParameterRows(1, most=160), ParameterRows(1, most=160)
    for number in range(100):
        whole.add(number, [number])
        if number < until:
            part.add(number, [number])
    copied = part.first(until)
    for number in range(until, 100):
        copied.add(number, [number])
    assert np.array_equal(copied.rows, whole.rows) and np.array_equal(copied.array, whole.array)

"""Contours: they lie where the numbers have their value, and hang together so that a dash can run along."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.insight.contours import contour, levels, smoothed


def bowl(count: int = 21) -> np.ndarray:
    """x² + y² from −1 to 1."""
    steps = np.linspace(-1, 1, count)
    return steps[None, :] ** 2 + steps[:, None] ** 2


def test_a_bowl_has_one_closed_ring() -> None:
    """One line that ends where it begins, everywhere as far from the middle as its level says."""
    (line,) = contour(bowl(), 0.25)
    assert line[0] == pytest.approx(line[-1])
    assert np.hypot(*(line - 10).T) == pytest.approx(5.0, abs=0.08)
    assert len(line) > 20


def test_a_valley_has_two_open_lines() -> None:
    """Each goes from edge to edge in steps no longer than a cell's diagonal."""
    values = np.tile((np.arange(9.0) - 4) ** 2, (7, 1))
    lines = contour(values, 2.5)
    assert len(lines) == 2
    for line in lines:
        assert sorted(line[[0, -1], 1]) == [0, 6]
        assert np.hypot(*np.diff(line, axis=0).T).max() <= np.sqrt(2)


def test_a_saddle_joins_no_line_with_itself() -> None:
    """x·y crosses itself at 0: just above, two lines in opposite corners."""
    steps = np.arange(-2.5, 3)
    lines = contour(np.outer(steps, steps), 0.1)
    assert len(lines) == 2
    for line in lines:
        middle = line.mean(axis=0) - 2.5
        assert middle[0] * middle[1] > 0


def test_no_line_through_what_is_not_finite() -> None:
    """Cells beside an overflow are left out; the others keep their lines."""
    values = np.tile(np.arange(5.0), (5, 1))
    values[2, 2] = np.inf
    lines = contour(values, 2.5)
    assert len(lines) == 2
    assert np.isfinite(np.concatenate(lines)).all()


def test_levels_ascend_inside_the_range() -> None:
    """Inside the range and ascending; none on a plateau or where nothing is finite."""
    found = levels(bowl())
    assert (np.diff(found) > 0).all() and found[0] > 0 and found[-1] < 2
    assert len(levels(np.full((3, 3), 2.0))) == 0
    assert len(levels(np.full((3, 3), np.inf))) == 0


@pytest.mark.parametrize("times", [1, 2, 4])
def test_smoothing_keeps_the_given_numbers_and_quadratics(times: int) -> None:
    """Given numbers stay; between them a bowl stays a bowl, away from the edge."""
    fine = smoothed(bowl(), times)
    assert fine[::times, ::times] == pytest.approx(bowl())
    inner = slice(times, -times)
    assert fine[inner, inner] == pytest.approx(bowl(20 * times + 1)[inner, inner])

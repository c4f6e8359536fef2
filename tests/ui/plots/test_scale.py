"""Axes stay finite and their ticks few, whatever the run does."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gdsim.ui.plots.scale import exponents, linear, logarithmic, within_reach

anything = st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=30)


@given(anything, st.booleans())
@example([5e-324], False)
def test_a_linear_axis_is_finite_and_holds_its_values(values: list[float], zero: bool) -> None:
    """NaN and infinities become gaps; what is left lies inside, with three to five ticks."""
    data = np.array(values, dtype=float)
    scale = linear(data, zero)
    assert math.isfinite(scale.low) and math.isfinite(scale.high) and scale.low < scale.high
    known = within_reach(data)
    known = known[~np.isnan(known)]
    assert not len(known) or (scale.low <= known.min() and known.max() <= scale.high)
    assert 3 <= len(scale.ticks) <= 5
    assert all(scale.low <= at <= scale.high for at, _ in scale.ticks)


@given(anything)
def test_a_logarithmic_axis_is_finite(values: list[float]) -> None:
    """Zero and negative sizes are gaps as well; at least one tick says where one is."""
    powers = exponents(np.array(values, dtype=float))
    scale = logarithmic(powers)
    assert math.isfinite(scale.low) and math.isfinite(scale.high) and scale.low < scale.high
    assert 1 <= len(scale.ticks) <= 6
    assert all(scale.low <= at <= scale.high for at, _ in scale.ticks)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.0, 0.83], ["0", "0.4", "0.8"]),
        ([-1.2, 3.1], ["−1", "0", "1", "2", "3"]),
        ([0.0, 4.1e12], ["0", "2×10¹²", "4×10¹²"]),
    ],
)
def test_labels_of_an_axis_are_short(values: list[float], texts: list[str]) -> None:
    """A small plot has room for short numbers, with a true minus."""
    assert [text for _, text in linear(np.array(values), zero=values[0] == 0).ticks] == texts


def test_an_axis_stands_still_while_values_move_a_little() -> None:
    """Otherwise each new smallest gradient would draw the whole plot anew."""
    assert linear(np.array([0.0, 1.03])).high == linear(np.array([0.0, 1.04])).high

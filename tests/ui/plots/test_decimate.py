"""Laws of the decimation: which points of a long curve are drawn, and which may not be lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gdsim.ui.plots.decimate import chained, decimated, decimated_columns, kept_places

values = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(float("nan"))), min_size=1, max_size=300)


@given(values, st.integers(1, 20))
def test_only_points_of_the_curve_in_their_order(y: list[float], buckets: int) -> None:
    """Nothing is made up: each point is one of the curve, and x stays ascending."""
    x, wanted = np.arange(len(y), dtype=float), np.array(y)
    across, up = decimated(x, wanted, buckets)
    assert np.all(np.diff(across) > 0)
    assert np.array_equal(up, wanted[across.astype(int)], equal_nan=True)


@given(values, st.integers(1, 20))
def test_the_extremes_and_both_ends_are_kept(y: list[float], buckets: int) -> None:
    """A spike of one update must not vanish, nor the last value."""
    wanted = np.array(y)
    across, up = decimated(np.arange(len(y), dtype=float), wanted, buckets)
    assert across[0] == 0 and across[-1] == len(y) - 1
    if not np.isnan(wanted).all():
        assert np.nanmin(up) == np.nanmin(wanted) and np.nanmax(up) == np.nanmax(wanted)


@given(values, st.integers(1, 20))
def test_a_gap_stays_a_gap_and_none_is_added(y: list[float], buckets: int) -> None:
    """Two neighbours are joined by a line exactly where nothing between them was missing."""
    wanted = np.array(y)
    across, up = decimated(np.arange(len(y), dtype=float), wanted, buckets)
    for left, right, a, b in zip(
        across[:-1].astype(int), across[1:].astype(int), up[:-1], up[1:], strict=True
    ):
        if not np.isnan(a) and not np.isnan(b):
            assert not np.isnan(wanted[left:right]).any()


@given(values, st.integers(1, 20))
def test_at_most_two_points_a_bucket_remain(y: list[float], buckets: int) -> None:
    """At most two a bucket, both ends, and a gap between any two of them."""
    kept = kept_places(np.array(y), buckets)
    assert kept is None or len(kept) <= 2 * (2 * buckets + 2)


@given(st.integers(1, 400), st.integers(1, 5), st.integers(1, 20), st.integers(0, 9))
def test_many_curves_keep_extremes_and_ends(count: int, curves: int, buckets: int, seed: int) -> None:
    """The same laws hold where many curves are decimated together."""
    y = np.random.default_rng(seed).normal(size=(count, curves))
    across, up = decimated_columns(np.arange(count, dtype=float), y, buckets)
    assert across.shape == up.shape
    assert np.array_equal(up, np.take_along_axis(y, across.astype(int), axis=0))
    assert np.array_equal(up.min(axis=0), y.min(axis=0)) and np.array_equal(up.max(axis=0), y.max(axis=0))
    assert np.array_equal(up[[0, -1]], y[[0, -1]])
    assert np.all(np.diff(across, axis=0) >= 0)
    assert len(up) <= max(4 * buckets + 4, count if count <= 2 * buckets + 2 else 0)


def test_chained_curves_are_parted_by_gaps() -> None:
    """One item draws two curves, without a line from the end of the first to the start of the second."""
    x = np.array([[0.0, 0.0], [1.0, 1.0]])
    _, y = chained(x, np.array([[1.0, 3.0], [2.0, 4.0]]))
    assert np.array_equal(y, [1, 2, np.nan, 3, 4, np.nan], equal_nan=True)

"""Random numbers: the same for ever, and random."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.stream import Stream


def test_a_seeds_permutation_stays_for_ever():
    """The order of a file's first epoch: where this changes, every shared file shows other batches."""
    assert Stream(7, "order", 1).permutation(16).tolist() == PERMUTATION


def test_a_seeds_raw_integers_stay_for_ever():
    """The raw integers that NumPy promises to keep."""
    assert [int(value) for value in Stream(7, "order", 1).raw(3)] == RAW


def test_a_seeds_draws_stay_for_ever():
    """Uniform numbers to the last bit; normal ones to the last digits that a math library may change."""
    assert Stream(7, "weights of layer 1").uniform(3).tolist() == UNIFORM
    np.testing.assert_allclose(Stream(7, "weights of layer 1").normal(3), NORMAL, rtol=1e-14)


def test_a_stream_is_named_by_seed_purpose_and_epoch():
    """Another seed, purpose or epoch is another stream; the same ones are the same."""
    found = {
        tuple(Stream(*name).raw(4).tolist())
        for name in ((7, "order", 1), (8, "order", 1), (7, "data", 1), (7, "order", 2), (7, "order", 10**6))
    }
    assert len(found) == 5
    assert Stream(7, "order", 1).raw(4).tolist() == Stream(7, "order", 1).raw(4).tolist()


def test_streams_of_two_epochs_do_not_overlap():
    """A long draw of one epoch never reaches the numbers of the next."""
    first, second = (set(Stream(7, "order", epoch).raw(20_000).tolist()) for epoch in (1, 2))
    assert not first & second


@pytest.mark.parametrize("seed", [0, 1, 2**63, 2**64 - 1])
def test_every_seed_of_a_file_names_a_stream(seed):
    """Every seed that a file can hold names a stream."""
    assert sorted(Stream(seed, "order").permutation(9).tolist()) == list(range(9))


def test_uniform_numbers_are_evenly_spread():
    """In [0, 1), evenly: mean, spread and tenths of 40,000 numbers."""
    drawn = Stream(1, "test").uniform(200, 200)
    assert drawn.shape == (200, 200) and drawn.min() >= 0 and drawn.max() < 1
    assert abs(drawn.mean() - 0.5) < 0.005 and abs(drawn.var() - 1 / 12) < 0.002
    tenths = np.bincount((drawn.ravel() * 10).astype(int), minlength=10)
    assert np.abs(tenths - 4000).max() < 300


def test_normal_numbers_are_a_bell_curve():
    """A bell curve: mean 0, variance 1, no skew, the tails of 40,000 numbers, all finite."""
    drawn = Stream(1, "test").normal(40_000)
    assert np.isfinite(drawn).all() and abs(drawn.mean()) < 0.02 and abs(drawn.var() - 1) < 0.03
    assert abs((drawn**3).mean()) < 0.06 and abs((drawn**4).mean() - 3) < 0.15
    assert (
        abs((np.abs(drawn) < 1).mean() - 0.6827) < 0.01 and abs((np.abs(drawn) < 2).mean() - 0.9545) < 0.005
    )


def test_whole_numbers_below_a_limit_come_equally_often():
    """Whole numbers from 0 to limit − 1, each as often."""
    drawn = Stream(1, "test").below(np.full(30_000, 6))
    counts = np.bincount(drawn, minlength=6)
    assert len(counts) == 6 and np.abs(counts - 5000).max() < 300
    assert (Stream(1, "test").below(np.ones(50, dtype=np.int64)) == 0).all()


@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_a_permutation_has_every_number_once(count):
    """A permutation of any length has every number once, and of none it has none."""
    assert sorted(Stream(3, "order").permutation(count).tolist()) == list(range(count))


def test_all_permutations_come_equally_often():
    """All six orders of three things come as often, over 6,000 epochs."""
    orders = [tuple(Stream(5, "order", epoch).permutation(3)) for epoch in range(6000)]
    counts = [orders.count(order) for order in sorted(set(orders))]
    assert len(counts) == 6 and all(abs(count - 1000) < 130 for count in counts)


PERMUTATION = [6, 9, 7, 15, 13, 3, 1, 8, 10, 4, 14, 5, 12, 11, 0, 2]
RAW = [3143937554594768270, 816266159935027598, 15728964638720997997]
UNIFORM = [0.08152024231843058, 0.09977320316836413, 0.8557479229408176]
NORMAL = [0.061197095647270036, 0.06820349784851573, 1.5330705473367305]

"""What is true of every way of sampling: which samples an epoch sees, and how often."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdsim.core.experiment import Sampling
from gdsim.core.registries import DRAWS, SAMPLING_MODES
from gdsim.core.sampler import batch_size, batches, updates_in_epoch
from gdsim.core.timeline import Timeline
from tests.oracle.small import drawn, ids, optimizers, small

ONCE = ("shuffle", "in_order")
ORDERED = [key for key, draw in DRAWS.items() if draw.order is not None]


@pytest.mark.parametrize("samples", [1, 7, 10, 100])
@pytest.mark.parametrize("draw", ONCE)
@pytest.mark.parametrize("mode", SAMPLING_MODES)
def test_batches_partition_the_samples(mode, draw, samples):
    """Without replacement every sample is in exactly one batch of every epoch, and the last may be smaller."""
    sampling = Sampling(mode, draw, 3 if SAMPLING_MODES[mode].takes_batch_size else None)
    for epoch in (1, 2, 9):
        found = batches(sampling, 7, samples, epoch)
        assert sorted(np.concatenate(found).tolist()) == list(range(samples))
        assert len(found) == updates_in_epoch(sampling, samples, epoch)
        size = batch_size(sampling, samples)
        assert all(len(batch) == size for batch in found[:-1]) and 1 <= len(found[-1]) <= size


@pytest.mark.parametrize("mode", SAMPLING_MODES)
@pytest.mark.parametrize("draw", ORDERED)
def test_an_epoch_sees_as_many_samples_as_there_are(mode, draw):
    """With or without replacement an epoch has the same number of updates and of samples."""
    sampling = Sampling(mode, draw, 4 if SAMPLING_MODES[mode].takes_batch_size else None)
    found = batches(sampling, 3, 18, 1)
    assert sum(map(len, found)) == 18
    assert [len(b) for b in found] == [len(b) for b in batches(replace(sampling, draw="shuffle"), 3, 18, 1)]
    assert all((batch >= 0).all() and (batch < 18).all() for batch in found)


def test_with_replacement_some_samples_come_twice():
    """Some samples come twice in an epoch and some not at all; over many epochs every one comes as often."""
    sampling = Sampling("sgd", "with_replacement")
    one = np.concatenate(batches(sampling, 7, 100, 1))
    assert len(set(one.tolist())) < 80
    many = np.concatenate([np.concatenate(batches(sampling, 7, 100, epoch)) for epoch in range(1, 201)])
    counts = np.bincount(many, minlength=100)
    assert counts.min() > 140 and counts.max() < 265


def test_shuffle_draws_a_new_order_each_epoch():
    """Shuffle draws another order each epoch and each seed; in order is always the same."""
    shuffle = Sampling("batch", "shuffle")
    orders = {tuple(batches(shuffle, seed, 50, epoch)[0]) for seed in (1, 2) for epoch in range(1, 6)}
    assert len(orders) == 10
    in_order = Sampling("batch", "in_order")
    assert {tuple(batches(in_order, seed, 50, 3)[0]) for seed in (1, 2)} == {tuple(range(50))}


def test_sgd_makes_a_hundred_updates_of_a_hundred_samples():
    """100 samples, one at a time, shuffled: exactly 100 updates an epoch, each sample once."""
    experiment, arrays = small(samples=100, sampling=Sampling("sgd", "shuffle"))
    run = Timeline(experiment, arrays)
    run.advance(200)
    assert run.curves.updates.tolist() == [0, 100, 200] and run.curves.epochs.tolist() == [0, 1, 2]
    seen = [run.trace(update).position.batch.tolist() for update in range(1, 101)]
    assert sorted(seen) == [[sample] for sample in range(100)]


BOTH = [(f"{name}-{draw}", chosen, draw) for name, chosen in optimizers() for draw in ONCE]


@pytest.mark.parametrize(("chosen", "draw"), [(c, d) for _, c, d in BOTH], ids=[name for name, _, _ in BOTH])
def test_a_batch_is_a_mini_batch_of_all(chosen, draw):
    """With B = N batch and mini-batch are one and the same, bit for bit."""
    ends = []
    for sampling in (Sampling("batch", draw), Sampling("mini_batch", draw, 6)):
        experiment, arrays = small(samples=6, sampling=sampling, chosen=chosen)
        run = Timeline(experiment, arrays)
        run.advance(10)
        ends.append(run.state(10).theta.tobytes())
    assert ends[0] == ends[1]


ALL = optimizers()


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_order_within_a_full_batch_does_not_matter(chosen):
    """With B = N every draw without replacement gives the same run, up to rounding."""
    ends = []
    for draw in ONCE:
        experiment, arrays = small(samples=6, sampling=Sampling("batch", draw), chosen=chosen)
        run = Timeline(experiment, arrays)
        run.advance(10)
        ends.append(run.state(10).theta)
    np.testing.assert_allclose(ends[0], ends[1], rtol=1e-7)


def test_listed_batches_come_as_listed():
    """Listed batches are taken as they stand, epoch after epoch, repeats and all."""
    sampling = Sampling("mini_batch", "listed", None, (((3, 3), (0,)), ((1, 2, 0),)))
    experiment, arrays = small(samples=4, sampling=sampling)
    run = Timeline(experiment, arrays)
    found = [run.trace(update).position.batch.tolist() for update in range(1, 8)]
    assert found == [[3, 3], [0], [1, 2, 0], [3, 3], [0], [1, 2, 0], [3, 3]]
    assert np.array_equal(run.trace(1)["x"], arrays.x[:, [3, 3]])


@pytest.mark.parametrize("draw", DRAWS)
def test_any_epoch_is_entered_directly(draw):
    """The batches of epoch 1,000,000 need nothing of the epochs before."""
    sampling = drawn(draw, "mini_batch", 10)
    assert len(batches(sampling, 7, 10, 10**6)) == updates_in_epoch(sampling, 10, 10**6)

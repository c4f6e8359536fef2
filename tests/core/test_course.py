"""The course: epoch, batch and rule of any update, through every amendment."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from gdsim.core.course import amended, course
from gdsim.core.experiment import Amendment, Clip, Sampling, optimizer
from gdsim.core.sampler import batches
from tests.oracle.small import small

SAMPLES = 10


def of(*amendments, sampling=None, chosen=None):
    """The course of a small experiment with ten samples."""
    experiment, _ = small(
        samples=SAMPLES, sampling=sampling or Sampling("mini_batch", "shuffle", 4), chosen=chosen
    )
    return course(replace(experiment, amendments=tuple(Amendment(*each) for each in amendments)), 2, SAMPLES)


def told(run, first, last):
    """(update, epoch, place in the epoch, updates of the epoch, t) of many updates."""
    return [
        (p.update, p.epoch, p.update_in_epoch, p.updates_in_epoch, p.t) for p in run.positions(first, last)
    ]


def test_a_plain_course_has_three_updates_an_epoch():
    """Three updates an epoch, counted from 1."""
    assert told(of(), 1, 4) == [(1, 1, 1, 3, 1), (2, 1, 2, 3, 2), (3, 1, 3, 3, 3), (4, 2, 1, 3, 4)]


def test_another_rate_changes_no_epoch_or_batch():
    """Another learning rate is another leg of the same epochs, batches and t."""
    changed = of((5, "optimizer.learning_rate", 0.5))
    assert told(changed, 1, 9) == told(of(), 1, 9) and len(changed.legs) == 2
    assert [p.batch.tolist() for p in changed.positions(1, 9)] == [
        p.batch.tolist() for p in of().positions(1, 9)
    ]


def test_another_rule_counts_t_anew():
    """T is 1 again at the first update of another rule."""
    changed = of((5, "optimizer.method", "adam"), (8, "optimizer.learning_rate", 0.1))
    assert [p.t for p in changed.positions(1, 9)] == [1, 2, 3, 4, 1, 2, 3, 4, 5]


def test_another_batch_size_begins_a_new_epoch():
    """A change of the sampling inside an epoch begins the next one, with all samples in new batches."""
    changed = of((5, "sampling.batch_size", 5))
    found = told(changed, 4, 7)
    assert [entry[:4] for entry in found] == [(4, 2, 1, 3), (5, 3, 1, 2), (6, 3, 2, 2), (7, 4, 1, 2)]
    seen = sorted(sample for p in changed.positions(5, 6) for sample in p.batch.tolist())
    assert seen == list(range(SAMPLES))
    assert changed.last_update(1) == 3 and changed.last_update(2) == 4
    assert changed.last_update(3) == 6 and changed.last_update(4) == 8


def test_another_batch_size_keeps_an_epoch_just_begun():
    """At the first update of an epoch the same change keeps the epoch's number."""
    assert [entry[1] for entry in told(of((4, "sampling.batch_size", 5)), 3, 6)] == [1, 2, 2, 3]


def test_an_amendment_of_update_1_is_the_experiment():
    """An amendment of update 1 is the experiment itself."""
    changed = of((1, "sampling.mode", "sgd"))
    assert len(changed.legs) == 1 and [entry[:4] for entry in told(changed, 10, 11)] == [
        (10, 1, 10, 10),
        (11, 2, 1, 10),
    ]


def test_changes_of_one_update_are_one_leg():
    """Changes of one update are one leg; an edit of a parameter among them is kept."""
    changed = of(
        (5, "parameters.W1[1,2]", 0.25),
        (5, "sampling.batch_size", 5),
        (5, "sampling.draw", "in_order"),
        (5, "optimizer.learning_rate", 0.5),
        (5, "parameters.b2[1]", -0.5),
    )
    assert len(changed.legs) == 2
    leg = changed.legs[1]
    assert leg.edits == (("W1", 0, 1, 0.25), ("b2", 0, 0, -0.5))
    assert leg.experiment.optimizer.settings["learning_rate"] == 0.5
    assert [p.batch.tolist() for p in changed.positions(5, 6)] == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
    assert [entry[1] for entry in told(changed, 4, 6)] == [2, 3, 3]


def test_order_of_amendments_in_the_file_does_not_matter():
    """Amendments of different updates can stand in any order."""
    listed = [(5, "sampling.batch_size", 5), (8, "optimizer.method", "adam"), (12, "sampling.mode", "sgd")]
    assert told(of(*listed), 1, 30) == told(of(*reversed(listed)), 1, 30)


def test_listed_epochs_of_unequal_length_repeat():
    """Listed epochs of 3, 1 and 2 updates, over and over, entered anywhere."""
    listed = (((0,), (1,), (2,)), ((3, 4),), ((5,), (6, 7)))
    run = of(sampling=Sampling("mini_batch", "listed", None, listed))
    counts = [3, 1, 2] * 3
    expected = [
        (epoch, place, count) for epoch, count in enumerate(counts, 1) for place in range(1, count + 1)
    ]
    assert [entry[1:4] for entry in told(run, 1, 18)] == expected
    assert [run.last_update(epoch) for epoch in range(1, 8)] == [3, 4, 6, 9, 10, 12, 15]
    assert run.position(10).batch.tolist() == [3, 4] and run.position(6 * 10**6 + 4).batch.tolist() == [3, 4]


def test_an_amendment_leaves_listed_epochs_in_place():
    """A change that is not of the sampling leaves listed epochs where they are, in mid-cycle too."""
    listed = Sampling("mini_batch", "listed", None, (((0,), (1,), (2,)), ((3, 4),)))
    for update in range(2, 10):
        changed = of((update, "optimizer.learning_rate", 0.5), sampling=listed)
        assert told(changed, 1, 12) == told(of(sampling=listed), 1, 12)
        assert [changed.last_update(epoch) for epoch in range(1, 6)] == [3, 4, 7, 8, 11]


FIELDS = some.sampled_from(
    [
        ("sampling.batch_size", 3),
        ("sampling.batch_size", 7),
        ("sampling.mode", "sgd"),
        ("sampling.mode", "batch"),
        ("sampling.draw", "with_replacement"),
        ("optimizer.learning_rate", 0.5),
        ("optimizer.method", "adam"),
        ("parameters.W1[1,1]", 0.5),
        ("loss.l2", 0.1),
    ]
)


@given(some.lists(some.tuples(some.integers(1, 40), FIELDS), max_size=6))
def test_epochs_and_updates_fit_whatever_is_amended(changes):
    """Updates, epochs, places and last updates fit together through any amendments."""
    run = of(*((update, *field) for update, field in changes))
    found = list(run.positions(1, 80))
    assert [p.update for p in found] == list(range(1, 81))
    assert found[0].epoch == 1 and found[0].update_in_epoch == 1 and found[0].t == 1
    for before, after in pairwise(found):
        if after.epoch == before.epoch:
            assert after.update_in_epoch == before.update_in_epoch + 1
        else:
            assert after.epoch == before.epoch + 1 and after.update_in_epoch == 1
            assert run.last_update(before.epoch) == before.update
        assert after.t in (1, before.t + 1)
        assert after.update_in_epoch <= after.updates_in_epoch
    for update in (1, 17, 40, 80):
        alone, among = run.position(update), found[update - 1]
        assert (alone.epoch, alone.update_in_epoch, alone.t) == (among.epoch, among.update_in_epoch, among.t)
        assert alone.batch.tolist() == among.batch.tolist()
        leg = run.legs[run.leg(update)]
        drawn = batches(leg.experiment.sampling, leg.experiment.seed, SAMPLES, among.epoch)
        assert drawn[among.update_in_epoch - 1].tolist() == among.batch.tolist()


def test_amended_fields_bring_what_belongs_to_them():
    """Each field that can change in mid-run, and what comes with it."""
    experiment, _ = small(chosen=optimizer("momentum", learning_rate=0.3, momentum=0.5))
    adam = amended(experiment, "optimizer.method", "adam").optimizer
    assert adam.settings["learning_rate"] == 0.3 and "momentum" not in adam.settings
    clipped = amended(experiment, "optimizer.clip", {"by": "norm", "limit": 2}).optimizer
    assert clipped.clip == Clip("norm", 2.0)
    assert amended(experiment, "optimizer.clip", None).optimizer.clip is None
    with_schedule = amended(
        experiment, "optimizer.schedule", {"kind": "step", "gamma": 0.1, "per": "epoch"}
    ).optimizer
    assert with_schedule.per == "epoch" and dict(with_schedule.schedule.settings) == {
        "step_size": 10,
        "gamma": 0.1,
    }
    assert amended(experiment, "optimizer.weight_decay", 0.1).optimizer.weight_decay == 0.1
    assert amended(experiment, "optimizer.decay_biases", False).optimizer.decay_biases is False
    assert amended(experiment, "loss.l1", 0.1).loss.l1 == 0.1


@pytest.mark.parametrize(
    "field", ["seed", "optimizer.rho", "network.layers", "loss.function", "sampling.batches", ""]
)
def test_fields_that_need_a_restart_are_refused(field):
    """What cannot change in mid-run is refused."""
    experiment, _ = small()
    with pytest.raises(KeyError):
        amended(experiment, field, 1)


@pytest.mark.parametrize("most", [1, 3, 7, 1000])
def test_stretches_hold_the_same_updates_as_positions(most):
    """Cut into stretches a run has the same updates, batches and counts; none crosses the end of an epoch or a leg."""
    made = of(
        (20, "optimizer.learning_rate", 0.01), (33, "sampling.batch_size", 3), (41, "optimizer.method", "rmsprop"),
        (41, "parameters.W2[1,2]", 0.75), (60, "loss.l2", 0.05),
    )  # fmt: skip
    expected, found, update = list(made.positions(1, 90)), [], 1
    while update <= 90:
        stretch = made.stretch(update, min(most, 90 - update + 1))
        assert 1 <= len(stretch) <= most and len({made.leg(update + n) for n in range(len(stretch))}) == 1
        found += [stretch.position(number) for number in range(len(stretch))]
        assert stretch.ends_epoch is (found[-1].update_in_epoch == found[-1].updates_in_epoch)
        runs = list(stretch.batches.runs(stretch.offset, len(stretch)))
        sizes = [size for count, size in runs for _ in range(count)]
        assert sizes == [len(position.batch) for position in found[-len(stretch) :]]
        update += len(stretch)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert replace(one, batch=None) == replace(other, batch=None) and np.array_equal(
            one.batch, other.batch
        )

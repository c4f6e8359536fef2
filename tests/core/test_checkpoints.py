"""Checkpoints: near enough for a seek within a frame, few enough for the memory."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.checkpoints import BYTES, SECONDS, Checkpoints
from gdsim.core.trace import State


def state(update, size=4):
    """A state after so many updates."""
    return State(update, np.full(size, float(update)), {"m": np.zeros(size)})


def walked(kept, updates, size=4):
    """Let a run pass that keeps what is due."""
    made = kept.updates[-1]
    while made < updates:
        made += kept.ahead(made)
        if made % kept.stride == 0:
            kept.keep(state(made, size))
    return kept


@pytest.mark.parametrize("cost", [1e-7, 5e-7, 6e-5, 1e-3, 0.5])
def test_stride_of_checkpoints_follows_the_cost(cost):
    """Replay from one to the next takes at most the budget, and no less than half of it, or is one update."""
    kept = Checkpoints(state(0))
    kept.took(100 * cost, 100)
    assert kept.stride == 1 or SECONDS / 2 < kept.stride * cost <= SECONDS * 1.000001


def test_a_disturbed_measurement_never_shortens_the_stride():
    """A measurement that was disturbed does not make the stride shorter, and one without updates says nothing."""
    kept = Checkpoints(state(0))
    kept.took(1e-3, 1000)
    stride = kept.stride
    kept.took(5.0, 1000)
    kept.took(0.0, 0)
    assert kept.stride == stride
    kept.forget_cost()
    kept.took(1e-1, 1000)
    assert kept.stride < stride


def test_before_gives_the_nearest_earlier_checkpoint():
    """The nearest one that is not later; the first of all for what lies before it."""
    kept = walked(Checkpoints(state(0)), 200)
    assert [kept.before(update).update for update in (0, 15, 16, 17, 199)] == [0, 0, 16, 16, 192]


def test_memory_of_checkpoints_is_bounded():
    """However long the run, the bytes stay within the bound, the stride doubles and the spacing stays even."""
    kept = walked(Checkpoints(State(0, np.zeros(20_000), {})), 40_000, 20_000)
    assert kept.bytes <= BYTES and kept.stride > 16
    assert np.diff(kept.updates).max() <= kept.stride and kept.updates[0] == 0
    assert kept.bytes == sum(600 + 2 * 8 * 20_000 for _ in kept.updates[1:])


def test_where_a_run_began_is_never_given_up():
    """A run that goes on from a file keeps that state, though it lies on no stride."""
    kept = Checkpoints(State(0, np.zeros(20_000), {}))
    kept.keep(state(777, 20_000), always=True)
    walked(kept, 60_000, 20_000)
    assert 777 in kept.updates and kept.before(780).update in (777, 768, 776)
    assert 777 in kept.until(state(50_001, 20_000)).updates


def test_a_branch_leaves_its_checkpoints_alone():
    """What a branch keeps afterwards the run it came from does not know."""
    kept = walked(Checkpoints(state(0)), 200)
    before = kept.updates
    branch = kept.until(state(100))
    walked(branch, 300)
    assert kept.updates == before and branch.before(100).update == 100 and branch.before(99).update == 96

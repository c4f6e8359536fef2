"""Observe: the snapshot shows what is known at the cursor, and nothing more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdsim.core.experiment import Amendment, Sampling, activation, optimizer
from gdsim.core.program import Stage
from gdsim.core.timeline import Timeline
from gdsim.core.trace import Cursor
from gdsim.files import arrays_of, samples_of, to_json
from gdsim.state.model import Model
from gdsim.state.observe import observe, within
from tests.oracle.small import small


@pytest.fixture
def seen():
    """Makes the snapshot of a small run at any cursor."""
    experiment, _ = small(
        samples=7,
        outputs=1,
        output=activation("sigmoid"),
        loss_key="binary_cross_entropy",
        sampling=Sampling("mini_batch", "shuffle", 3),
        chosen=optimizer("adam"),
    )
    experiment = replace(experiment, amendments=(Amendment(4, "optimizer.method", "gd"),))
    samples = samples_of(experiment)
    run = Timeline(experiment, arrays_of(samples, experiment))

    def at(update, line):
        run.advance(update - run.updates)
        return observe(Model(experiment, Cursor(update, line)), run, samples)

    return at


def test_a_value_is_seen_once_its_line_has_run(seen):
    """What a line writes is there once it has run; before, it is not computed yet."""
    for line in range(20):
        snapshot = seen(2, line)
        for number, each in enumerate(snapshot.program.lines):
            assert (snapshot.value(each.writes) is not None) is (number < line)
        assert snapshot.value("W1") is not None


def test_stages_are_done_active_or_ahead(seen):
    """Before the first line all stages are ahead; after it one is active, those before it are done."""
    assert {seen(2, 0).stage_state(stage) for stage in Stage} == {"ahead"} and seen(2, 0).line is None
    snapshot = seen(2, 7)
    states = [snapshot.stage_state(stage) for stage in Stage]
    assert states.count("active") == 1 and states == sorted(states, key=["done", "active", "ahead"].index)
    assert not snapshot.finished and seen(2, len(snapshot.program.lines)).finished


def test_current_is_what_holds_at_the_cursor(seen):
    """After an amendment the panels show the amended experiment, before it the old one."""
    assert seen(3, 1).current.optimizer.method == "adam" and seen(4, 1).current.optimizer.method == "gd"
    snapshot = seen(4, 1)
    assert snapshot.document == to_json(snapshot.current) and snapshot.document["optimizer"]["method"] == "gd"


def test_a_snapshot_tells_updates_made_and_reasons(seen):
    """The right end of the timeline is what has been run; choices that do not fit have a reason."""
    snapshot = seen(5, 2)
    assert snapshot.updates == 5 and snapshot.diverged is None
    assert "hinge" in snapshot.reasons["loss.function"]


def test_a_cursor_beyond_the_lines_is_brought_back():
    """A cursor beyond the lines of its update is brought back to its end, one inside stays."""
    experiment, arrays = small()
    run = Timeline(experiment, arrays)
    lines = len(run.course.legs[0].program.lines)
    assert within(Model(experiment, Cursor(3, 10**6)), run) == Cursor(3, lines)
    assert within(Model(experiment, Cursor(3, 2)), run) == Cursor(3, 2)


def test_a_cursor_beyond_a_divergence_is_brought_back():
    """Beyond a divergence there is nothing to see."""
    experiment, arrays = small(hidden_layers=0, chosen=optimizer("gd", learning_rate=50.0))
    run = Timeline(experiment, arrays)
    run.advance(5000)
    assert within(Model(experiment, Cursor(5000, 1)), run).update == run.diverged.update

"""Walk: forth and back, and never out of the run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gdsim.core.course import course
from gdsim.core.experiment import Amendment, Sampling, optimizer
from gdsim.core.program import Stage
from gdsim.core.trace import Cursor
from gdsim.state.model import Granularity
from gdsim.state.walk import START, end_of, groups, program_of, stage_end, stepped
from tests.oracle.small import small


def courses():
    """A plain course, and one whose programs and epochs change on the way."""
    experiment, _ = small(samples=7, sampling=Sampling("mini_batch", "shuffle", 3), chosen=optimizer("adam"))
    amendments = (
        Amendment(3, "optimizer.method", "gd"),
        Amendment(5, "sampling.batch_size", 2),
        Amendment(8, "optimizer.clip", {"by": "norm", "limit": 1.0}),
        Amendment(8, "parameters.W1[1,1]", 0.5),
        Amendment(11, "loss.l1", 0.1),
    )
    listed = Sampling("mini_batch", "listed", None, (((0,), (1,), (2,)), ((3, 4),)))
    return [
        course(each, 2, 7)
        for each in (
            experiment,
            replace(experiment, amendments=amendments),
            replace(experiment, sampling=listed),
        )
    ]


COURSES = courses()
RUNS = some.sampled_from(COURSES)
BY = some.sampled_from(list(Granularity))


def stops(run, by, until=14):
    """Every cursor at which a walk by one granularity stops, the start first."""
    found = [START]
    for update in range(1, until + 1):
        program = program_of(run, update)
        if by is Granularity.OPERATION:
            found += [Cursor(update, line) for line in range(1, len(program.lines) + 1)]
        elif by is Granularity.LAYER:
            found += [Cursor(update, line) for line in groups(program)]
        elif by is Granularity.UPDATE or run.position(update + 1).epoch != run.position(update).epoch:
            found.append(end_of(run, update))
    return found


@pytest.mark.parametrize("by", Granularity)
@pytest.mark.parametrize("run", COURSES, ids=["plain", "amended", "listed"])
def test_steps_visit_every_stop_forth_and_back(run, by):
    """Forth visits every stop in order, back the same ones in reverse, across every amendment."""
    expected = stops(run, by)
    cursor = START
    for following in expected[1:]:
        cursor = stepped(run, cursor, by, back=False)
        assert cursor == following
    for before in reversed(expected[:-1]):
        cursor = stepped(run, cursor, by, back=True)
        assert cursor == before


@given(RUNS, BY, some.data())
def test_a_step_forth_and_back_is_the_same_place(run, by, data):
    """From any stop a step forth and one back is the same place."""
    cursor = data.draw(some.sampled_from(stops(run, by)))
    assert stepped(run, stepped(run, cursor, by, back=False), by, back=True) == cursor


def finished(run, cursor):
    """A place as (updates done, lines of the next): the end of one update is the beginning of the next."""
    ends = cursor.line == len(program_of(run, cursor.update).lines)
    return (cursor.update, 0) if ends else (cursor.update - 1, cursor.line)


@given(
    RUNS,
    some.integers(1, 13),
    some.integers(0, 100),
    some.lists(some.tuples(BY, some.booleans()), max_size=25),
)
def test_no_steps_leave_the_run(run, update, line, steps):
    """From anywhere, any steps: the cursor stays on lines that there are, forth goes on and back goes back."""
    cursor = Cursor(update, min(line, len(program_of(run, update).lines)))
    for by, back in steps:
        after = stepped(run, cursor, by, back)
        assert after.update >= 1 and 0 <= after.line <= len(program_of(run, after.update).lines)
        if back:
            assert finished(run, after) < finished(run, cursor) or finished(run, after) == (0, 0)
        else:
            assert finished(run, after) > finished(run, cursor)
        cursor = after


@pytest.mark.parametrize("by", Granularity)
@pytest.mark.parametrize("run", COURSES, ids=["plain", "amended", "listed"])
def test_before_the_first_line_equals_the_end_before(run, by):
    """Steps from before a first line go as from the end of the update before; one stood still."""
    for update in range(2, 14):
        for back in (False, True):
            assert stepped(run, Cursor(update, 0), by, back) == stepped(
                run, end_of(run, update - 1), by, back
            )


@given(BY)
def test_a_step_back_at_the_start_stays(by):
    """At the start a step back stays there."""
    assert stepped(COURSES[0], START, by, back=True) == START


def test_a_step_from_the_middle_goes_to_the_ends():
    """From the middle of an update: forth to its end, back to the end of the one before, by epoch to its ends."""
    run = COURSES[0]
    cursor = Cursor(5, 4)
    assert stepped(run, cursor, Granularity.UPDATE, False) == end_of(run, 5)
    assert stepped(run, cursor, Granularity.UPDATE, True) == end_of(run, 4)
    assert stepped(run, cursor, Granularity.EPOCH, False) == end_of(run, 6)
    assert stepped(run, cursor, Granularity.EPOCH, True) == end_of(run, 3)
    assert stepped(run, Cursor(2, 4), Granularity.EPOCH, True) == START


def test_a_step_by_layer_is_a_stage_or_layer():
    """A step by layer: sample, forward 1, forward 2, loss, backprop 2, backprop 1, update."""
    program = program_of(COURSES[0], 1)
    found = [(program.lines[stop - 1].stage, program.lines[stop - 1].layer) for stop in groups(program)]
    assert found == [
        (Stage.SAMPLE, None), (Stage.FORWARD, 1), (Stage.FORWARD, 2), (Stage.LOSS, None),
        (Stage.BACKPROP, 2), (Stage.BACKPROP, 1), (Stage.UPDATE, None),
    ]  # fmt: skip


def test_a_stage_ends_after_its_last_line():
    """The end of a stage is after its last line; the last stage ends the update."""
    program = program_of(COURSES[1], 9)
    assert [program.lines[stage_end(program, stage) - 1].stage for stage in Stage] == list(Stage)
    assert stage_end(program, Stage.UPDATE) == len(program.lines)

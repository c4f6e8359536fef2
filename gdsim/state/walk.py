"""Walk: where the cursor goes on a step, a seek or a jump to a stage; pure functions of the course."""

from __future__ import annotations

from gdsim.core.course import Course
from gdsim.core.divergence import Divergence
from gdsim.core.program import Program, Stage
from gdsim.core.trace import Cursor
from gdsim.state.model import Granularity

START = Cursor(1, 0)


def program_of(course: Course, update: int) -> Program:
    """The program of an update."""
    return course.legs[course.leg(update)].program


def groups(program: Program) -> tuple[int, ...]:
    """After how many lines each group of one stage and layer ends: the stops of a step by layer."""
    lines = program.lines
    return tuple(
        number
        for number in range(1, len(lines) + 1)
        if number == len(lines)
        or (lines[number].stage, lines[number].layer) != (lines[number - 1].stage, lines[number - 1].layer)
    )


def stepped(course: Course, cursor: Cursor, by: Granularity, back: bool) -> Cursor:
    """The cursor after one step; at the start a step back stays there.

    Args:
        course: the run.
        cursor: where it stands.
        by: how far the step goes.
        back: the other way.
    """
    if cursor.line == 0 and cursor.update > 1:
        # The same moment by its other name, so that a step back leaves it.
        cursor = end_of(course, cursor.update - 1)
    if by is Granularity.EPOCH:
        return _by_epoch(course, cursor, back)
    if by is Granularity.UPDATE:
        return _by_update(course, cursor, back)
    program = program_of(course, cursor.update)
    stops = groups(program) if by is Granularity.LAYER else tuple(range(1, len(program.lines) + 1))
    if back:
        before = [stop for stop in stops if stop < cursor.line]
        if before:
            return Cursor(cursor.update, before[-1])
        return end_of(course, cursor.update - 1) if cursor.update > 1 else START
    after = [stop for stop in stops if stop > cursor.line]
    if after:
        return Cursor(cursor.update, after[0])
    following = program_of(course, cursor.update + 1)
    return Cursor(cursor.update + 1, groups(following)[0] if by is Granularity.LAYER else 1)


def end_of(course: Course, update: int) -> Cursor:
    """After the last line of an update; before the first line of all where the update is 0."""
    return Cursor(update, len(program_of(course, update).lines)) if update >= 1 else START


def stage_end(program: Program, stage: Stage) -> int:
    """After how many lines a stage is complete."""
    return program.stage_lines(stage)[-1] + 1


def finished(course: Course, cursor: Cursor) -> int:
    """Updates that are complete at the cursor."""
    return cursor.update if cursor == end_of(course, cursor.update) else cursor.update - 1


def overflow(course: Course, diverged: Divergence) -> Cursor:
    """After the line that left the finite numbers first: as far as there is anything to see."""
    return Cursor(diverged.update, program_of(course, diverged.update).written[diverged.writes] + 1)


def _by_update(course: Course, cursor: Cursor, back: bool) -> Cursor:
    done = finished(course, cursor)
    return end_of(course, max(done - (cursor.update == done), 0) if back else done + 1)


def _by_epoch(course: Course, cursor: Cursor, back: bool) -> Cursor:
    done = finished(course, cursor)
    if back:
        within = course.position(done if done == cursor.update else cursor.update)
        first = within.update - within.update_in_epoch
        return end_of(course, first)
    return end_of(course, course.last_update(course.position(done + 1).epoch))

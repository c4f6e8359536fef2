"""Updates: what one update takes, with each executor that is there."""

from __future__ import annotations

from gdsim.bench.cases import Case
from gdsim.bench.stopwatch import seconds
from gdsim.core.executors.chosen import executor_of
from gdsim.core.timeline import Timeline


def update_time(case: Case, executor: str, budget: float = 0.05) -> float:
    """Microseconds of an update: gathering its samples, every line, what is carried on, and its row of the curves.

    An epoch's updates are made in a row, as in a run; drawing the order and looking at all samples at the end of the
    epoch are not in it (see :func:`run_time`).

    Args:
        case: which.
        executor: ``numpy`` or ``compiled``.
        budget: seconds to measure for, about.
    """
    experiment, arrays = case.made()
    run = Timeline(experiment, arrays)
    program = run.course.legs[0].program
    made = executor_of(executor)(program, arrays.x, arrays.y, {})
    made.load(run.state(0))
    stretch = run.course.stretch(1, arrays.x.shape[1])
    return 1e6 * seconds(lambda: made.advance(stretch), budget) / len(stretch)


def run_time(case: Case, updates: int = 2000) -> float:
    """Microseconds of an update in a whole run of the executor in use: shuffled, with epochs and checkpoints."""
    run = Timeline(*case.made("shuffle"))
    run.advance(updates)
    return 1e6 * seconds(lambda: run.advance(updates), 0.1, 5) / updates

"""The NumPy executor: the same numbers as formula by formula, for every program."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.timeline import Timeline
from tests.core.readings.test_readings import PROGRAMS
from tests.oracle.small import small

EVERY = pytest.mark.parametrize(
    ("experiment", "arrays"), [p[1:] for p in PROGRAMS], ids=[p[0] for p in PROGRAMS]
)


@EVERY
def test_every_traced_line_is_its_formula_bit_for_bit(experiment, arrays):
    """Each line of a trace is its formula evaluated afresh from what it reads, bit for bit."""
    trace = Timeline(experiment, arrays).trace(2)
    tables = {"X": arrays.x, "Y": arrays.y}
    for line in trace.program.lines:
        if line.writes in ("x", "y"):
            expected = tables[line.writes.upper()][:, trace.position.batch]
        else:
            expected = evaluate(line.tree, {name: trace[name] for name in line.reads})
        np.testing.assert_array_equal(trace[line.writes], expected, err_msg=line.formula)


def test_runs_leave_no_trace_of_each_other():
    """Batches of different size share nothing but parameters: a run of one does not disturb the other."""
    from gdsim.core.experiment import Sampling

    experiment, arrays = small(samples=5, sampling=Sampling("mini_batch", "in_order", 3))
    run = Timeline(experiment, arrays)
    executor = NumpyExecutor(run.course.legs[0].program, arrays.x, arrays.y, {})
    executor.load(run.state(0))
    first = executor.trace(run.course.position(1))
    executor.trace(run.course.position(2))
    again = executor.trace(run.course.position(1))
    assert all(first[name].tobytes() == again[name].tobytes() for name in first.values)


def test_a_state_taken_out_loads_back_unchanged():
    """A state that was taken out is not changed by later updates, and loading it goes back."""
    experiment, arrays = small()
    run = Timeline(experiment, arrays)
    executor = NumpyExecutor(run.course.legs[0].program, arrays.x, arrays.y, {})
    executor.load(run.state(0))
    before = executor.state()
    theta = before.theta.tobytes()
    executor.run(run.course.position(1))
    executor.carry()
    assert executor.state().update == 1 and before.theta.tobytes() == theta
    executor.load(before)
    assert executor.state().theta.tobytes() == theta and executor.state().update == 0


def test_settings_of_the_caller_are_not_changed():
    """Running leaves the caller's arrays alone."""
    experiment, arrays = small()
    before = arrays.x.tobytes(), arrays.y.tobytes()
    run = Timeline(experiment, arrays)
    run.advance(5)
    run.measure()
    run.measure(run.state(2))
    assert (arrays.x.tobytes(), arrays.y.tobytes()) == before

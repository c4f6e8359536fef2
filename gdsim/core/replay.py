"""Replay: the executors of a run, each made to stand at any state of it and to go on from there."""

from __future__ import annotations

from collections.abc import Mapping
from threading import get_ident

import numpy as np

from gdsim.core.course import Course, Leg
from gdsim.core.executors.chosen import executor_class
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.trace import State


class Replay:
    """Executors by the leg whose program they run.

    Args:
        course: that of the run.
        x, y: training samples, as columns.
        fixed: biases that are kept, by name, shape (units,).

    Replaying threads do not share arrays: the window may look at a number while a long run goes on.
    """

    def __init__(self, course: Course, x: np.ndarray, y: np.ndarray, fixed: Mapping[str, np.ndarray]) -> None:
        self._course, self._x, self._y, self._fixed = course, x, y, fixed
        self._executors: dict[tuple[int, int | None], NumpyExecutor] = {}

    def head(self, state: State) -> NumpyExecutor:
        """The one that goes on with the run: it stands at a state, the edits of the next update made."""
        return self._entered(state, None)

    def at(self, state: State) -> NumpyExecutor:
        """One of this thread that stands at a state, the edits of the next update made."""
        return self._entered(state, get_ident())

    def after(self, state: State) -> NumpyExecutor:
        """One of this thread with a state as it is, and the program of the update that led there."""
        executor = self._executor(self._course.leg(max(state.update, 1)), get_ident())
        executor.load(state)
        return executor

    def replayed(self, known: State, update: int) -> NumpyExecutor:
        """One of this thread that has made all updates from a known state to a later one, or as many as are finite."""
        executor, made = self.at(known), known.update
        while made < update:
            if made > known.update and made + 1 in self._course.turns:
                executor = self.at(executor.state())
            stretch = self._course.stretch(made + 1, update - made)
            if len(executor.advance(stretch)) < len(stretch):
                break  # no update follows one that left the finite numbers
            made += len(stretch)
        return executor

    def _entered(self, state: State, thread: int | None) -> NumpyExecutor:
        number = self._course.leg(state.update + 1)
        leg = self._course.legs[number]
        executor = self._executor(number, thread)
        executor.load(_edited(leg, number, state) if leg.first == state.update + 1 else state)
        return executor

    def _executor(self, number: int, thread: int | None) -> NumpyExecutor:
        executor = self._executors.get((number, thread))
        if executor is None:
            program = self._course.legs[number].program
            executor = executor_class()(program, self._x, self._y, self._fixed)
            self._executors[number, thread] = executor
        return executor


def _edited(leg: Leg, number: int, state: State) -> State:
    """The state at the start of a leg: parameters set by hand, memory emptied where the rule has changed."""
    theta = state.theta.copy()
    for name, row, column, value in leg.edits:
        block = leg.program.layout.block(name)
        if block is not None:
            block.of(theta)[row, column] = value
    fresh = number > 0 and leg.rule_start == leg.first
    return State(state.update, theta, {} if fresh else state.memory)

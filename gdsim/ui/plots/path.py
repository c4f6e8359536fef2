"""Path: the parameters after every update of a run, or every second, fourth … of a long one, filled bit by bit."""

from __future__ import annotations

import time

import numpy as np

from gdsim.core.curves import Curves
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.figure import Figure
from gdsim.ui.plots.parameters import traced
from gdsim.ui.plots.run import Run

MOST = 600
"""Rows at most: more than a plot is wide."""
SLICE = 0.006
"""Seconds of a frame in which rows are found."""
EMPTY = "Each update adds a point: press Update or play"


class ParameterPath:
    """A memory of what a replay finds; a run of its own empties it."""

    def __init__(self) -> None:
        self._curves: Curves | None = None
        self._updates: list[int] = []
        self._rows: list[np.ndarray] = []
        self._stride = 1

    def __call__(self, snapshot: Snapshot, run: Run) -> Figure:
        """The parameters after each update that is known by now."""
        self._begin(run)
        shown = int(np.searchsorted(self._updates, run.made, side="right"))
        values = np.array(self._rows[:shown]).reshape(shown, snapshot.program.layout.size)
        empty = "" if shown > 1 else EMPTY if run.count < 1 else "Replaying the run …"
        return traced(snapshot, np.array(self._updates[:shown], dtype=float), values, empty)

    @property
    def count(self) -> tuple[int, int]:
        """Changes with what is known."""
        return len(self._rows), self._stride

    def fill(self, snapshot: Snapshot, run: Run) -> bool:
        """Finds rows for a few milliseconds; True where there are more to find."""
        self._begin(run)
        end = time.perf_counter() + SLICE
        first = self._updates[-1] + self._stride if self._updates else run.first - 1
        if first > run.made:
            return False
        for state in snapshot.probe.timeline.states(first, run.made):
            if (state.update - run.first + 1) % self._stride == 0:
                self._updates.append(state.update)
                self._rows.append(state.theta)
                self._thin()
            if time.perf_counter() > end:
                break
        return self._updates[-1] + self._stride <= run.made

    def _begin(self, run: Run) -> None:
        if self._curves is not run.curves:
            self._curves, self._updates, self._rows, self._stride = run.curves, [], [], 1

    def _thin(self) -> None:
        if len(self._rows) > MOST:
            self._updates, self._rows = self._updates[::2], self._rows[::2]
            self._stride *= 2

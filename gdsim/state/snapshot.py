"""Snapshot: what the views draw, frozen; they hold no state and compute nothing of the lesson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gdsim.core.curves import Curves
from gdsim.core.divergence import Divergence
from gdsim.core.experiment import Experiment
from gdsim.core.program import Line, Program, Stage
from gdsim.core.trace import Position, Trace
from gdsim.data.prepare import Samples
from gdsim.state.model import Model
from gdsim.state.probe import Probe

READABLE = 4.0
"""Steps a second up to which every one can be read."""


@dataclass(frozen=True)
class Snapshot:
    """One moment of the window.

    Args:
        model: document, cursor and selection.
        current: the experiment with the amendments that hold at the cursor's update.
        samples: the prepared data.
        trace: every number of the cursor's update; which are computed at the cursor, :meth:`value` says.
        curves: the run so far; views read its arrays and never write.
        document: the current experiment in the words of its file, for the panels.
        reasons: choices that do not fit: field → value → why not, ``{"loss.function": {"hinge": "needs …"}}``.
        probe: what may be asked beyond that.
        diverged: where the run left the finite numbers, or None.
        playing: True while it plays.
        repeated: True while steps follow each other as under a key that is held down.
        can_undo, can_redo: whether there is an edit to undo or to redo.
    """

    model: Model
    current: Experiment
    samples: Samples
    trace: Trace
    curves: Curves
    document: Mapping[str, Any]
    reasons: Mapping[str, Mapping[str, str]]
    probe: Probe
    diverged: Divergence | None = None
    playing: bool = False
    speed: float = 4.0
    repeated: bool = False
    can_undo: bool = False
    can_redo: bool = False

    @property
    def program(self) -> Program:
        """The program of the cursor's update."""
        return self.trace.program

    @property
    def position(self) -> Position:
        """Epoch, update and batch at the cursor."""
        return self.trace.position

    @property
    def updates(self) -> int:
        """Updates that have been run so far; the timeline's right end."""
        return self.curves.first_update - 1 + len(self.curves.batch_loss)

    @property
    def fast(self) -> bool:
        """True while nobody can read every step; the last one comes once more, without haste."""
        return self.repeated or (self.playing and self.speed > READABLE)

    @property
    def line(self) -> Line | None:
        """The operation that has just been done, or None before the first."""
        done = self.model.cursor.line
        return self.program.lines[done - 1] if done else None

    @property
    def stage(self) -> Stage | None:
        """The stage of that operation."""
        return self.line.stage if self.line else None

    @property
    def finished(self) -> bool:
        """True once every line of this update has run, so that the weights have moved."""
        return self.model.cursor.line == len(self.program.lines)

    def value(self, name: str) -> np.ndarray | None:
        """The numbers of a name at the cursor, or None: not computed yet."""
        return self.trace.at(name, self.model.cursor.line)

    def stage_state(self, stage: Stage) -> str:
        """``done``, ``active`` or ``ahead``."""
        if self.stage is None:
            return "ahead"
        if stage is self.stage:
            return "active"
        return "done" if stage.number < self.stage.number else "ahead"

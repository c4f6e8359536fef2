"""Trace: every name of one update and its numbers; Cursor: a place in a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gdsim.core.program import Program, Stage


@dataclass(frozen=True, order=True)
class Cursor:
    """A place in a run: in which update, and after how many of its lines.

    Line 0 is before the first line of the update: nothing of it has been computed.
    """

    update: int
    line: int


@dataclass(frozen=True)
class Position:
    """One update and what belongs to it.

    Args:
        update, epoch, update_in_epoch: counted from 1.
        updates_in_epoch: how many updates this epoch has.
        t: updates made by this rule, this one included; 1 again after a change of the rule.
        batch: numbers of the samples, from 0.
    """

    update: int
    epoch: int
    update_in_epoch: int
    updates_in_epoch: int
    t: int
    batch: np.ndarray


@dataclass(frozen=True)
class State:
    """What is carried from update to update: theta and the optimizer's memory, after ``update`` updates."""

    update: int
    theta: np.ndarray
    memory: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Trace:
    """Every name of one update and its numbers.

    Samples are columns: ``z1`` is (units, samples in the batch), ``l`` is (samples,), ``L`` a single number.
    """

    program: Program
    position: Position
    values: Mapping[str, np.ndarray]

    def __getitem__(self, name: str) -> np.ndarray:
        return self.values[name]

    def at(self, name: str, line: int) -> np.ndarray | None:
        """The numbers of a name once ``line`` lines have run, or None where they are not computed yet."""
        written = self.program.written.get(name)
        if written is not None and written >= line:
            return None
        return self.values.get(name)

    def computed(self, stage: Stage, line: int) -> bool:
        """True once every line of a stage has run."""
        return line > self.program.stage_lines(stage)[-1]

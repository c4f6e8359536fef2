"""Program: one update of an experiment as a flat tuple of lines, the only text of its mathematics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from gdsim.core.formula import Formula, names, parse
from gdsim.core.layout import Layout


class Stage(Enum):
    """The five stages of an update, always in this order."""

    SAMPLE = "sample"
    FORWARD = "forward"
    LOSS = "loss"
    BACKPROP = "backprop"
    UPDATE = "update"

    @property
    def number(self) -> int:
        """1 to 5."""
        return list(Stage).index(self) + 1


@dataclass(frozen=True)
class Line:
    """One operation: the name it writes, its formula, where it belongs, and why it is done."""

    writes: str
    formula: str
    stage: Stage
    layer: int | None
    why: str

    @property
    def tree(self) -> Formula:
        """The parsed formula."""
        return parse(self.formula)

    @property
    def reads(self) -> tuple[str, ...]:
        """The names that it reads, each once, in reading order."""
        return tuple(dict.fromkeys(names(self.tree)))


@dataclass(frozen=True)
class Program:
    """The lines of one update, and what goes in and what is carried on.

    Args:
        lines: in the order in which they run; no name is written twice.
        layout: where the layers lie in theta.
        constants: settings and fixed biases by name, numbers or arrays.
        carry: what becomes what for the next update, ``{"theta": "theta_next", "m": "m_next"}``.
        initial: where each carried name other than theta starts: a vector of theta's size, or one number.
    """

    lines: tuple[Line, ...]
    layout: Layout
    constants: Mapping[str, float | np.ndarray]
    carry: Mapping[str, str]
    initial: Mapping[str, float | np.ndarray]

    INPUTS = ("X", "Y", "batch", "B", "t", "update", "epoch")
    """What an update is given beside theta and the memory."""

    @cached_property
    def written(self) -> Mapping[str, int]:
        """Where each name is written: name → number of its line."""
        return {line.writes: number for number, line in enumerate(self.lines)}

    def stage_lines(self, stage: Stage) -> range:
        """The numbers of the lines of a stage."""
        numbers = [number for number, line in enumerate(self.lines) if line.stage is stage]
        return range(numbers[0], numbers[-1] + 1)

    def until(self, stage: Stage) -> tuple[Line, ...]:
        """The lines up to the end of a stage."""
        return tuple(line for line in self.lines if line.stage.number <= stage.number)

"""Rule table: the parameters of a network as rows, and as columns what the lines of the update make for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gdsim.core.program import Line, Stage
from gdsim.core.symbols import symbol
from gdsim.core.trace import Trace
from gdsim.insight.signs import points_along, sizes

PREPARED = ("g_clipped", "g_decayed")
"""What the program makes of the gradient before the rule sees it."""


@dataclass(frozen=True)
class Column:
    """One quantity of each parameter.

    Args:
        name: its name in the program, ``m_next`` for a memory: the table shows what this update has made of it.
        label: the name to write above it, ``m``.
        group: the word over it and its neighbours; empty for θ.
        directed: False for a size, which has no sign to colour.
    """

    name: str
    label: str
    group: str
    directed: bool


@dataclass(frozen=True)
class Direction:
    """The quantity with a memory that the step follows: m̂ of Adam, b of momentum.

    Args:
        column: where it stands.
        sign: -1 where the step goes against it, as with m̂; +1 where it goes along it, like a velocity.
    """

    column: Column
    sign: int


@dataclass(frozen=True)
class Rule:
    """What is the same at every step of one program: the columns, and which of them the step follows."""

    columns: tuple[Column, ...]
    direction: Direction | None

    def column(self, name: str) -> Column | None:
        """The column of a name, a memory by either of its names; None where it has none."""
        wanted = (name, f"{name}_next")
        return next((column for column in self.columns if column.name in wanted), None)


def rule_of(trace: Trace) -> Rule:
    """θ, the gradient, each memory, each named quantity in between, Δ and the new θ, from the lines of stage 5."""
    found = tuple(_columns(trace))
    return Rule(found, _direction(trace, found))


@dataclass(frozen=True, eq=False)
class RuleTable:
    """The table at one cursor.

    Args:
        rule: of the trace's program.
        trace: the numbers of the update.
        line: how many of its lines have run.
    """

    rule: Rule
    trace: Trace
    line: int

    @property
    def size(self) -> int:
        """How many rows there are: the parameters, in the order of theta."""
        return self.trace.program.layout.size

    def values(self, name: str) -> np.ndarray | None:
        """A column's numbers, (parameters,), or None: not computed yet."""
        return self.trace.at(name, self.line)

    @property
    def at_work(self) -> Line | None:
        """The line that has just run, where it is one of stage 5."""
        line = self.trace.program.lines[self.line - 1] if self.line else None
        return line if line is not None and line.stage is Stage.UPDATE else None

    @property
    def read(self) -> frozenset[str]:
        """The names of the columns that this line has read. Of a memory it has read what was there before it."""
        line = self.at_work
        return frozenset() if line is None else frozenset(line.reads) & {c.name for c in self.rule.columns}

    @cached_property
    def against(self) -> np.ndarray | None:
        """Where the memory outweighs this batch, (parameters,) of bool; None without a direction or before its line."""
        direction = self.rule.direction
        followed = self.values(direction.column.name) if direction is not None else None
        gradient = self.values("g")
        if direction is None or followed is None or gradient is None:
            return None
        return followed * gradient * direction.sign > 0.0

    def rows(self, layer: int | None) -> range:
        """The places in theta of one layer, W row by row and then b; of all layers where it is None."""
        blocks = [block for block in self.trace.program.layout.blocks if layer in (None, block.layer)]
        return range(blocks[0].start, blocks[-1].start + blocks[-1].size) if blocks else range(0)


def _columns(trace: Trace) -> Iterator[Column]:
    undirected = sizes(trace)
    carried = {after: before for before, after in trace.program.carry.items()}
    written = [
        line.writes
        for line in trace.program.lines
        if line.stage is Stage.UPDATE and trace[line.writes].shape == (trace.program.layout.size,)
    ]
    gradients = [name for name in written if name == "g" or name in PREPARED]
    memory = [name for name in written if name in carried and name != "theta_next"]
    rest = [name for name in written if name not in (*gradients, *memory, "step", "theta_next")]
    yield Column("theta", "theta", "", True)
    for name in gradients:
        yield Column(name, name, "batch" if len(gradients) == 1 else "gradient", True)
    for name in memory:
        yield Column(name, carried[name], "memory", name not in undirected)
    for name in sorted(rest, key=lambda name: _between(name) != "corrected"):
        yield Column(name, name, _between(name), name not in undirected)
    yield Column("step", "step", "the move", True)
    yield Column("theta_next", "theta_next", "the move", True)


def _between(name: str) -> str:
    return "corrected" if "corrected" in symbol(name).meaning else "between"


def _direction(trace: Trace, columns: tuple[Column, ...]) -> Direction | None:
    """The last directed quantity that the step reads and in which an older update still lives on."""
    lines = {line.writes: line for line in trace.program.lines if line.stage is Stage.UPDATE}
    directed = {column.name for column in columns if column.directed}
    older = {
        before for before, after in trace.program.carry.items() if before != "theta" and after in directed
    }

    def remembers(name: str) -> bool:
        return name in older or (
            name in lines and name in directed and any(map(remembers, lines[name].reads))
        )

    step = lines["step"]
    for column in reversed(columns):
        sign = points_along(step.tree, column.name)
        if sign and column.group in ("memory", "corrected", "between") and remembers(column.name):
            return Direction(column, sign)
    return None

"""Rule lines: the lines of the update for one parameter, each with the same formula once more in its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Binary, Call, Formula, Name, Number, names, rebuilt
from gdsim.core.program import Line, Program, Stage
from gdsim.core.readings.element import Entry, Index, NoSingleEntry, written_out
from gdsim.core.trace import Trace
from gdsim.insight.focus import parameter_at
from gdsim.insight.rule_table import PREPARED, Rule


class Part(Enum):
    """What a line is for in its rule."""

    BEFORE = "before"
    """The gradient and the settings of this update, before the rule."""
    DIRECTION = "direction"
    SIZE = "size"
    MOVE = "move"
    """The step and the new parameter."""


@dataclass(frozen=True)
class RuleLine:
    """One line.

    Args:
        line: as it stands in the program.
        number: its place in the program.
        part: what it is for.
        value: its result for this parameter, whether its line has run or not.
        worked: the formula for this parameter alone, a few fixed parts of it reckoned out; None where it is no
            short formula of single numbers, like the length of the whole gradient.
        entries: what each name of it stands for.
        numbers: name → number.
        settings: the names that stand for settings of the optimizer.
    """

    line: Line
    number: int
    part: Part
    value: float
    worked: Formula | None
    entries: Mapping[str, Entry]
    numbers: Mapping[str, float]
    settings: frozenset[str]


def rule_lines(trace: Trace, rule: Rule, place: int) -> tuple[RuleLine, ...]:
    """The lines of stage 5 that lead to this parameter's step, in the order in which they run.

    Args:
        trace: the numbers of the update.
        rule: the columns of its program.
        place: the parameter's place in theta.
    """
    shown = _shown(trace.program)
    return tuple(
        _rule_line(trace, rule, line, number, place)
        for number, line in enumerate(trace.program.lines)
        if line.writes in shown
    )


def label_of(trace: Trace, entry: Entry) -> str | None:
    """How views name an entry of stage 5; None for settings and counts, which are no parameter's."""
    if len(entry.index) != 1 or entry.name in trace.program.constants:
        return None
    chosen = parameter_at(trace, entry.index[0])
    if entry.name == "theta":
        return chosen.label
    return f"d{chosen.label}" if entry.name == "g" else f"{entry.name}[{chosen.label}]"


def _shown(program: Program) -> frozenset[str]:
    """What the new parameters or a memory come from; not the gathering of g, and no length that nobody reads."""
    lines = {line.writes: line for line in program.lines if line.stage is Stage.UPDATE}
    found: set[str] = set()
    open_names = [name for name in program.carry.values() if name in lines]
    while open_names:
        name = open_names.pop()
        if name in lines and name not in found:
            found.add(name)
            open_names += lines[name].reads
    return frozenset(found - {"g"})


def _rule_line(trace: Trace, rule: Rule, line: Line, number: int, place: int) -> RuleLine:
    result = trace[line.writes]
    index: Index = (place,) if result.ndim else ()
    worked: Formula | None = None
    settings: frozenset[str] = frozenset()
    entries: dict[str, Entry] = {}
    numbers: dict[str, float] = {}
    try:
        tree, entries = written_out(line.tree, index, trace.values)
    except (NoSingleEntry, KeyError):
        pass
    else:
        numbers = {
            label: float(np.asarray(trace[entry.name])[entry.index]) for label, entry in entries.items()
        }
        fixed = trace.program.constants
        settings = frozenset(label for label, entry in entries.items() if entry.name in fixed)
        worked = _reckoned_out(tree, numbers, settings)
    value = float(result[index])
    return RuleLine(line, number, _part(rule, line), value, worked, entries, numbers, settings)


def _part(rule: Rule, line: Line) -> Part:
    if line.writes in ("step", "theta_next"):
        return Part.MOVE
    column = next((column for column in rule.columns if column.name == line.writes), None)
    if column is None or line.writes in PREPARED:
        return Part.BEFORE
    return Part.DIRECTION if column.directed else Part.SIZE


def _reckoned_out(tree: Formula, numbers: Mapping[str, float], settings: frozenset[str]) -> Formula:
    """1 - β becomes one number, and of two cases the one that holds is left."""
    counts = settings | {"t", "update", "epoch", "k"}

    def change(part: Formula) -> Formula | None:
        match part:
            case Call("where", (condition, yes, no)) if counts.issuperset(names(condition)):
                chosen = yes if evaluate(condition, numbers) else no
                return rebuilt(chosen, change)
            case Binary("-", Number(), Name(name)) if name in settings and not numbers[name].is_integer():
                # 1 - 0.9 is 0.09999999999999998 in binary.
                return Number(float(f"{float(evaluate(part, numbers)):.12g}"))
        return None

    return rebuilt(tree, change)

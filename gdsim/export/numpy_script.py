"""NumPy script: the run as one plain readable file that needs nothing of gdsim."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping

import numpy as np

from gdsim import __version__
from gdsim.core.course import Leg
from gdsim.core.formula import Call, Formula, children, parse
from gdsim.core.functions import FUNCTIONS
from gdsim.core.program import Program, Stage
from gdsim.core.readings.python import number, python
from gdsim.core.timeline import Timeline
from gdsim.core.trace import State

_TITLES = {
    Stage.SAMPLE: "1 Sample: which samples this update looks at",
    Stage.FORWARD: "2 Forward: from the inputs to the outputs",
    Stage.LOSS: "3 Loss: how far the outputs are from the targets",
    Stage.BACKPROP: "4 Backprop: the gradient, from the output layer back; no parameter changes",
    Stage.UPDATE: "5 Update: the optimizer turns the gradient into a step",
}


def numpy_script(run: Timeline, updates: int) -> str:
    """A script that makes the next ``updates`` updates of a run and ends with the same parameters in ``theta``.

    Args:
        run: the run, standing where the script is to start.
        updates: how many updates.

    The formulas, the functions and the order are those of the program itself.
    """
    start = run.state(run.updates)
    last = run.updates + updates
    legs = _legs(run, start.update, last)
    parts = [
        _head(run, start, updates),
        "import numpy as np\n",
        *_functions([leg.program for leg, _, _ in legs]),
        _data(run),
        _start(run, legs[0][0], start),
    ]
    before: Program | None = None
    for leg, first, end in legs:
        parts.append(_leg(run, leg, first, end, start, before))
        before = leg.program
    parts.append(_end(run))
    return "\n".join(parts)


def _legs(run: Timeline, done: int, last: int) -> list[tuple[Leg, int, int]]:
    """The legs that the updates touch, each with its first and last update."""
    found = []
    for number_, leg in enumerate(run.course.legs):
        end = run.course.legs[number_ + 1].first - 1 if number_ + 1 < len(run.course.legs) else last
        first, end = max(leg.first, done + 1), min(end, last)
        if first <= end:
            found.append((leg, first, end))
    return found or [(run.course.legs[run.course.leg(done + 1)], done + 1, done)]


def _head(run: Timeline, start: State, updates: int) -> str:
    named = "".join(sign if sign.isprintable() else " " for sign in run.experiment.name)
    title = (named or "An experiment").replace('"""', "'''").replace("\\", "/")
    where = f"updates {start.update + 1} to {start.update + updates}"
    return f'"""{title}: {where}, written by gdsim {__version__}.\n\nSamples are columns. Needs NumPy only.\n"""\n'


def _called(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Call):
        yield formula.function
    for child in children(formula):
        yield from _called(child)


def _functions(programs: list[Program]) -> Iterator[str]:
    used = {name for program in programs for line in program.lines for name in _called(parse(line.formula))}
    for name, function in FUNCTIONS.items():
        if name not in used or function.in_numpy:
            continue
        if name == "erf":
            yield "\nimport math\n\nerf = np.vectorize(math.erf, otypes=[float])\n"
        else:
            source = inspect.getsource(function.value)
            yield "\n" + source.replace(": Array", "").replace(" -> Array", "")


def _data(run: Timeline) -> str:
    return (
        "\n# The training samples, one row each; transposed, so that samples are columns\n"
        f"X = np.array({_rows(run.arrays.x.T)}).T\nY = np.array({_rows(run.arrays.y.T)}).T\n"
    )


def _start(run: Timeline, leg: Leg, start: State) -> str:
    text = f"\n# All weights and biases in one row: {', '.join(block.name for block in leg.program.layout.blocks)}\n"
    text += f"theta = np.array({_vector(start.theta)})\n"
    for layer, numbers in enumerate(run.initial, 1):
        if numbers.bias is not None and leg.program.layout.block(f"b{layer}") is None:
            text += f"b{layer} = np.array({list(numbers.bias)}).reshape(-1, 1)  # kept as it is\n"
    return text


def _leg(run: Timeline, leg: Leg, first: int, end: int, start: State, before: Program | None) -> str:
    program = leg.program
    text = "\n# Settings\n"
    used = {name for line in program.lines for name in line.reads}
    for name, value in program.constants.items():
        if name in used:
            shown = f"np.array({_vector(value)})" if isinstance(value, np.ndarray) else number(float(value))
            text += f"{name} = {shown}\n"
    if first == leg.first and leg.edits:
        for name, row, column, value in leg.edits:
            block = program.layout.block(name)
            if block is not None:
                text += f"theta[{block.start + row * block.shape[1] + column}] = {value!r}  # set by hand\n"
    fresh = first == leg.first > 1 and leg.rule_start == leg.first
    text += _memory(program, {} if fresh else start.memory, None if fresh else before)
    text += "\n# Each update: its epoch and the numbers of its samples\nupdates = [\n"
    for position in run.course.positions(first, end):
        text += f"    ({position.epoch}, {position.batch.tolist()}),\n"
    text += f"]\nfor update, (epoch, batch) in enumerate(updates, {first}):\n"
    text += f"    t = update{f' - {leg.rule_start - 1}' if leg.rule_start > 1 else ''}\n    B = len(batch)\n"
    for block in program.layout.blocks:
        text += f"    {block.name} = theta[{block.start}:{block.start + block.size}].reshape{block.shape}\n"
    stage = None
    for line in program.lines:
        if line.stage is not stage:
            stage = line.stage
            text += f"\n    # {_TITLES[stage]}\n"
        text += f"    {line.writes} = {python(line.tree, numpy=True)}\n"
    text += "\n    # What is carried on to the next update\n"
    for name, written in program.carry.items():
        text += f"    {name} = {written}\n"
    return text


def _memory(program: Program, kept: Mapping[str, np.ndarray], before: Program | None) -> str:
    """Where the optimizer's memory starts: as the run stands, or as declared where the leg before had none of it."""
    text = ""
    for name, value in program.initial.items():
        if before is not None and name in before.initial:
            continue
        now = kept.get(name) if before is None else None
        if isinstance(value, np.ndarray):
            full = f"np.full({program.layout.size}, {number(float(value[0]))})"
            text += f"{name} = {full if now is None or np.array_equal(now, value) else f'np.array({_vector(now)})'}\n"
        else:
            text += f"{name} = {number(float(value if now is None else now))}\n"
    return "\n# What the optimizer remembers\n" + text if text else ""


def _end(run: Timeline) -> str:
    text = "\n# The parameters at the end\n"
    for block in run.course.legs[0].program.layout.blocks:
        part = f"theta[{block.start}:{block.start + block.size}].reshape{block.shape}"
        text += f'print("{block.name} =", {part}.tolist())\n'
    return text


def _vector(values: np.ndarray) -> str:
    return "[" + ", ".join(number(float(value)) for value in values) + "]"


def _rows(table: np.ndarray) -> str:
    return "[\n" + "".join(f"    {_vector(row)},\n" for row in table) + "]"

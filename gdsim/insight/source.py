"""Source: in a few words, where a number was made: layer and stage, data, setting, or an earlier update."""

from __future__ import annotations

from gdsim.core.program import Line, Program, Stage
from gdsim.core.readings.element import Entry
from gdsim.core.symbols import is_kept, layer_of, symbol
from gdsim.core.trace import Trace

_STAGES = {
    Stage.FORWARD: "forward pass",
    Stage.LOSS: "loss",
    Stage.BACKPROP: "backprop",
    Stage.UPDATE: "of this update",
}


def source(trace: Trace, entry: Entry) -> str:
    """Where the number of an entry comes from.

    Returns:
        ``"weight · layer 3"``, ``"layer 1 · forward pass"``, ``"data · row 43"``, ``"learning rate · setting"`` …
    """
    name, program = entry.name, trace.program
    if name == "theta":
        block = next(b for b in program.layout.blocks if b.start <= entry.index[0] < b.start + b.size)
        return f"{_of_layer(program, block.name)} · {_age(trace)}"
    if name in ("x", "y"):
        kind = "data" if name == "x" else "target"
        return f"{kind} · row {int(trace.position.batch[entry.index[-1]]) + 1}"
    if name in program.written:
        return _of_line(program.lines[program.written[name]])
    if layer_of(name) is not None:
        return _of_layer(program, name)
    meaning = symbol(name).meaning or name.replace("_", " ")
    if name in program.initial:
        return f"{meaning} · {_age(trace)}"
    return f"{meaning} · setting" if name in program.constants and name not in ("K", "pi") else meaning


def _of_line(line: Line) -> str:
    stage = _STAGES.get(line.stage, line.stage.value)
    if line.layer is not None:
        return f"layer {line.layer} · {stage}"
    meaning = symbol(line.writes.removesuffix("_next")).meaning or line.writes.replace("_", " ")
    if line.writes == "theta_next":
        return "after this update"
    if is_kept(line.writes):
        return f"{meaning} · after this update"
    return meaning if stage in meaning else f"{meaning} · {stage}"


def _of_layer(program: Program, name: str) -> str:
    kind = "weight" if name.startswith("W") else "bias"
    kept = "" if program.layout.block(name) else ", kept as it is"
    return f"{kind} · layer {layer_of(name)}{kept}"


def _age(trace: Trace) -> str:
    """How many updates have made what is carried on."""
    made = trace.position.update - 1
    return "initial value" if made == 0 else f"after update {made}"


def moment(program: Program, number: int) -> str:
    """When a line runs that has not run yet: ``step 41, Backprop``."""
    return f"step {number + 1}, {program.lines[number].stage.value.capitalize()}"

"""Flatten: the formulas of a program as instructions over arrays that are made once, for every executor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose
from gdsim.core.functions import FUNCTIONS
from gdsim.core.program import Line

UFUNCS: dict[str, np.ufunc] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
    "@": np.matmul,
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


@dataclass
class Instruction:
    """One operation on arrays: ``run`` fills ``out`` from ``arguments``; ``name`` is that of the primitive."""

    name: str
    run: Callable[..., object]
    arguments: tuple[np.ndarray | float, ...]
    out: np.ndarray

    def __call__(self) -> None:
        self.run(*self.arguments, out=self.out)


@dataclass
class Registers:
    """The arrays and instructions for one size of batch; ``run`` does them all, in order."""

    values: dict[str, np.ndarray]
    instructions: list[Instruction] = field(default_factory=list)
    constants: list[np.ndarray] = field(default_factory=list)
    """Arrays that no update changes."""
    run: Callable[[], object] = lambda: None


def flattened(
    lines: Sequence[Line], values: dict[str, np.ndarray], constants: Sequence[np.ndarray]
) -> Registers:
    """The arrays and instructions of some lines.

    Args:
        lines: in the order in which they run.
        values: what they are given, by name.
        constants: those of these arrays that never change.
    """
    registers = Registers(dict(values), constants=list(constants))
    for line in lines:
        result = flatten(line.tree, registers)
        if not (registers.instructions and registers.instructions[-1].out is result):
            # A line such as "a1 = z1" or a bare number: it needs an array of its own.
            result = _emit(registers, "positive", np.positive, result)
        registers.values[line.writes] = result
    _put_together(registers)
    return registers


def _put_together(registers: Registers) -> None:
    """Let what is concatenated be written where it belongs, in place of being copied there."""
    made = {id(instruction.out) for instruction in registers.instructions}
    for joined in [one for one in registers.instructions if one.name == "concatenate"]:
        parts = [np.asarray(part) for part in joined.arguments]
        viewed = {
            id(each.base)
            for one in registers.instructions
            for each in one.arguments
            if isinstance(each, np.ndarray) and each.base is not None
        }
        if any(id(part) not in made or id(part) in viewed for part in parts):
            continue
        ends = np.cumsum([0, *(part.size for part in parts)])
        places = {
            id(part): joined.out[start:end].reshape(part.shape)
            for part, start, end in zip(parts, ends, ends[1:], strict=False)
        }
        if len(places) < len(parts):
            continue
        registers.instructions.remove(joined)
        for one in registers.instructions:
            one.out = places.get(id(one.out), one.out)
            one.arguments = tuple(places.get(id(each), each) for each in one.arguments)
        for name, value in registers.values.items():
            registers.values[name] = places.get(id(value), value)


def flatten(formula: Formula, registers: Registers) -> np.ndarray | float:
    """Emit the instructions of a formula; the array that will hold its value, or a plain number."""
    match formula:
        case Number(value):
            return value
        case Name(name):
            return registers.values[name]
        case Negative(Number(value)):
            return -value
        case Negative(operand):
            return _emit(registers, "negative", np.negative, flatten(operand, registers))
        case Transpose(operand):
            return np.asarray(flatten(operand, registers)).T
        case Binary("**", left, Number(2.0)):
            # np.power takes ten times as long as a product.
            return _emit(registers, "square", np.square, flatten(left, registers))
        case Binary(operator, left, right):
            ufunc = UFUNCS[operator]
            return _emit(
                registers, ufunc.__name__, ufunc, flatten(left, registers), flatten(right, registers)
            )
        case Call(function, arguments):
            ready = [flatten(argument, registers) for argument in arguments]
            return _emit(registers, function, FUNCTIONS[function].value, *ready)
    raise TypeError(formula)


def _filling(function: Callable[..., np.ndarray], *arguments: object, out: np.ndarray) -> None:
    """Run a plain function and put what it gives where it belongs."""
    np.copyto(out, function(*arguments))


_EXACT = frozenset({"negative", "add", "subtract", "multiply", "divide", "square", "sqrt"})
"""Every executor rounds these alike, so that of constants they need be worked out only once."""


def _is_constant(registers: Registers, argument: np.ndarray | float) -> bool:
    return isinstance(argument, float) or any(argument is each for each in registers.constants)


def _emit(
    registers: Registers, name: str, function: Callable[..., np.ndarray], *arguments: np.ndarray | float
) -> np.ndarray:
    """Add one instruction; its result's shape is found by running it once on what the arrays hold now."""
    with np.errstate(all="ignore"):
        # A comparison is 0.0 or 1.0, so that every register holds numbers of one kind.
        out = np.array(function(*arguments), dtype=float)
    if name in _EXACT and all(_is_constant(registers, each) for each in arguments):
        registers.constants.append(out)
        return out
    run = function if isinstance(function, np.ufunc) else partial(_filling, function)
    registers.instructions.append(Instruction(name, run, arguments, out))
    return out

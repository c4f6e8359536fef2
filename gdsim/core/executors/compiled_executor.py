"""The compiled executor: the NumPy executor's instructions and arrays, run by a C loop without the interpreter lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

import numpy as np

from gdsim.core.executors._vm import PRIMITIVES, Place, Step, Tape
from gdsim.core.executors.flatten import Instruction, Registers
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.functions import norm
from gdsim.core.program import Program
from gdsim.core.stretch import Stretch

_REDUCTIONS = {
    "sum_units": ("down", 0), "mean_units": ("down", 1), "sum_outputs": ("down", 0), "mean_outputs": ("down", 1),
    "sum_batch": ("along", 0), "mean_batch": ("along", 1), "sum": ("all", 0), "norm": ("all", 1),
}  # fmt: skip
"""Function of the grammar → primitive, and whether it is the mean (of all: the root of the sum of squares)."""
_OTHERS = frozenset({"matmul", "columns", "softmax", "log_sum_exp", "concatenate", *_REDUCTIONS})


class CompiledExecutor(NumpyExecutor):
    """Runs one program on one table of samples, several times as fast.

    Flattening, arrays and everything that holds state are those of :class:`NumpyExecutor`; only the loop over the
    instructions is another. Sums are taken in one fixed order.
    """

    def __init__(
        self, program: Program, inputs: np.ndarray, targets: np.ndarray, fixed: Mapping[str, np.ndarray]
    ) -> None:
        super().__init__(program, inputs, targets, fixed)
        self._tapes: dict[int, Tape] = {}

    @staticmethod
    def loop(registers: Registers) -> Callable[[], object]:
        kept: list[np.ndarray] = []
        tape: Callable[[], object] = Tape(_all_steps(registers.instructions, kept), kept).run
        return tape

    def advance(self, stretch: Stretch) -> np.ndarray:
        rows = np.empty((len(stretch), 1 + 2 * self.program.layout.layers))
        made, t = 0, float(stretch.t)
        order = stretch.batches.order[stretch.batches.starts[stretch.offset] :]
        for count, size in stretch.batches.runs(stretch.offset, len(stretch)):
            self._sized(size)
            part = rows[made : made + count]
            update = float(stretch.first + made)
            done = self._tapes[size].advance(order, update, float(stretch.epoch), t + made, part)
            made, order = made + done, order[count * size :]
            self._update += done
            if done < count:
                break
        return rows[:made]

    def _sized(self, size: int) -> Registers:
        registers = super()._sized(size)
        if size not in self._tapes:
            self._tapes[size] = self._fed(registers, size)
        return registers

    def _fed(self, registers: Registers, size: int) -> Tape:
        """The tape of an update that can be made many times in a row."""
        values, kept = registers.values, [*registers.values.values()]
        starts = self.program.layout.layer_starts
        layers = [slice(*ends) for ends in pairwise((*starts, self.program.layout.size))]
        norms = [
            Instruction("norm", norm, (values[name][layer],), np.zeros(()))
            for name in ("g", "step")
            for layer in layers
        ]
        tape = Tape(_all_steps(registers.instructions, kept), kept, _all_steps(norms, kept))
        carry = [
            (_address(self._shared[name]), _address(values[written]), values[written].size)
            for name, written in self.program.carry.items()
        ]
        counters = (_address(values["t"]), _address(values["update"]), _address(values["epoch"]))
        read = [_address(values["L"]), *(_address(each.out) for each in norms)]
        tape.feed(_address(values["batch"]), size, counters, carry, read)
        return tape


def has_primitive(name: str) -> bool:
    """True where a function or an operator's ufunc can be run here."""
    return name in _OTHERS or name in PRIMITIVES


def _all_steps(instructions: Iterable[Instruction], kept: list[np.ndarray]) -> list[Step]:
    return [step for instruction in instructions for step in _steps(instruction, kept)]


def _address(array: np.ndarray) -> int:
    """Of the first of numbers that follow each other."""
    assert array.flags.c_contiguous
    return int(array.__array_interface__["data"][0])


def _steps(instruction: Instruction, kept: list[np.ndarray]) -> Iterator[Step]:
    name, out = instruction.name, instruction.out
    arguments = [np.asarray(each) for each in instruction.arguments]
    kept += [*arguments, out]
    if name == "concatenate":
        ends = np.cumsum([0, *(part.size for part in arguments)])
        for part, (start, end) in zip(arguments, pairwise(ends), strict=True):
            yield _elementwise("positive", out[start:end].reshape(part.shape), [part])
    elif name not in _OTHERS:
        yield _elementwise(name, out, arguments)
    elif name == "columns":
        table, batch = arguments
        yield name, (*out.shape, 0), 0, (_place(out), _place(table)), batch.ctypes.data
    elif name == "matmul":
        a, b = arguments
        yield name, (*out.shape, a.shape[1]), 0, (_place(out), _place(a), _place(b)), 0
    else:
        primitive, exact = _REDUCTIONS.get(name, (name, 0))
        operand = np.atleast_2d(arguments[0])
        rows, columns = operand.shape
        inner = columns if primitive == "along" else rows
        yield primitive, (rows, columns, inner), exact, (_along(out, primitive), _place(operand)), 0


def _along(out: np.ndarray, primitive: str) -> Place:
    """The result of a reduction: a column for one along the samples, else a row."""
    return _place(out.reshape(-1, 1) if primitive == "along" else out)


def _elementwise(name: str, out: np.ndarray, arguments: list[np.ndarray]) -> Step:
    """As one row where the numbers of all operands follow each other, so that short rows cost nothing."""
    shape = np.atleast_2d(out).shape
    rows, columns = shape
    views = [np.atleast_2d(out), *(np.broadcast_to(np.atleast_2d(each), shape) for each in arguments)]
    places = [_place(view) for view in views]
    if columns == 1:
        return name, (1, rows, 0), 0, tuple((at, 0, row) for at, row, _ in places), 0
    if all(row == columns * column for _, row, column in places):
        return name, (1, rows * columns, 0), 0, tuple((at, 0, column) for at, _, column in places), 0
    return name, (rows, columns, 0), 0, tuple(places), 0


def _place(array: np.ndarray) -> Place:
    view = np.atleast_2d(array)
    # An axis of length 1 has a stride of its own making in NumPy, which no loop follows.
    row, column = (step if size > 1 else 0 for size, step in zip(view.shape, view.strides, strict=True))
    return view.__array_interface__["data"][0], row, column

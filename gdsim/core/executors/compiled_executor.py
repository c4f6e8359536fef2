"""The compiled executor: the NumPy executor's instructions and arrays, run by a C loop without the interpreter lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from gdsim.core.executors._vm import PRIMITIVES, Place, Step, Tape
from gdsim.core.executors.numpy_executor import Instruction, NumpyExecutor, Registers

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

    @staticmethod
    def loop(registers: Registers) -> Callable[[], object]:
        steps: list[Step] = []
        kept: list[np.ndarray] = []
        for instruction in registers.instructions:
            steps += _steps(instruction, kept)
        tape: Callable[[], object] = Tape(steps, kept).run
        return tape


def has_primitive(name: str) -> bool:
    """True where a function or an operator's ufunc can be run here."""
    return name in _OTHERS or name in PRIMITIVES


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

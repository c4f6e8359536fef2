"""The NumPy executor: runs a program's lines over preallocated arrays, for the run and for the trace alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose
from gdsim.core.functions import FUNCTIONS
from gdsim.core.program import Line, Program, Stage
from gdsim.core.stretch import Stretch
from gdsim.core.trace import Position, State, Trace

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


class NumpyExecutor:
    """Runs one program on one table of samples.

    Args:
        program: the lines.
        inputs: X, shape (inputs, samples).
        targets: Y, shape (outputs, samples).
        fixed: biases that are kept, by name, shape (units, 1).

    The executor holds theta and the memory between two updates; :meth:`load` and :meth:`state` copy them in and out.
    """

    def __init__(
        self, program: Program, inputs: np.ndarray, targets: np.ndarray, fixed: Mapping[str, np.ndarray]
    ) -> None:
        self.program = program
        self._update = 0
        self._shared: dict[str, np.ndarray] = {
            name: np.asarray(value, dtype=float) for name, value in program.constants.items()
        }
        self._shared |= {name: np.array(value, dtype=float).reshape(-1, 1) for name, value in fixed.items()}
        self._shared |= {"X": inputs, "Y": targets}
        self._shared |= {name: np.array(0.0) for name in ("t", "update", "epoch")}
        self._shared["theta"] = np.zeros(program.layout.size)
        for block in program.layout.blocks:
            self._shared[block.name] = block.of(self._shared["theta"])
        for name, value in program.initial.items():
            self._shared[name] = np.array(value, dtype=float)
        self._registers: dict[int, Registers] = {}
        self._evaluations: dict[int, Registers] = {}

    def load(self, state: State) -> None:
        """Take parameters and memory from a state; memory that the state does not have starts as declared."""
        self._update = state.update
        np.copyto(self._shared["theta"], state.theta)
        for name, value in self.program.initial.items():
            np.copyto(self._shared[name], state.memory.get(name, value))

    def state(self) -> State:
        """A copy of parameters and memory, as they are after the updates made so far."""
        memory = {name: self._shared[name].copy() for name in self.program.initial}
        return State(self._update, self._shared["theta"].copy(), memory)

    def run(self, position: Position) -> Mapping[str, np.ndarray]:
        """Run every line of one update; parameters and memory keep their old values until :meth:`carry`.

        Returns:
            Every name and its numbers, as views that the next run overwrites.
        """
        registers = self._prepared(position)
        registers.run()
        return registers.values

    def advance(self, stretch: Stretch) -> np.ndarray:
        """Make the updates of a stretch, up to the one that leaves the finite numbers.

        Returns:
            For each update made batch loss, ‖g‖ of each layer and ‖Δθ‖ of each layer, shape (updates, 1 + 2 layers).
            Fewer rows than updates where one left the finite numbers: its results can then be asked for.
        """
        rows = np.empty((len(stretch), 1 + 2 * self.program.layout.layers))
        for made in range(len(stretch)):
            values = self.run(stretch.position(made))
            if not self.finite():
                return rows[:made]
            self.carry()
            rows[made] = (float(values["L"]), *self._norms(values["g"]), *self._norms(values["step"]))
        return rows

    def _norms(self, flat: np.ndarray) -> np.ndarray:
        """The length of each layer's part of a vector like theta."""
        with np.errstate(over="ignore"):
            return np.asarray(np.sqrt(np.add.reduceat(np.square(flat), self.program.layout.layer_starts)))

    def carry(self) -> None:
        """Let what the last run wrote become the parameters and memory of the next."""
        for name, written in self.program.carry.items():
            np.copyto(self._shared[name], self._last.values[written])
        self._update += 1

    def trace(self, position: Position) -> Trace:
        """Run one update and keep every number of it; parameters and memory stay as they are."""
        values = {
            name: np.array(value) for name, value in self.run(position).items() if name not in ("X", "Y")
        }
        return Trace(self.program, position, values)

    def evaluate(self, inputs: np.ndarray, targets: np.ndarray) -> Mapping[str, np.ndarray]:
        """The forward pass and the loss of any samples with the parameters as they are.

        Args:
            inputs: shape (inputs, samples).
            targets: shape (outputs, samples).

        Returns:
            Every name up to the loss, as views that the next call with the same arrays overwrites.
        """
        registers = self._evaluations.get(inputs.shape[1])
        if registers is None:
            # Copies: what is asked for next may have other numbers in the same shape.
            own = {"x": inputs.copy(), "y": targets.copy(), "B": np.array(float(inputs.shape[1]))}
            values = self._shared | own
            lines = [line for line in self.program.until(Stage.LOSS) if line.stage is not Stage.SAMPLE]
            registers = self._evaluations[inputs.shape[1]] = self._made(lines, values)
        np.copyto(registers.values["x"], inputs)
        np.copyto(registers.values["y"], targets)
        registers.run()
        return registers.values

    def finite(self) -> bool:
        """True where the loss of the last run and all that it carries on are finite numbers."""
        values = self._last.values
        return bool(np.isfinite(values["L"])) and all(
            np.isfinite(values[written]).all() for written in self.program.carry.values()
        )

    def overflow(self) -> Line | None:
        """The first line of the last run that left the finite numbers, or None."""
        for line in self.program.lines:
            if not np.isfinite(self._last.values[line.writes]).all():
                return line
        return None

    @classmethod
    def value_of(cls, formula: Formula, names: Mapping[str, float | np.ndarray]) -> np.ndarray:
        """The value of one formula by itself, with the arithmetic of this executor."""
        registers = Registers(
            {"pi": np.array(np.pi)} | {name: np.asarray(value, float) for name, value in names.items()}
        )
        value = _flatten(formula, registers)
        cls.loop(registers)()
        return np.asarray(value, dtype=float)

    @staticmethod
    def loop(registers: Registers) -> Callable[[], object]:
        """What runs the instructions; the compiled executor has another one, and no other difference."""

        def run() -> None:
            with np.errstate(all="ignore"):
                for instruction in registers.instructions:
                    instruction()

        return run

    def _made(self, lines: Sequence[Line], values: dict[str, np.ndarray]) -> Registers:
        constants = [self._shared[name] for name in self.program.constants]
        registers = _flattened(lines, values, [*constants, values["B"]])
        registers.run = self.loop(registers)
        return registers

    def _prepared(self, position: Position) -> Registers:
        registers = self._sized(len(position.batch))
        for name in ("t", "update", "epoch"):
            self._shared[name][...] = getattr(position, name)
        np.copyto(registers.values["batch"], position.batch)
        return registers

    def _sized(self, size: int) -> Registers:
        """The arrays for batches of one size, which become those of the last run."""
        registers = self._registers.get(size)
        if registers is None:
            own = {"batch": np.zeros(size, dtype=np.int64), "B": np.array(float(size))}
            registers = self._registers[size] = self._made(self.program.lines, self._shared | own)
        self._last = registers
        return registers


def _flattened(
    lines: Sequence[Line], values: dict[str, np.ndarray], constants: Sequence[np.ndarray]
) -> Registers:
    registers = Registers(dict(values), constants=list(constants))
    for line in lines:
        result = _flatten(line.tree, registers)
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


def _flatten(formula: Formula, registers: Registers) -> np.ndarray | float:
    """Emit the instructions of a formula; the array that will hold its value, or a plain number."""
    match formula:
        case Number(value):
            return value
        case Name(name):
            return registers.values[name]
        case Negative(Number(value)):
            return -value
        case Negative(operand):
            return _emit(registers, "negative", np.negative, _flatten(operand, registers))
        case Transpose(operand):
            return np.asarray(_flatten(operand, registers)).T
        case Binary("**", left, Number(2.0)):
            # np.power takes ten times as long as a product.
            return _emit(registers, "square", np.square, _flatten(left, registers))
        case Binary(operator, left, right):
            ufunc = UFUNCS[operator]
            return _emit(
                registers, ufunc.__name__, ufunc, _flatten(left, registers), _flatten(right, registers)
            )
        case Call(function, arguments):
            ready = [_flatten(argument, registers) for argument in arguments]
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

"""The NumPy executor: runs a program's lines over preallocated arrays, for the run and for the trace alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from gdsim.core.executors.flatten import Registers, flatten, flattened
from gdsim.core.formula import Formula
from gdsim.core.program import Line, Program, Stage
from gdsim.core.stretch import Stretch
from gdsim.core.trace import Position, State, Trace


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
        value = flatten(formula, registers)
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
        registers = flattened(lines, values, [*constants, values["B"]])
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

"""Timeline: a run that can be entered at any update; checkpoints, curves, and replay bit for bit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from gdsim.core.accuracy import Decision
from gdsim.core.course import Course, Leg, course
from gdsim.core.curves import Curves
from gdsim.core.divergence import Divergence
from gdsim.core.executors.chosen import executor_class
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.experiment import Experiment, LayerParameters
from gdsim.core.initial import initial_parameters
from gdsim.core.registries import LOSSES
from gdsim.core.trace import State, Trace

CHECKPOINTS = 256
"""The most checkpoints that are kept; when there are more, every second goes and the stride doubles."""


@dataclass(frozen=True)
class Arrays:
    """The numbers that a run is given: samples as columns.

    Args:
        x, y: training inputs (inputs, N) and targets (outputs, N).
        x_test, y_test: test samples, perhaps none.
        classes: True where the targets stand for classes, so that there is an accuracy.
    """

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    classes: bool = False


@dataclass(frozen=True)
class Measure:
    """Loss and accuracy of one set of samples; None where there are no samples or no classes."""

    loss: float | None
    accuracy: float | None


class Timeline:
    """One experiment's run: it advances, and any update of it can be looked at again.

    Args:
        experiment: the choice.
        arrays: its samples.
        resume: start from the experiment's checkpoint, where it has one; otherwise from update 0.

    What it holds follows from experiment and arrays alone: it is a memory of results, not a state of its own.
    """

    def __init__(self, experiment: Experiment, arrays: Arrays, resume: bool = True) -> None:
        inputs = arrays.x.shape[0]
        self.experiment = experiment
        self.arrays = arrays
        self.course: Course = course(experiment, inputs, arrays.x.shape[1])
        self.initial: tuple[LayerParameters, ...] = initial_parameters(experiment, inputs)
        declared = LOSSES[experiment.loss.function.key]
        self._decision = Decision(declared.class_codes, declared.decision)
        self._layout = self.course.legs[0].program.layout
        start = State(0, self._layout.flat(self.initial), {})
        self._checkpoints: dict[int, State] = {0: start}
        if resume and experiment.checkpoint is not None:
            start = self._checkpoint_state()
            self._checkpoints[start.update] = start
        self._stride = 16
        self._executors: dict[tuple[int, bool], NumpyExecutor] = {}
        self._traces: OrderedDict[int, Trace] = OrderedDict()
        self._layer_starts = [block.start for block in self._layout.blocks if not block.is_bias]
        self.diverged: Divergence | None = None
        self._state = self._recent = start
        self._head = self._entered(start, replay=False)
        self.curves = Curves(self._layout.layers, self._layout.size, start.update)
        epoch = self.course.position(start.update).epoch if start.update else 0
        self._add_epoch(epoch)

    @property
    def updates(self) -> int:
        """Updates made so far."""
        return self._state.update

    @property
    def parameters(self) -> tuple[LayerParameters, ...]:
        """The parameters after the last update made."""
        return self.layered(self.state(self.updates).theta)

    def layered(self, theta: np.ndarray) -> tuple[LayerParameters, ...]:
        """A flat vector of parameters layer by layer, fixed biases included."""
        return self._layout.layered(theta, self.initial)

    def branched(self, experiment: Experiment, update: int) -> Timeline:
        """The run of an experiment that is the same as this one up to an update, with what is known so far.

        Args:
            experiment: differs from this one's in amendments of later updates only.
            update: the last update that both have in common.
        """
        branch = Timeline(experiment, self.arrays, resume=False)
        first = self.curves.first_update - 1
        shared = min(update, self.updates)
        if shared <= first:
            return branch
        state = self.state(shared)
        branch._checkpoints = {kept: s for kept, s in self._checkpoints.items() if kept <= shared} | {
            shared: state
        }
        branch._stride = self._stride
        branch.curves = self.curves.until(shared)
        branch._state = state
        branch._head = branch._entered(state, replay=False)
        return branch

    def advance(self, updates: int) -> None:
        """Make so many more updates; stops early where the run leaves the finite numbers."""
        if self.diverged is not None or updates <= 0:
            return
        first, last = self.updates + 1, self.updates + updates
        for position in self.course.positions(first, last):
            if position.update in self.course.turns:
                self._head = self._entered(self._head.state(), replay=False)
            values = self._head.run(position)
            if not self._head.finite():
                line = self._head.overflow()
                assert line is not None
                self.diverged = Divergence(position.update, line.writes, line.formula)
                break
            self._head.carry()
            self.curves.add_update(float(values["L"]), self._norms(values["g"]), self._norms(values["step"]))
            if position.update % self._stride == 0:
                self._keep(self._head.state())
            if position.update_in_epoch == position.updates_in_epoch:
                self._add_epoch(position.epoch)
        self._state = self._head.state()

    def state(self, update: int) -> State:
        """Parameters and memory after ``update`` updates, replayed from the nearest checkpoint.

        Args:
            update: from 0; may lie beyond the updates made so far.
        """
        if update == self._state.update:
            return self._state
        *_, self._recent = self.states(update, update)
        return self._recent

    def states(self, first: int, last: int) -> Iterator[State]:
        """Parameters and memory after each update from ``first`` to ``last``, in one replay."""
        start = max(kept for kept in self._checkpoints if kept <= first)
        known = self._recent if start < self._recent.update <= first else self._checkpoints[start]
        start, executor = known.update, self._entered(known, replay=True)
        if start == first:
            yield known  # not the executor's: it has made the edits of the next update already
        for position in self.course.positions(start + 1, last):
            if position.update in self.course.turns:
                executor = self._entered(executor.state(), replay=True)
            executor.run(position)
            executor.carry()
            if position.update >= first:
                yield executor.state()

    def trace(self, update: int) -> Trace:
        """Every number of one update, counted from 1; the same bits as when it ran."""
        if update in self._traces:
            self._traces.move_to_end(update)
            return self._traces[update]
        executor = self._entered(self.state(update - 1), replay=True)
        found = self._traces[update] = executor.trace(self.course.position(update))
        if len(self._traces) > 64:
            self._traces.popitem(last=False)
        return found

    def measure(self, state: State | None = None) -> tuple[Measure, Measure]:
        """Loss and accuracy on the training and on the test samples, now or in any state."""
        executor = self._head if state is None else self._entered(state, replay=True, enter=False)
        return (
            self._measured(executor, self.arrays.x, self.arrays.y),
            self._measured(executor, self.arrays.x_test, self.arrays.y_test),
        )

    def outputs(self, state: State, inputs: np.ndarray) -> np.ndarray:
        """What the network answers, shape (outputs, columns of ``inputs``), with the parameters of a state."""
        targets = np.zeros((self._layout.units[-1], inputs.shape[1]))
        return self.evaluated(state, inputs, targets)[f"a{self._layout.layers}"].copy()

    def evaluated(self, state: State, inputs: np.ndarray, targets: np.ndarray) -> Mapping[str, np.ndarray]:
        """Forward pass and loss of any samples with the parameters of a state.

        Args:
            state: its ``update`` says which amendments hold.
            inputs: shape (inputs, samples).
            targets: shape (outputs, samples).

        Returns:
            Every name up to the loss, as views that the next call overwrites.
        """
        return self._entered(state, replay=True, enter=False).evaluate(inputs, targets)

    def _measured(self, executor: NumpyExecutor, inputs: np.ndarray, targets: np.ndarray) -> Measure:
        if inputs.shape[1] == 0:
            return Measure(None, None)
        values = executor.evaluate(inputs, targets)
        top = values[f"a{self._layout.layers}"]
        accuracy = self._decision.accuracy(top, targets) if self.arrays.classes else None
        return Measure(float(values["L"]), accuracy)

    def _add_epoch(self, epoch: int) -> None:
        train, test = self.measure()

        def number(value: float | None) -> float:
            return np.nan if value is None else value

        reached = self._head.state()
        self.curves.add_epoch(
            epoch,
            reached.update,
            (number(train.loss), number(test.loss)),
            (number(train.accuracy), number(test.accuracy)),
            reached.theta,
        )

    def _norms(self, flat: np.ndarray) -> np.ndarray:
        """The length of each layer's part of a vector like theta."""
        with np.errstate(over="ignore"):
            return np.asarray(np.sqrt(np.add.reduceat(np.square(flat), self._layer_starts)))

    def _keep(self, state: State) -> None:
        self._checkpoints[state.update] = state
        if len(self._checkpoints) > CHECKPOINTS:
            self._stride *= 2
            keep = {0, self.curves.first_update - 1}
            self._checkpoints = {
                update: kept
                for update, kept in self._checkpoints.items()
                if update % self._stride == 0 or update in keep
            }

    def _entered(self, state: State, replay: bool, enter: bool = True) -> NumpyExecutor:
        """An executor that stands at a state, ready for the next update; edits of that update are made."""
        number = self.course.leg(state.update + 1 if enter else max(state.update, 1))
        leg = self.course.legs[number]
        executor = self._executors.get((number, replay))
        if executor is None:
            executor = executor_class()(leg.program, self.arrays.x, self.arrays.y, self._fixed())
            self._executors[number, replay] = executor
        if enter and leg.first == state.update + 1:
            state = self._edited(leg, number, state)
        executor.load(state)
        return executor

    def _edited(self, leg: Leg, number: int, state: State) -> State:
        """The state at the start of a leg: parameters set by hand, memory emptied where the rule has changed."""
        theta = state.theta.copy()
        for name, row, column, value in leg.edits:
            block = leg.program.layout.block(name)
            if block is not None:
                block.of(theta)[row, column] = value
        fresh = number > 0 and leg.rule_start == leg.first
        return State(state.update, theta, {} if fresh else state.memory)

    def _fixed(self) -> Mapping[str, np.ndarray]:
        layers = self.experiment.network.layers
        return {
            f"b{number}": np.array(self.initial[number - 1].bias, dtype=float)
            for number, layer in enumerate(layers, 1)
            if layer.bias == "fixed"
        }

    def _checkpoint_state(self) -> State:
        kept = self.experiment.checkpoint
        assert kept is not None
        memory = {
            name: np.array(value) if isinstance(value, (int, float)) else self._layout.flat(value)
            for name, value in kept.memory.items()
        }
        return State(kept.update, self._layout.flat(kept.parameters), memory)

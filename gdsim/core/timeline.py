"""Timeline: a run that can be entered at any update; checkpoints, curves, and replay bit for bit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from gdsim.core.accuracy import Decision
from gdsim.core.checkpoints import Checkpoints
from gdsim.core.course import Course, course
from gdsim.core.curves import Curves
from gdsim.core.divergence import Divergence
from gdsim.core.executors.numpy_executor import NumpyExecutor
from gdsim.core.experiment import Experiment, LayerParameters
from gdsim.core.initial import initial_parameters
from gdsim.core.kept_traces import KeptTraces
from gdsim.core.registries import LOSSES
from gdsim.core.replay import Replay
from gdsim.core.stretch import Stretch
from gdsim.core.trace import State, Trace

UPDATE, LOOK = 1e-9, 5e-10
"""Seconds for each sample and parameter, of an update and of the loss alone, where there are many of both.

Measured on the machine of tests/benchmarks: 0.3 to 1.5 ns for an update (264,000 parameters and 400 samples; 400 and
1,000,000), 0.4 to 0.6 ns for a look.
"""


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
        self._checkpoints = Checkpoints(start)
        if resume and experiment.checkpoint is not None:
            start = self._checkpoint_state()
            self._checkpoints.keep(start, always=True)
        self._replay = Replay(self.course, arrays.x, arrays.y, self._fixed())
        self._traces = KeptTraces()
        self.diverged: Divergence | None = None
        self._state = self._recent = start
        self._head = self._replay.head(start)
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
        branch._checkpoints = self._checkpoints.until(state)
        branch.curves = self.curves.until(shared)
        branch._state = state
        branch._head = branch._replay.head(state)
        return branch

    def advance(self, updates: int, seconds: float = float("inf")) -> None:
        """Make so many more updates; stops early where the run leaves the finite numbers.

        Args:
            updates: how many.
            seconds: stop early, too, once so much time has passed. One call of the executor takes a few milliseconds,
                or one update where that is longer.
        """
        if self.diverged is not None or updates <= 0:
            return
        last, clock = self.updates + updates, perf_counter()
        update = self.updates + 1
        while update <= last and self.diverged is None:
            if update in self.course.turns:
                self._head = self._replay.head(self._head.state())
                self._checkpoints.forget_cost()
            update += self._stretched(
                self.course.stretch(update, min(last - update + 1, self._checkpoints.ahead(update - 1)))
            )
            if perf_counter() - clock >= seconds:
                break
        self._state = self._head.state()

    def _stretched(self, stretch: Stretch) -> int:
        """Make the updates of a stretch, and keep what is to be known of them; the updates made."""
        clock = perf_counter()
        rows = self._head.advance(stretch)
        self._checkpoints.took(perf_counter() - clock, len(rows))
        self.curves.add_updates(rows)
        if len(rows) < len(stretch):
            line = self._head.overflow()
            assert line is not None
            self.diverged = Divergence(stretch.first + len(rows), line.writes, line.formula)
            return len(rows)
        made = stretch.first + len(stretch) - 1
        if made % self._checkpoints.stride == 0:
            self._checkpoints.keep(self._head.state())
        if stretch.ends_epoch:
            self._add_epoch(stretch.epoch)
        return len(rows)

    def state(self, update: int) -> State:
        """Parameters and memory after ``update`` updates, replayed from the nearest checkpoint.

        Args:
            update: from 0; may lie beyond the updates made so far.
        """
        # Each is read once: another thread may replace it meanwhile.
        last, recent = self._state, self._recent
        if update in (last.update, recent.update):
            return last if update == last.update else recent
        known = self._checkpoints.before(update)
        if known.update < recent.update < update:
            known = recent
        found = known if known.update == update else self._replay.replayed(known, update).state()
        self._recent = found
        return found

    def states(self, first: int, last: int) -> Iterator[State]:
        """Parameters and memory after each update from ``first`` to ``last``, in one replay."""
        known = self.state(first)
        yield known
        executor = self._replay.at(known)
        for update in range(first + 1, last + 1):
            if update in self.course.turns:
                executor = self._replay.at(executor.state())
            executor.advance(self.course.stretch(update, 1))
            yield executor.state()

    def trace(self, update: int) -> Trace:
        """Every number of one update, counted from 1; the same bits as when it ran."""
        found = self._traces.get(update)
        if found is None:
            executor = self._replay.at(self.state(update - 1))
            found = executor.trace(self.course.position(update))
            self._traces.keep(update, found)
        return found

    def has_trace(self, update: int) -> bool:
        """True where the trace of an update need not be made."""
        return update in self._traces

    @property
    def call_seconds(self) -> float:
        """About how long :meth:`advance` takes at least: an update, or the look at all samples after an epoch.

        Reckoned, not measured: what is decided by it is then the same on a busy machine.
        """
        batch = len(self.course.position(self.updates + 1).batch)
        return self._layout.size * max(UPDATE * batch, LOOK * self.arrays.x.shape[1])

    @property
    def history_bytes(self) -> int:
        """Of memory that curves and checkpoints take."""
        return self.curves.bytes + self._checkpoints.bytes

    def measure(self, state: State | None = None) -> tuple[Measure, Measure]:
        """Loss and accuracy on the training and on the test samples, now or in any state."""
        executor = self._head if state is None else self._replay.after(state)
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
        return self._replay.after(state).evaluate(inputs, targets)

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

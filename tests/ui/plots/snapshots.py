"""Snapshots of real runs, built by hand for the plots and the timeline."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    Network,
    Sampling,
    activation,
    frozen,
    loss,
    optimizer,
)
from gdsim.core.registries import LOSSES
from gdsim.core.timeline import Arrays, Timeline
from gdsim.core.trace import Cursor, State
from gdsim.data.prepare import Samples, prepare
from gdsim.data.registries import DATASETS
from gdsim.state.model import Model
from gdsim.state.probe import Probe
from gdsim.state.snapshot import Snapshot


class Case:
    """An experiment with its samples and its run; snapshots of it at any cursor."""

    def __init__(self, experiment: Experiment, samples: Samples) -> None:
        self.experiment = experiment
        self.samples = samples
        arrays = Arrays(samples.x, samples.y, samples.x_test, samples.y_test, bool(samples.classes))
        self.timeline = Timeline(experiment, arrays)

    def at(
        self, update: int = 1, line: int | None = None, run: int = 0, playing: bool = False, **model: object
    ) -> Snapshot:
        """The snapshot after ``line`` lines of an update (None: all), of a run that has got to ``run``."""
        self.timeline.advance(max(update, run) - self.timeline.updates)
        diverged = self.timeline.diverged
        update = min(update, diverged.update) if diverged else update
        trace = self.timeline.trace(update)
        count = len(trace.program.lines)
        cursor = Cursor(update, count if line is None else line)
        return Snapshot(
            model=Model(self.experiment, cursor, **model),  # type: ignore[arg-type]
            current=self.experiment,
            samples=self.samples,
            trace=trace,
            curves=self.timeline.curves,
            document={},
            reasons={},
            probe=Probe(self.timeline, trace.position, cursor.line == count),
            diverged=diverged,
            playing=playing,
        )

    def outputs(self, snapshot: Snapshot, inputs: np.ndarray) -> np.ndarray:
        """The network at a snapshot's cursor."""
        theta = snapshot.value("theta_next")
        theta = snapshot.trace["theta"] if theta is None else theta
        return self.timeline.outputs(State(snapshot.model.cursor.update, theta, {}), inputs)

    def amended(self, *amendments: object) -> Case:
        """The same with amendments."""
        return Case(replace(self.experiment, amendments=amendments), self.samples)  # type: ignore[arg-type]


def case(
    source: str = "two_moons",
    units: tuple[int, ...] = (4, 3, 1),
    last: str = "sigmoid",
    loss_key: str = "binary_cross_entropy",
    rate: float = 0.02,
    method: str = "adam",
    batch: int | None = 10,
    seed: int = 7,
    **settings: object,
) -> Case:
    """A case from a source of data and the units of its layers."""
    data = Data(source, frozen(settings_of(source) | settings), 0.2, "none")
    layers = [Layer(count, activation("tanh")) for count in units[:-1]] + [Layer(units[-1], activation(last))]
    sampling = Sampling("batch" if batch is None else "mini_batch", "shuffle", batch)
    experiment = Experiment(
        data, Network(tuple(layers)), loss(loss_key), sampling, optimizer(method, learning_rate=rate), seed
    )
    samples = prepare(data, seed, units[-1], LOSSES[loss_key].class_codes)
    return Case(experiment, samples)


def settings_of(source: str) -> dict[str, object]:
    """The defaults of a source."""
    dataset = DATASETS[source]
    return {parameter.symbol.key: parameter.default for parameter in getattr(dataset, "parameters", ())}

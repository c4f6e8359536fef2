"""Scenes: snapshots of real runs for the canvas, made from the core alone."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    LayerParameters,
    Network,
    Sampling,
    activation,
    frozen,
    loss,
    optimizer,
)
from gdsim.core.registries import LOSSES
from gdsim.core.timeline import Arrays, Timeline
from gdsim.core.trace import Cursor
from gdsim.data.prepare import Samples, prepare
from gdsim.data.resources_folder import resources
from gdsim.state.model import Model
from gdsim.state.probe import Probe
from gdsim.state.snapshot import Snapshot


class Scene:
    """An experiment, its samples and its run; snapshots of it at any cursor."""

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        top = experiment.network.layers[-1].units
        codes = LOSSES[experiment.loss.function.key].class_codes
        self.samples: Samples = prepare(experiment.data, experiment.seed, top, codes)
        made = self.samples
        arrays = Arrays(made.x, made.y, made.x_test, made.y_test, bool(made.classes))
        self.timeline = Timeline(experiment, arrays)

    def lines(self, update: int = 1) -> list[str]:
        """The names that an update writes, in order."""
        return [line.writes for line in self.timeline.trace(update).program.lines]

    def after(self, writes: str | None, update: int = 1, **model: object) -> Snapshot:
        """The snapshot after the line that writes a name; None is before the first line."""
        self.timeline.advance(update - self.timeline.updates)
        line = self.lines(update).index(writes) + 1 if writes else 0
        trace = self.timeline.trace(update)
        return Snapshot(
            model=replace(Model(self.experiment, Cursor(update, line)), **model),  # type: ignore[arg-type]
            current=self.experiment,
            samples=self.samples,
            trace=trace,
            curves=self.timeline.curves,
            document={},
            reasons={},
            probe=Probe(self.timeline, trace.position, line == len(trace.program.lines)),
        )


def _given(name: str, data: Data, **more: object) -> Experiment:
    """A template with the numbers of its file."""
    read = json.loads((resources() / "experiments" / f"{name}.gdsim").read_text(encoding="utf-8"))
    sampling = read["sampling"]
    listed = tuple(tuple(tuple(batch) for batch in epoch) for epoch in sampling.get("epochs", ()))
    parts = read["network"]["layers"]
    layers = tuple(Layer(p["units"], activation(p["activation"]), p.get("bias", True)) for p in parts)
    first = tuple(
        LayerParameters(tuple(map(tuple, part["weights"])), tuple(part["bias"]))
        for part in read["network"]["initial_parameters"]
    )
    settings = read["data"] if data.source == "inline" else data.settings
    rows = {key: value for key, value in settings.items() if key != "source"}
    return Experiment(
        replace(data, settings=frozen(rows)),
        Network(layers, first),
        sampling=Sampling(sampling["mode"], sampling["draw"], sampling.get("batch_size"), listed),
        seed=7,
        **more,  # type: ignore[arg-type]
    )


@cache
def moons() -> Scene:
    """Two moons, 2-4-3-1, Adam: the design's pictures are of its update 184, sample 9."""
    method = optimizer("adam", learning_rate=0.02)
    return Scene(_given("moons-adam", Data("inline"), loss=loss("binary_cross_entropy"), optimizer=method))


@cache
def mazur() -> Scene:
    """The worked example 2-2-2 with fixed biases."""
    chosen = loss("half_squared_error", "sum", "sum")
    return Scene(_given("mazur", Data("inline"), loss=chosen, optimizer=optimizer("gd", learning_rate=0.5)))


@cache
def penguins(hidden: tuple[int, ...] = (6,)) -> Scene:
    """Penguins, 4-6-3 or with other hidden layers."""
    layers = [Layer(units, activation("tanh")) for units in hidden] + [Layer(3, activation("softmax"))]
    return Scene(
        Experiment(
            Data("bundled", frozen({"table": "penguins"}), 0.2, "standardize"),
            Network(tuple(layers)),
            loss("categorical_cross_entropy"),
            Sampling("mini_batch", "shuffle", 10),
            optimizer("adam", learning_rate=0.01),
            7,
        )
    )

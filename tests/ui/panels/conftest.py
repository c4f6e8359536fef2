"""What the tests of the panels look at: experiments, and the snapshots that a window would show of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

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
from gdsim.data.prepare import prepare
from gdsim.state.model import Model
from gdsim.state.observe import observe
from gdsim.state.snapshot import Snapshot

Look = Callable[..., Snapshot]


@pytest.fixture
def moons() -> Experiment:
    """Two moons, 2-4-3-1, Adam, batches of 10."""
    hidden = tuple(Layer(units, activation("tanh")) for units in (4, 3))
    return Experiment(
        Data("two_moons", frozen({"samples": 200, "noise": 0.14})),
        Network((*hidden, Layer(1, activation("sigmoid")))),
        loss("binary_cross_entropy"),
        Sampling("mini_batch", "shuffle", 10),
        optimizer("adam", learning_rate=0.02),
        seed=7,
    )


@pytest.fixture
def penguins(moons: Experiment) -> Experiment:
    """Three classes, 4-6-3, softmax."""
    return replace(
        moons,
        data=Data("bundled", frozen({"table": "penguins"}), scaling="standardize"),
        network=Network((Layer(6, activation("leaky_relu")), Layer(3, activation("softmax")))),
        loss=loss("categorical_cross_entropy"),
    )


@pytest.fixture
def look() -> Look:
    """The snapshot of an experiment at its start, with what was wrong with the last intent."""

    def seen(experiment: Experiment, fault: tuple[str, str] | None = None) -> Snapshot:
        codes = LOSSES[experiment.loss.function.key].class_codes
        samples = prepare(experiment.data, experiment.seed, experiment.network.layers[-1].units, codes)
        arrays = Arrays(samples.x, samples.y, samples.x_test, samples.y_test, bool(samples.classes))
        return observe(Model(experiment, fault=fault), Timeline(experiment, arrays), samples)

    return seen

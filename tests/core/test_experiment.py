"""The experiment: a frozen value, equal where it makes the same run."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from gdsim.core.experiment import activation, loss, optimizer, schedule
from gdsim.core.registries import LOSSES, OPTIMIZERS
from tests.oracle.small import small


def test_equal_choices_are_equal_and_share_a_hash():
    """Equal choices are equal, whatever order their settings were given in, and have one hash."""
    assert activation("elu", alpha=0.5) == activation("elu", alpha=0.5) != activation("elu")
    assert hash(activation("elu", alpha=0.5)) == hash(activation("elu", alpha=0.5))
    first = schedule("cosine", period=9, minimum=0.1)
    assert first == schedule("cosine", minimum=0.1, period=9) and hash(first) == hash(
        schedule("cosine", minimum=0.1, period=9)
    )


def test_nothing_in_an_experiment_can_be_changed():
    """Nothing in it can be changed in place."""
    experiment, _ = small()
    with pytest.raises(FrozenInstanceError):
        experiment.seed = 3
    with pytest.raises(TypeError):
        experiment.optimizer.settings["learning_rate"] = 3


def test_choices_survive_pickling():
    """Choices survive a trip to another process."""
    chosen = activation("leaky_relu", negative_slope=0.2)
    assert pickle.loads(pickle.dumps(chosen)) == chosen


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_defaults_are_filled_in(key):
    """Every declared setting is there, with its declared default, weight decay included."""
    chosen = optimizer(key)
    assert dict(chosen.settings) == {p.key: p.default for p in OPTIMIZERS[key].parameters}
    assert chosen.weight_decay == OPTIMIZERS[key].weight_decay


@pytest.mark.parametrize("key", LOSSES)
def test_over_outputs_is_as_declared_unless_fixed(key):
    """The mean or sum over outputs is as declared, and fixed where the loss says so."""
    assert loss(key).over_outputs == LOSSES[key].over_outputs
    other = "sum" if LOSSES[key].over_outputs == "mean" else "mean"
    assert (loss(key, over_outputs=other).over_outputs == other) is not LOSSES[key].fixed_over_outputs


def test_another_folder_does_not_make_another_document():
    """The same experiment in another folder is an equal one."""
    experiment, _ = small()
    from pathlib import Path

    assert replace(experiment, data=replace(experiment.data, folder=Path("elsewhere"))) == experiment

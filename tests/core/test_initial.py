"""Initial parameters: as drawn, as given, and as wide as the source says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import Layer, Network, activation, initializer
from gdsim.core.initial import initial_parameters
from gdsim.core.registries import INITIALIZERS
from tests.oracle.small import small


def drawn(key, seed=1, units=(200, 100), inputs=150, **settings):
    """The weights of each layer, drawn by one initializer."""
    experiment, _ = small()
    layers = tuple(
        Layer(count, activation("tanh"), initializer=initializer(key, **settings)) for count in units
    )
    found = initial_parameters(replace(experiment, network=Network(layers), seed=seed), inputs)
    return [np.array(layer.weights) for layer in found], [layer.bias for layer in found]


@pytest.mark.parametrize("key", INITIALIZERS)
def test_drawn_weights_have_the_declared_width(key):
    """Mean 0 and the declared width: standard deviation of a bell curve, half-width of an even one."""
    weights, biases = drawn(key)
    declared = INITIALIZERS[key]
    for layer, (fan_in, fan_out) in zip(weights, ((150, 200), (200, 100)), strict=True):
        assert layer.shape == (fan_out, fan_in)
        names = {"fan_in": fan_in, "fan_out": fan_out, **initializer(key).settings}
        scale = float(evaluate(declared.scale, names))
        if declared.distribution == "constant":
            assert (layer == scale).all()
            continue
        spread = scale / np.sqrt(3) if declared.distribution == "uniform" else scale
        assert abs(layer.mean()) < 0.03 * spread and layer.std() == pytest.approx(spread, rel=0.02)
        if declared.distribution == "uniform":
            assert 0.99 * scale < np.abs(layer).max() <= scale
    assert biases == [(0.0,) * 200, (0.0,) * 100]


def test_widths_are_those_of_glorot_and_he():
    """Glorot and Bengio's √(6/(in + out)) and He's √(2/in)."""
    assert float(evaluate(INITIALIZERS["xavier_uniform"].scale, {"fan_in": 4, "fan_out": 2})) == 1.0
    assert float(evaluate(INITIALIZERS["he_normal"].scale, {"fan_in": 8, "fan_out": 3})) == 0.5


def test_seed_draws_and_layers_differ():
    """The same seed gives the same weights; another seed, and another layer, others."""
    first, _ = drawn("xavier_uniform", units=(5, 5), inputs=5)
    same, _ = drawn("xavier_uniform", units=(5, 5), inputs=5)
    other, _ = drawn("xavier_uniform", seed=2, units=(5, 5), inputs=5)
    assert np.array_equal(first, same) and not np.array_equal(first[0], other[0])
    assert not np.array_equal(first[0], first[1])


def test_a_layer_keeps_its_weights_when_another_grows():
    """Layer 1 is drawn from its own stream: more units above change nothing below."""
    few, _ = drawn("he_normal", units=(4, 2), inputs=3)
    many, _ = drawn("he_normal", units=(4, 9), inputs=3)
    assert np.array_equal(few[0], many[0])


def test_given_parameters_are_taken():
    """Given numbers are taken as they are."""
    experiment, _ = small()
    assert initial_parameters(experiment, 2) is experiment.network.initial_parameters


@pytest.mark.parametrize(("bias", "expected"), [(True, (0.0,) * 3), ("fixed", (0.0,) * 3), (False, None)])
def test_biases_start_at_zero(bias, expected):
    """Drawn biases are 0, kept ones too; a layer without has none."""
    experiment, _ = small()
    network = Network((Layer(3, activation("tanh"), bias),))
    assert initial_parameters(replace(experiment, network=network), 2)[0].bias == expected

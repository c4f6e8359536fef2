"""Initial parameters: given by the experiment, or drawn as its initializers say."""

from __future__ import annotations

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import Experiment, LayerParameters
from gdsim.core.registries import INITIALIZERS
from gdsim.core.stream import Stream


def initial_parameters(experiment: Experiment, inputs: int) -> tuple[LayerParameters, ...]:
    """The numbers that a run starts from, layer by layer; biases that are drawn start at 0.

    Args:
        experiment: the choice; its seed names the random numbers.
        inputs: number of input columns.
    """
    if experiment.network.initial_parameters is not None:
        return experiment.network.initial_parameters
    drawn = []
    fan_in = inputs
    layers = experiment.network.layers
    for number, layer in enumerate(layers, 1):
        # "out" of Glorot & Bengio: the units of this layer, each of which sends its gradient back to fan_in.
        shape = (layer.units, fan_in)
        declared = INITIALIZERS[layer.initializer.key]
        scale = float(
            evaluate(
                declared.scale, {"fan_in": fan_in, "fan_out": layer.units} | dict(layer.initializer.settings)
            )
        )
        stream = Stream(experiment.seed, f"weights of layer {number}")
        if declared.distribution == "normal":
            weights = scale * stream.normal(*shape)
        elif declared.distribution == "uniform":
            weights = scale * (2.0 * stream.uniform(*shape) - 1.0)
        else:
            weights = np.full(shape, scale)
        bias = (0.0,) * layer.units if layer.bias else None
        drawn.append(LayerParameters(tuple(tuple(row) for row in weights.tolist()), bias))
        fan_in = layer.units
    return tuple(drawn)

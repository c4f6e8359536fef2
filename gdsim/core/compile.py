"""Compile: an experiment becomes its program, line by line as a textbook would write one update."""

from __future__ import annotations

import numpy as np

from gdsim.core.experiment import Experiment
from gdsim.core.layout import Layout, layout_of
from gdsim.core.lines.backprop import backprop_lines
from gdsim.core.lines.forward import forward_lines
from gdsim.core.lines.loss import loss_lines
from gdsim.core.lines.naming import of_layer, of_loss, of_schedule
from gdsim.core.lines.sample import sample_lines
from gdsim.core.lines.update import memory_of, update_lines
from gdsim.core.program import Program


def compile(experiment: Experiment, inputs: int) -> Program:
    """The program of one update.

    Args:
        experiment: the choice; amendments are not looked at, see :mod:`gdsim.core.course`.
        inputs: number of input columns of its data.

    >>> from gdsim.core.experiment import *
    >>> tiny = Experiment(Data("xor"), Network((Layer(1, activation("sigmoid")),)), loss("binary_cross_entropy"))
    >>> for line in compile(tiny, 2).lines[2:8]:
    ...     print(line.writes, "=", line.formula)
    z1 = W1 @ x + b1
    a1 = sigmoid(z1)
    l = mean_outputs(softplus(z1) - y * z1)
    L = mean_batch(l)
    delta1 = (a1 - y) / K
    dW1 = delta1 @ x.T / B
    """
    layers = experiment.network.layers
    layout = layout_of((inputs, *(layer.units for layer in layers)), tuple(layer.bias for layer in layers))
    lines = (
        *sample_lines(),
        *forward_lines(layers),
        *loss_lines(experiment.loss, len(layers)),
        *backprop_lines(experiment.loss, layers, layout),
        *update_lines(experiment.optimizer, layout),
    )
    settings = experiment.optimizer.settings
    initial: dict[str, float | np.ndarray] = {}
    carry = {"theta": "theta_next"}
    for memory in memory_of(experiment.optimizer):
        start = float(settings[memory.initial] if isinstance(memory.initial, str) else memory.initial)
        initial[memory.key] = start if memory.scalar else np.full(layout.size, start)
        carry[memory.key] = memory.symbol.next.key
    return Program(lines, layout, _constants(experiment, layout), carry, initial)


def _constants(experiment: Experiment, layout: Layout) -> dict[str, float | np.ndarray]:
    """Every number that a formula may name: pi, the number of outputs, and the settings of all choices."""
    layers, chosen = experiment.network.layers, experiment.optimizer
    found: dict[str, float | np.ndarray] = {
        "K": float(layers[-1].units),
        "pi": float(np.pi),
        "l1": float(experiment.loss.l1),
        "l2": float(experiment.loss.l2),
        "weight_decay": _decay(experiment, layout),
    }
    found |= {
        name: float(value) for name, value in chosen.settings.items() if not isinstance(value, (bool, str))
    }
    if chosen.schedule.key != "constant":
        found["learning_rate_0"] = found.pop("learning_rate")
        own = of_schedule(chosen.schedule.settings)
        found |= {new: float(chosen.schedule.settings[name]) for name, new in own.items()}
    if chosen.clip is not None:
        found["limit"] = float(chosen.clip.limit)
    own = of_loss(experiment.loss)
    found |= {new: float(experiment.loss.function.settings[name]) for name, new in own.items()}
    for number, layer in enumerate(layers, 1):
        own = of_layer(number, layer.activation.settings)
        found |= {new: float(layer.activation.settings[name]) for name, new in own.items()}
    return found


def _decay(experiment: Experiment, layout: Layout) -> float | np.ndarray:
    """λ: one number, or one for each parameter where the biases are spared."""
    chosen = experiment.optimizer
    if chosen.decay_biases or not chosen.weight_decay:
        return float(chosen.weight_decay)
    decay = np.full(layout.size, float(chosen.weight_decay))
    for block in layout.blocks:
        if block.is_bias:
            block.of(decay)[:] = 0.0
    return decay

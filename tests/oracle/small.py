"""Small experiments for the laws: built from the registries, with numbers that are random and never zero."""

from __future__ import annotations

from itertools import product

import numpy as np

from gdsim.core.compile import compile
from gdsim.core.executors.numpy_executor import NumpyExecutor
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
from gdsim.core.program import Stage
from gdsim.core.registries import ACTIVATIONS, DRAWS, LOSSES, OPTIMIZERS
from gdsim.core.timeline import Arrays
from gdsim.core.trace import State

OWN_RULE = {"rule": ("v_next = 0.9 * v + g", "step = -learning_rate * v_next"), "memory": ("v",)}
"""A rule for the method that has none of its own."""


def variants(declared):
    """Settings with which every form or rule of a declaration holds at least once."""
    options = {}
    for parameter in declared.parameters:
        if parameter.kind == "switch":
            options[parameter.key] = (False, True)
        elif parameter.kind == "choice":
            options[parameter.key] = parameter.choices
    for rule in getattr(declared, "rule", ()):
        for when in rule.when:
            if when.parameter not in options:
                options[when.parameter] = (when.value, 0.3)
    return [dict(zip(options, values, strict=True)) for values in product(*options.values())]


def named(key, settings):
    """A name for a parametrised test: ``rmsprop centered=True``."""
    return " ".join([key, *(f"{name}={value}" for name, value in settings.items())])


def activations():
    """Every activation in every form: (name, choice)."""
    return [
        (named(key, settings), activation(key, **settings))
        for key, declared in ACTIVATIONS.items()
        for settings in variants(declared)
    ]


def optimizers(**more):
    """Every optimizer in every variant of its rule: (name, choice)."""
    found = []
    for key, declared in OPTIMIZERS.items():
        own = {} if declared.rule else OWN_RULE
        found += [(named(key, s), optimizer(key, **s, **own, **more)) for s in variants(declared)]
    return found


def ids(pairs):
    """The first of each pair, to name parametrised tests."""
    return [pair[0] for pair in pairs]


def needs_two(chosen):
    """True for an activation whose units depend on each other, which makes no sense with one unit."""
    return bool(ACTIVATIONS[chosen.key].form(chosen.settings).pullback)


def fits(loss_key, chosen):
    """True where an output activation fits a loss."""
    declared = LOSSES[loss_key]
    return not declared.outputs or chosen.key in declared.outputs


def targets(loss_key, outputs, samples, random):
    """Targets of the kind that a loss wants, shape (outputs, samples)."""
    kind = LOSSES[loss_key].targets
    if kind == "one_hot":
        return np.eye(outputs)[random.integers(outputs, size=samples)].T.copy()
    if kind == "any":
        return random.normal(size=(outputs, samples))
    values = random.integers(0, 2, size=(outputs, samples)).astype(float)
    return values if kind == "zero_one" else 2 * values - 1


def small(
    hidden=None,
    output=None,
    loss_key="mean_squared_error",
    seed=1,
    samples=6,
    inputs=2,
    units=3,
    outputs=2,
    hidden_layers=1,
    bias=True,
    sampling=None,
    chosen=None,
    scale=0.8,
    **of_loss,
):
    """An experiment and its arrays: random weights and biases, none of them zero, and samples that its file lists."""
    random = np.random.default_rng(seed)
    hidden, output = hidden or activation("tanh"), output or activation("identity")
    layers = (*(Layer(units, hidden, bias) for _ in range(hidden_layers)), Layer(outputs, output, bias))
    parameters, before = [], inputs
    for each in layers:
        weights = scale * random.normal(size=(each.units, before))
        biases = tuple((scale * random.normal(size=each.units)).tolist()) if bias else None
        parameters.append(LayerParameters(tuple(map(tuple, weights.tolist())), biases))
        before = each.units
    x, y = random.normal(size=(inputs, samples)), targets(loss_key, outputs, samples, random)
    x_test, y_test = random.normal(size=(inputs, 3)), targets(loss_key, outputs, 3, random)
    tables = {"inputs": x, "targets": y, "test_inputs": x_test, "test_targets": y_test}
    listed = {name: tuple(map(tuple, table.T.tolist())) for name, table in tables.items()}
    experiment = Experiment(
        Data("inline", frozen(listed)),
        Network(layers, tuple(parameters)),
        loss(loss_key, **of_loss),
        sampling or Sampling("batch", "in_order"),
        chosen or optimizer("gd", learning_rate=0.05),
        seed=seed,
    )
    return experiment, Arrays(x, y, x_test, y_test)


def objective(experiment, arrays):
    """The function theta → L + penalty over all training samples, from the program's own forward pass."""
    program = compile(experiment, arrays.x.shape[0])
    fixed = {
        f"b{number}": np.array(given.bias)
        for number, given in enumerate(experiment.network.initial_parameters, 1)
        if given.bias is not None and program.layout.block(f"b{number}") is None
    }
    executor = NumpyExecutor(program, arrays.x, arrays.y, fixed)

    def value(theta):
        executor.load(State(0, theta, {}))
        values = executor.evaluate(arrays.x, arrays.y)
        return float(values["L"]) + float(values.get("penalty", 0.0))

    return value, program.layout.flat(experiment.network.initial_parameters)


def slopes(function, theta, step=6e-6):
    """The gradient of a function by central differences."""
    found = np.empty(theta.size)
    for place in range(theta.size):
        moved = theta.copy()
        moved[place] = theta[place] + step
        above = function(moved)
        moved[place] = theta[place] - step
        found[place] = (above - function(moved)) / (2 * step)
    return found


def drawn(draw, mode, samples, size=4):
    """A choice of sampling; for a draw that lists its batches, two epochs of unequal length."""
    if DRAWS[draw].order is not None:
        return Sampling(mode, draw, size if mode == "mini_batch" else None)
    first = tuple(tuple(range(start, min(start + size, samples))) for start in range(0, samples, size))
    return Sampling(mode, draw, None, (first, ((samples - 1,), (0, 1))))


def bits(state):
    """Theta and memory of a state as bytes, for comparisons bit for bit."""
    return state.theta.tobytes(), {name: value.tobytes() for name, value in state.memory.items()}


def until(trace, stage=Stage.BACKPROP):
    """The numbers of every line up to the end of a stage, as bytes."""
    return {line.writes: trace[line.writes].tobytes() for line in trace.program.until(stage)}

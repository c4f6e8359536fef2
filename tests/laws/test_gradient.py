"""Backpropagation gives the gradient: by finite differences and by an oracle, from weights that are not zero."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.experiment import activation
from gdsim.core.registries import ACTIVATIONS, LOSSES
from gdsim.core.timeline import Timeline
from tests.oracle import scalar
from tests.oracle.small import activations, fits, needs_two, objective, slopes, small

PAIRS = [(name, chosen, key) for name, chosen in activations() for key in LOSSES]


def gradient(experiment, arrays):
    """All ∂L/∂W and ∂L/∂b of the first update, in theta's order."""
    trace = Timeline(experiment, arrays).trace(1)
    blocks = trace.program.layout.blocks
    assert np.array_equal(trace["g"], np.concatenate([trace[f"d{block.name}"].ravel() for block in blocks]))
    return trace["g"]


def agree(experiment, arrays, rtol=2e-6, atol=2e-8):
    """The program's gradient is the finite difference of its objective."""
    function, theta = objective(experiment, arrays)
    assert theta.all()
    np.testing.assert_allclose(gradient(experiment, arrays), slopes(function, theta), rtol=rtol, atol=atol)


@pytest.mark.parametrize(("name", "chosen", "key"), PAIRS, ids=[f"{name}-{key}" for name, _, key in PAIRS])
def test_backprop_is_the_slope_for_every_activation_and_loss(name, chosen, key):
    """2-3-3 networks, the activation in the hidden layer and, where it fits the loss, at the output too."""
    hidden = activation("tanh") if needs_two(chosen) else chosen
    output = chosen if fits(key, chosen) else activation(LOSSES[key].outputs[0])
    agree(*small(hidden, output, key, outputs=3, seed=11))


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("over", ["mean", "sum"])
@pytest.mark.parametrize("key", LOSSES)
def test_backprop_is_the_slope_for_means_and_sums(key, over, reduction):
    """Both means and sums, over outputs and over the batch, with both penalties on the weights."""
    output = activation((LOSSES[key].outputs or ("tanh",))[0])
    more = {"reduction": reduction, "over_outputs": over, "l1": 0.03, "l2": 0.2}
    agree(*small(output=output, loss_key=key, seed=21, **more))


@pytest.mark.parametrize("bias", [True, False, "fixed"])
@pytest.mark.parametrize("depth", [0, 1, 3])
def test_backprop_is_the_slope_at_any_depth_and_bias(depth, bias):
    """From no hidden layer to three, with biases trained, absent or kept."""
    agree(*small(activation("softplus"), hidden_layers=depth, bias=bias, seed=31, l2=0.1))


def test_backprop_is_the_slope_for_one_sample_and_unit():
    """The smallest network there is: one input, one unit, one sample."""
    agree(*small(output=activation("tanh"), hidden_layers=0, inputs=1, outputs=1, samples=1, seed=41))


def test_a_short_last_batch_divides_by_its_own_size():
    """The gradient of the last batch of an epoch is the mean over the samples that it has."""
    from gdsim.core.experiment import Sampling

    sampling = Sampling("mini_batch", "in_order", 4)
    experiment, arrays = small(samples=6, sampling=sampling)
    trace = Timeline(experiment, arrays).trace(2)
    assert trace.position.batch.tolist() == [4, 5] and float(trace["B"]) == 2
    np.testing.assert_allclose(trace["db2"][:, 0], trace["delta2"].mean(axis=1), rtol=1e-14)
    np.testing.assert_allclose(float(trace["L"]), trace["l"].mean(), rtol=1e-14)


CASES = [
    ("tanh", "sigmoid", "binary_cross_entropy"),
    ("sigmoid", "softmax", "categorical_cross_entropy"),
    ("softplus", "softmax", "mean_squared_error"),
    ("relu", "identity", "mean_absolute_error"),
    ("identity", "tanh", "half_squared_error"),
]


@pytest.mark.parametrize(("hidden", "output", "key"), CASES)
@pytest.mark.parametrize(("reduction", "over"), [("mean", "mean"), ("sum", "sum")])
def test_backprop_equals_the_oracle_of_single_numbers(hidden, output, key, reduction, over):
    """Derivatives of single numbers, summed over all paths, are the same to twelve digits."""
    experiment, arrays = small(
        activation(hidden), activation(output), key, seed=51, reduction=reduction, over_outputs=over
    )
    given = experiment.network.initial_parameters
    weights = [[[scalar.Scalar(w) for w in row] for row in layer.weights] for layer in given]
    biases = [[scalar.Scalar(b) for b in layer.bias] for layer in given]
    total, outputs, samples = scalar.Scalar(0.0), arrays.y.shape[0], arrays.y.shape[1]
    for x, y in zip(arrays.x.T.tolist(), arrays.y.T.tolist(), strict=True):
        a = scalar.layer(hidden, weights[0], biases[0], x)
        a = scalar.layer(output, weights[1], biases[1], a)
        total += sum(scalar.LOSSES[key](*pair) for pair in zip(a, y, strict=True))
    total /= outputs if experiment.loss.over_outputs == "mean" else 1
    total /= samples if reduction == "mean" else 1
    total.backward()
    trace = Timeline(experiment, arrays).trace(1)
    assert float(trace["L"]) == pytest.approx(total.value, rel=1e-12)
    oracle = []
    for rows, column in zip(weights, biases, strict=True):
        oracle += [w.grad for row in rows for w in row] + [b.grad for b in column]
    np.testing.assert_allclose(trace["g"], oracle, rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("key", sorted(set(ACTIVATIONS)))
def test_delta_belongs_to_its_sample(key):
    """δ is per sample: another sample in the batch changes no column but its own."""
    if ACTIVATIONS[key].output_only:
        chosen = {"output": activation(key)}
    else:
        chosen = {"hidden": activation(key)}
    experiment, arrays = small(seed=61, **chosen)
    before = Timeline(experiment, arrays).trace(1)
    arrays.x[:, 2] += 1.0
    after = Timeline(experiment, arrays).trace(1)
    changed = (before["delta1"] != after["delta1"]).any(axis=0)
    assert not changed[[0, 1, 3, 4, 5]].any()

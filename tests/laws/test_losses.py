"""What is true of every loss: its gradient, δ at the output, where it is least, and its kinks."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import activation, loss
from gdsim.core.registries import ACTIVATIONS, LOSSES
from tests.oracle.small import fits, needs_two, targets

SHORT = [key for key, declared in LOSSES.items() if declared.short_form]


def outputs_of(key):
    """The output activations that fit a loss, with their defaults."""
    return [activation(name) for name in ACTIVATIONS if fits(key, activation(name))]


def terms(key, chosen, z, y):
    """The loss of every output of every sample, before the mean or sum over the outputs."""
    a = evaluate(ACTIVATIONS[chosen.key].form(chosen.settings).value, {**settings_of(chosen), "z": z})
    return evaluate(LOSSES[key].value, {**loss(key).function.settings, "a": a, "z": z, "y": y})


def settings_of(chosen):
    """The settings that a formula can name."""
    return {name: value for name, value in chosen.settings.items() if not isinstance(value, str)}


def delta(key, chosen, z, y, short):
    """δ = ∂l/∂z of the output layer, summed over the outputs: by the short form, or the whole way round."""
    form = ACTIVATIONS[chosen.key].form(chosen.settings)
    names = {**settings_of(chosen), "z": z, "y": y}
    names["a"] = evaluate(form.value, names)
    if short:
        return evaluate(LOSSES[key].short_form, names)
    names["da"] = evaluate(LOSSES[key].gradient, names | dict(loss(key).function.settings))
    if form.pullback:
        return evaluate(form.pullback, names)
    return names["da"] * evaluate(form.slope, names)


@pytest.mark.parametrize("key", LOSSES)
def test_the_gradient_of_a_loss_is_the_finite_difference(key):
    """The declared gradient is how the loss changes with the output, on both sides of every bend."""
    random = np.random.default_rng(5)
    declared, step = LOSSES[key], 1e-6
    y = targets(key, 3, 40, random)
    z = 2 * random.normal(size=(3, 40))
    first = (declared.outputs or ("identity",))[0]
    if first == "identity":
        names = {**loss(key).function.settings, "y": y}
        above = evaluate(declared.value, names | {"a": z + step, "z": z + step})
        below = evaluate(declared.value, names | {"a": z - step, "z": z - step})
        found = evaluate(declared.gradient, names | {"a": z, "z": z})
        np.testing.assert_allclose(found, (above - below) / (2 * step), rtol=1e-6, atol=1e-8)
    else:  # the value is written in z: the chain rule through the activation takes its place
        chosen = activation(first)
        np.testing.assert_allclose(
            delta(key, chosen, z, y, short=False), change(key, chosen, z, y), rtol=1e-6, atol=1e-8
        )


def change(key, chosen, z, y, step=1e-5):
    """∂(Σ l)/∂z by central differences, unit by unit."""
    found = np.empty_like(z)
    for unit in range(z.shape[0]):
        moved = np.zeros_like(z)
        moved[unit] = step
        above, below = terms(key, chosen, z + moved, y), terms(key, chosen, z - moved, y)
        found[unit] = (above - below).sum(axis=0) / (2 * step)
    return found


@pytest.mark.parametrize(("key", "name"), [(k, c.key) for k in LOSSES for c in outputs_of(k)])
def test_delta_of_every_output_is_the_finite_difference(key, name):
    """δ of the output layer is the finite difference of the loss, for every output activation that fits."""
    random = np.random.default_rng(8)
    chosen = activation(name)
    y, z = targets(key, 3, 20, random), random.normal(size=(3, 20))
    np.testing.assert_allclose(
        delta(key, chosen, z, y, short=False), change(key, chosen, z, y), rtol=1e-6, atol=1e-8
    )


@pytest.mark.parametrize("key", SHORT)
def test_the_short_form_of_delta_is_the_long_way(key):
    """A − y is what value and slope cancel to: softmax's Jacobian, or the sigmoid's slope, gone through in full."""
    random = np.random.default_rng(4)
    y, z = targets(key, 4, 50, random), random.normal(size=(4, 50))
    for name in LOSSES[key].outputs:
        chosen = activation(name)
        long, short = (delta(key, chosen, z, y, short) for short in (False, True))
        np.testing.assert_allclose(short, long, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("key", SHORT)
def test_a_saturated_wrong_output_keeps_its_gradient(key):
    """A saturated wrong output keeps its full gradient, where the long way would give 0 or nothing at all."""
    z = np.array([[800.0], [-800.0]])
    y = np.array([[0.0], [1.0]])
    found = delta(key, activation(LOSSES[key].outputs[0]), z, y, short=True)
    np.testing.assert_array_equal(found, [[1.0], [-1.0]])
    assert np.isfinite(terms(key, activation(LOSSES[key].outputs[0]), z, y)).all()


@pytest.mark.parametrize("key", LOSSES)
def test_a_loss_is_least_at_the_target(key):
    """No loss is negative, and none falls below its value at the target."""
    random = np.random.default_rng(2)
    declared = LOSSES[key]
    chosen = activation((declared.outputs or ("identity",))[0])
    y = targets(key, 3, 30, random)
    assert (terms(key, chosen, 3 * random.normal(size=(3, 30)), y) >= 0).all()
    if not declared.outputs:
        assert not terms(key, chosen, y, y).any()


def test_subgradients_at_kinks_are_zero_as_documented():
    """|d|′ = 0 at distance 0, and the hinge takes the subgradient 0 at the margin."""
    assert float(evaluate(LOSSES["mean_absolute_error"].gradient, {"a": 0.3, "y": 0.3})) == 0
    assert float(evaluate(LOSSES["hinge"].gradient, {"a": 1.0, "y": 1.0})) == 0
    assert float(evaluate(LOSSES["hinge"].gradient, {"a": -1.0, "y": -1.0})) == 0
    assert {key for key, declared in LOSSES.items() if declared.kinks} == {"mean_absolute_error", "hinge"}


@pytest.mark.parametrize("key", LOSSES)
def test_a_loss_names_outputs_that_there_are(key):
    """What a loss says of its outputs are activations that there are."""
    assert set(LOSSES[key].outputs) <= set(ACTIVATIONS)
    assert LOSSES[key].targets in ("any", "zero_one", "one_hot", "signs")
    assert LOSSES[key].targets != "one_hot" or all(needs_two(c) for c in outputs_of(key))

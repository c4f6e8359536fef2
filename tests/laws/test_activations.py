"""What is true of every activation, in every form: its slope, its kinks, its finite values."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.registries import ACTIVATIONS
from tests.oracle.small import activations, ids

ALL = activations()
SLOPED = [(name, chosen) for name, chosen in ALL if ACTIVATIONS[chosen.key].form(chosen.settings).slope]
SHARED = [(name, chosen) for name, chosen in ALL if ACTIVATIONS[chosen.key].form(chosen.settings).pullback]
AWAY = np.array([[-30.0, -7.3, -2.6, -1.1, -0.4, -0.02, 0.03, 0.5, 1.2, 2.9, 6.1, 33.0]])


def numbers(chosen):
    """The settings that a formula can name."""
    return {name: value for name, value in chosen.settings.items() if not isinstance(value, (bool, str))}


def value(chosen, z):
    """The activation of weighted inputs."""
    return evaluate(ACTIVATIONS[chosen.key].form(chosen.settings).value, numbers(chosen) | {"z": z})


def slope(chosen, z):
    """The declared slope, as wide as z."""
    form = ACTIVATIONS[chosen.key].form(chosen.settings)
    names = numbers(chosen) | {"z": z, "a": value(chosen, z)}
    return np.broadcast_to(evaluate(form.slope, names), z.shape)


@pytest.mark.parametrize("chosen", [c for _, c in SLOPED], ids=ids(SLOPED))
def test_the_slope_is_the_finite_difference(chosen):
    """Away from kinks the slope is how the value changes, far out on both sides too."""
    step = 1e-5
    expected = (value(chosen, AWAY + step) - value(chosen, AWAY - step)) / (2 * step)
    np.testing.assert_allclose(slope(chosen, AWAY), expected, rtol=1e-7, atol=2e-8)


KINKED = [(name, chosen) for name, chosen in SLOPED if ACTIVATIONS[chosen.key].kinks]


@pytest.mark.parametrize("chosen", [c for _, c in KINKED], ids=ids(KINKED))
def test_the_slope_at_a_kink_is_the_left_one(chosen):
    """At a kink the slope is the one from the left, PyTorch's convention: relu′(0) = 0."""
    for kink in ACTIVATIONS[chosen.key].kinks:
        left = value(chosen, np.array([[kink]])) - value(chosen, np.array([[kink - 1e-7]]))
        right = value(chosen, np.array([[kink + 1e-7]])) - value(chosen, np.array([[kink]]))
        at = float(slope(chosen, np.array([[kink]]))[0, 0])
        assert at == pytest.approx(float(left[0, 0]) / 1e-7, abs=1e-6)
        if chosen.settings.get("alpha") != 1.0:  # elu is smooth where α is 1
            assert abs(at - float(right[0, 0]) / 1e-7) > 0.1


@pytest.mark.parametrize(
    ("key", "settings", "expected"),
    [("relu", {}, 0.0), ("leaky_relu", {"negative_slope": 0.3}, 0.3), ("elu", {"alpha": 0.7}, 0.7)],
)
def test_slopes_at_zero_are_as_documented(key, settings, expected):
    """relu′(0) = 0, leaky′(0) = its slope, elu′(0) = α; and every kink is documented here."""
    from gdsim.core.experiment import activation

    zero = np.zeros((1, 1))
    assert float(slope(activation(key, **settings), zero)[0, 0]) == pytest.approx(expected, abs=0)
    assert {k for k, declared in ACTIVATIONS.items() if declared.kinks} == {"relu", "leaky_relu", "elu"}


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_value_and_slope_are_finite_everywhere(chosen):
    """Value and slope of even absurd inputs are finite numbers: ±1000 overflows nothing."""
    z = np.array([[-1000.0, -1e-300, 0.0, 1e-300, 1000.0], [999.0, 3.0, 0.0, -3.0, -999.0]])
    assert np.isfinite(value(chosen, z)).all()
    if ACTIVATIONS[chosen.key].form(chosen.settings).slope:
        assert np.isfinite(slope(chosen, z)).all()


@pytest.mark.parametrize("chosen", [c for _, c in SHARED], ids=ids(SHARED))
def test_the_pullback_is_the_transposed_jacobian(chosen):
    """Where units depend on each other, δ is the transposed Jacobian times what arrives, sample by sample."""
    random = np.random.default_rng(3)
    z, da, step = random.normal(size=(4, 5)), random.normal(size=(4, 5)), 1e-5
    expected = np.empty_like(z)
    for unit in range(4):
        moved = np.zeros_like(z)
        moved[unit] = step
        change = (value(chosen, z + moved) - value(chosen, z - moved)) / (2 * step)
        expected[unit] = (change * da).sum(axis=0)
    form = ACTIVATIONS[chosen.key].form(chosen.settings)
    found = evaluate(form.pullback, {"z": z, "a": value(chosen, z), "da": da})
    np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_every_form_has_a_slope_or_a_pullback(chosen):
    """Every form says how to go back, one way and not both; what has a Jacobian fits the output layer only."""
    declared = ACTIVATIONS[chosen.key]
    form = declared.form(chosen.settings)
    assert bool(form.slope) is not bool(form.pullback)
    assert declared.output_only is bool(form.pullback)


def test_softmax_shares_sum_to_one():
    """Softmax gives shares of 1 for every sample, also of very large inputs."""
    z = np.array([[1000.0, -1000.0, 0.0], [999.0, -1001.0, 0.0]])
    shares = evaluate("softmax(z)", {"z": z})
    np.testing.assert_allclose(shares.sum(axis=0), 1.0, rtol=1e-15)
    assert (shares > 0).all()

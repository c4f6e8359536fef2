"""The gradient check: it agrees where the gradient is right, and says why where it does not."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.insight.gradient_check import gradient_check
from tests.ui.canvas.scenes import moons


def test_the_slope_agrees_with_the_designs_gradient() -> None:
    """The slope of the loss at W²₃₂ is the gradient to ten digits."""
    seen = moons().after("dW2", 184)
    theta = seen.trace["theta"]
    place = seen.program.layout.block("W2").start + 2 * 4 + 1  # type: ignore[union-attr]
    before = theta.copy()
    found = gradient_check(seen.probe.batch_objective, theta, place, float(seen.trace["dW2"][2, 1]))
    assert found.agrees and found.apart < 1e-10
    assert found.slope == pytest.approx(-0.046530, abs=5e-7)
    assert np.array_equal(theta, before)


def test_a_wrong_gradient_does_not_agree() -> None:
    """A gradient that is 0.1 % off is found."""
    found = gradient_check(lambda theta: float(theta[0] ** 3), np.array([1.0]), 0, 3.003)
    assert not found.agrees and found.apart == pytest.approx(0.003, rel=1e-6)


def test_a_kink_within_h_is_the_reason() -> None:
    """Nearer than h to a kink the slope is that of neither side."""
    found = gradient_check(lambda theta: max(0.0, float(theta[0])), np.array([3e-6]), 0, 1.0)
    assert found.reason == "a kink of the loss lies within h"


def test_a_sharp_bend_within_h_is_the_reason() -> None:
    """Where the loss bends within h, the difference is no slope."""
    found = gradient_check(
        lambda theta: float(np.cos(2e4 * theta[0])), np.array([1e-5]), 0, -2e4 * np.sin(0.2)
    )
    assert found.reason == "the loss bends too much within h"


def test_a_loss_without_the_parameter_agrees_at_zero() -> None:
    """Of a loss that does not depend on the parameter both are 0, exactly."""
    found = gradient_check(lambda theta: 2.5, np.array([1.0, 2.0]), 1, 0.0)
    assert found.agrees and found.apart == 0.0


def test_a_gradient_below_the_rounding_agrees() -> None:
    """A gradient too small to be measured agrees as far as the loss is known."""
    assert gradient_check(lambda theta: 1e3 + 1e-13 * theta[0], np.array([1.0]), 0, 1e-13).agrees


def test_a_loss_that_is_not_finite_has_no_slope() -> None:
    """No slope is told where the loss overflows."""
    with np.errstate(all="ignore"):
        found = gradient_check(lambda theta: float(np.log(theta[0])), np.array([0.0]), 0, 1.0)
    assert found.reason == "the loss is not finite near here"

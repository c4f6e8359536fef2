"""Gradient check: a gradient of backprop beside the slope of the loss, measured by moving one parameter a little."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

STEP = 1e-5
"""How far the parameter is moved to either side."""
DIGITS = 5
"""So many digits must agree; fewer have a reason that is told."""


@dataclass(frozen=True)
class GradientCheck:
    """What the measurement gave.

    Args:
        slope: (L(θ + h) − L(θ − h)) / 2h.
        apart: how far it is from the gradient, 0 or more.
        reason: why they do not agree, or nothing where they do.
    """

    slope: float
    apart: float
    reason: str = ""

    @property
    def agrees(self) -> bool:
        """True where the slope is the gradient, as far as it can be measured."""
        return not self.reason


def gradient_check(
    objective: Callable[[np.ndarray], float],
    theta: np.ndarray,
    place: int,
    gradient: float,
    step: float = STEP,
) -> GradientCheck:
    """Compare a gradient with the central difference of what it is the gradient of.

    Args:
        objective: theta → the number that is made small.
        theta: all parameters, shape (parameters,); left as it is.
        place: which of them is moved.
        gradient: what backprop found for it.
        step: how far it is moved to either side.

    >>> found = gradient_check(lambda theta: float(theta[0] ** 2), np.array([3.0]), 0, 6.0)
    >>> found.agrees, round(found.slope, 6)
    (True, 6.0)
    >>> gradient_check(lambda theta: abs(float(theta[0])), np.array([2e-6]), 0, 1.0).reason
    'a kink of the loss lies within h'
    """

    def moved(by: float) -> float:
        there = theta.copy()
        there[place] += by
        return objective(there)

    above, below = moved(step), moved(-step)
    slope = (above - below) / (2 * step)
    apart = abs(slope - gradient)
    if not math.isfinite(apart):
        return GradientCheck(slope, apart, "the loss is not finite near here")
    # Each loss is known to a few units in its last place; their difference, over 2h, to no better.
    rounding = 64 * float(np.finfo(float).eps) * max(abs(above), abs(below)) / step
    if apart <= 10.0**-DIGITS * abs(gradient) or apart <= rounding:
        return GradientCheck(slope, apart)
    if apart <= 100 * rounding:
        return GradientCheck(slope, apart, "too small to measure: the loss is rounded")
    here = objective(theta)
    turn = abs((above - here) - (here - below)) / step
    # A curve's one-sided slopes differ far more than their mean errs; at a kink both err by as much.
    reason = "a kink of the loss lies within h" if apart > 0.05 * turn else "the loss bends too much within h"
    return GradientCheck(slope, apart, reason)

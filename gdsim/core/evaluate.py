"""Evaluate: the value of one formula, for settings, laws and checks; runs use an executor."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gdsim.core.executors.chosen import executor_class
from gdsim.core.formula import Formula, parse


def evaluate(formula: Formula | str, names: Mapping[str, float | np.ndarray]) -> np.ndarray:
    """The value of a formula.

    Args:
        formula: the tree or its text.
        names: a number or an array for every name in it.

    >>> float(evaluate("sqrt(6 / (fan_in + fan_out))", {"fan_in": 4, "fan_out": 2}))
    1.0
    """
    return executor_class().value_of(parse(formula) if isinstance(formula, str) else formula, names)

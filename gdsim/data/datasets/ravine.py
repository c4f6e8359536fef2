"""Ravine: two inputs that nearly agree, so that the loss over the two weights is a long narrow valley."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

CONDITION = Parameter(
    Symbol(
        "condition", r"\kappa", "kappa", "how many times more the loss curves across the valley than along it"
    ),
    *(100.0, 1, 1e6),
)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    """Inputs with covariance eigenvalues 1 and 1/condition, at 45 degrees to the axes of the weights.

    The squared loss of a linear model has that covariance as its Hessian. The solution (1.5, −0.5) lies off the
    valley's floor through 0, so that descent from 0 falls into the valley first and has to follow it then.
    """
    common, own = stream.normal(2, settings["samples"])
    own = own / np.sqrt(settings["condition"])
    x = np.column_stack([common + own, common - own]) / np.sqrt(2.0)
    y = 1.5 * x[:, :1] - 0.5 * x[:, 1:]
    return Table(x, ("x1", "x2"), ("y",), targets=y + settings["noise"] * stream.normal(*y.shape))


DATASET = Dataset(
    key="ravine",
    name="Ravine",
    task="regression",
    parameters=(samples(), noise(0.0, "standard deviation of the noise on y"), CONDITION),
    source="Goh (2017), Why Momentum Really Works, Distill: a quadratic loss with a given condition number.",
    make=_make,
)

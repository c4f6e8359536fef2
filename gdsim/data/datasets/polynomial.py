"""Polynomial: one input, a Chebyshev polynomial and noise; the degree says how often the curve turns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

DEGREE = Parameter(Symbol("degree", meaning="degree of the polynomial"), 3, low=1, high=12)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    x = 2.0 * stream.uniform(settings["samples"], 1) - 1.0
    # Chebyshev's polynomials stay between −1 and 1, so that every degree suits the same learning rates.
    y = np.cos(settings["degree"] * np.arccos(x)) + settings["noise"] * stream.normal(*x.shape)
    return Table(x, ("x",), ("y",), targets=y)


DATASET = Dataset(
    key="polynomial",
    name="Polynomial",
    task="regression",
    parameters=(samples(), noise(0.1, "standard deviation of the noise on y"), DEGREE),
    source="Chebyshev (1854): y = cos(degree · arccos x) + noise (degree 3: 4x³ − 3x), x uniform from −1 to 1.",
    make=_make,
)

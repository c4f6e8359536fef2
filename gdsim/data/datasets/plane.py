"""Plane: two inputs, a flat surface and noise; linear regression with two weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

SLOPE_1 = Parameter(Symbol("slope_1", meaning="slope along x1"), 1.0, low=-100, high=100)
SLOPE_2 = Parameter(Symbol("slope_2", meaning="slope along x2"), -0.5, low=-100, high=100)
INTERCEPT = Parameter(Symbol("intercept", meaning="value where both inputs are 0"), 0.25, low=-100, high=100)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    x = 2.0 * stream.uniform(settings["samples"], 2) - 1.0
    y = settings["slope_1"] * x[:, :1] + settings["slope_2"] * x[:, 1:] + settings["intercept"]
    return Table(x, ("x1", "x2"), ("y",), targets=y + settings["noise"] * stream.normal(*y.shape))


DATASET = Dataset(
    key="plane",
    name="Plane",
    task="regression",
    parameters=(samples(), noise(0.1, "standard deviation of the noise on y"), SLOPE_1, SLOPE_2, INTERCEPT),
    source="y = slope_1 · x1 + slope_2 · x2 + intercept + noise, x1 and x2 uniform from −1 to 1.",
    make=_make,
)

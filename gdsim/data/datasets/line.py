"""Line: one input, a straight line and noise; linear regression at its plainest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

SLOPE = Parameter(Symbol("slope", meaning="slope of the line"), 2.0, low=-100, high=100)
INTERCEPT = Parameter(Symbol("intercept", meaning="value of the line at x = 0"), 0.5, low=-100, high=100)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    x = 2.0 * stream.uniform(settings["samples"], 1) - 1.0
    y = settings["slope"] * x + settings["intercept"] + settings["noise"] * stream.normal(*x.shape)
    return Table(x, ("x",), ("y",), targets=y)


DATASET = Dataset(
    key="line",
    name="Line",
    task="regression",
    parameters=(samples(100), noise(0.2, "standard deviation of the noise on y"), SLOPE, INTERCEPT),
    source="y = slope · x + intercept + noise, x uniform from −1 to 1.",
    make=_make,
)

"""Sine: one input, a wave and noise; a curve that a hidden layer has to bend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

PERIODS = Parameter(
    Symbol("periods", meaning="number of waves between −1 and 1"), 1.0, low=0, high=20, low_open=True
)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    x = 2.0 * stream.uniform(settings["samples"], 1) - 1.0
    y = np.sin(np.pi * settings["periods"] * x) + settings["noise"] * stream.normal(*x.shape)
    return Table(x, ("x",), ("y",), targets=y)


DATASET = Dataset(
    key="sine",
    name="Sine",
    task="regression",
    parameters=(samples(), noise(0.1, "standard deviation of the noise on y"), PERIODS),
    source="y = sin(π · periods · x) + noise, x uniform from −1 to 1.",
    make=_make,
)

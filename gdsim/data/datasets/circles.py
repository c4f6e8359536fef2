"""Circles: one class around the other; the distance from the middle decides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

FACTOR = Parameter(
    Symbol("factor", meaning="radius of the inner circle; the outer one has radius 1"), 0.5, low=0, high=1
)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    count = settings["samples"]
    labels = np.arange(count) % 2
    radius = np.where(labels == 0, 1.0, settings["factor"])
    angle = 2.0 * np.pi * stream.uniform(count)
    inputs = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    inputs += settings["noise"] * stream.normal(count, 2)
    return Table(inputs, ("x1", "x2"), ("circle",), labels=labels, classes=("outer", "inner"))


DATASET = Dataset(
    key="circles",
    name="Circles",
    task="classification",
    parameters=(samples(), noise(0.1), FACTOR),
    source="The circles of scikit-learn's make_circles, at random angles, the classes in turn.",
    make=_make,
)

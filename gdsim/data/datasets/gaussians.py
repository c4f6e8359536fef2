"""Gaussians: two to six round clouds on a circle; how much they overlap is the noise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

CLASSES = Parameter(Symbol("classes", "C", "C", "number of clouds, each a class"), 3, low=2, high=6)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    count, classes = settings["samples"], settings["classes"]
    labels = np.arange(count) % classes
    angle = 2.0 * np.pi * labels / classes
    inputs = np.column_stack([np.cos(angle), np.sin(angle)]) + settings["noise"] * stream.normal(count, 2)
    return Table(inputs, ("x1", "x2"), ("cloud",), labels=labels, classes=tuple("ABCDEF"[:classes]))


DATASET = Dataset(
    key="gaussians",
    name="Gaussian clouds",
    task="classification",
    parameters=(samples(), noise(0.3, "standard deviation of each cloud"), CLASSES),
    source="Normal distributions of equal width, their means evenly on the unit circle, the classes in turn.",
    make=_make,
)

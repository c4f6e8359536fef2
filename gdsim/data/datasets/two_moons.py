"""Two moons: two half circles that reach into each other; no straight line parts them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.stream import Stream
from gdsim.data.dataset import Dataset, Table, noise, samples


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    count = settings["samples"]
    labels = np.arange(count) % 2
    angle = np.pi * stream.uniform(count)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1.0 - np.cos(angle), 0.5 - np.sin(angle)])
    inputs = np.where(labels[:, None] == 0, upper, lower) + settings["noise"] * stream.normal(count, 2)
    return Table(inputs, ("x1", "x2"), ("moon",), labels=labels, classes=("upper", "lower"))


DATASET = Dataset(
    key="two_moons",
    name="Two moons",
    task="classification",
    parameters=(samples(), noise(0.1)),
    source="The half circles of scikit-learn's make_moons, at random angles, the classes in turn.",
    make=_make,
)

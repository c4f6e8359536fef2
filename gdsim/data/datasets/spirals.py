"""Spirals: two arms wound into each other; hard for a small network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset, Table, noise, samples

TURNS = Parameter(Symbol("turns", meaning="how often each arm winds around the middle"), 1.0, low=0, high=4)


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    count = settings["samples"]
    labels = np.arange(count) % 2
    radius = stream.uniform(count)
    angle = 2.0 * np.pi * settings["turns"] * radius + np.pi * labels
    inputs = np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])
    inputs += settings["noise"] * stream.normal(count, 2)
    return Table(inputs, ("x1", "x2"), ("arm",), labels=labels, classes=("first", "second"))


DATASET = Dataset(
    key="spirals",
    name="Spirals",
    task="classification",
    parameters=(samples(), noise(0.02), TURNS),
    source="Lang and Witbrock (1988), Learning to tell two spirals apart; arms of radius 1.",
    make=_make,
)

"""XOR: the four corners of the truth table; the smallest problem that one layer cannot solve."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gdsim.core.stream import Stream
from gdsim.data.dataset import Dataset, Table, noise, samples


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    """Row i lies at corner i mod 4 of 00, 01, 10, 11: 4 samples without noise are the truth table itself."""
    count = settings["samples"]
    corner = np.arange(count) % 4
    first, second = corner // 2, corner % 2
    inputs = np.column_stack([first, second]) + settings["noise"] * stream.normal(count, 2)
    return Table(inputs, ("x1", "x2"), ("x1 xor x2",), labels=first ^ second, classes=("0", "1"))


DATASET = Dataset(
    key="xor",
    name="XOR",
    task="classification",
    parameters=(samples(), noise(0.15)),
    source="Minsky and Papert (1969), Perceptrons; the samples scatter around the corners, in turn.",
    make=_make,
)

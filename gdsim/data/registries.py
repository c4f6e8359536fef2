"""The registry of the data sets: ``gdsim/data/datasets``, one declaration a file."""

from __future__ import annotations

from gdsim.core.registry import Registry
from gdsim.data.dataset import Dataset

DATASETS = Registry(
    "datasets",
    "gdsim.data.datasets",
    "DATASET",
    Dataset,
    first=(
        *("two_moons", "circles", "xor", "spirals", "gaussians"),
        *("line", "sine", "polynomial", "plane", "ravine"),
        *("bundled", "csv", "inline"),
    ),
)

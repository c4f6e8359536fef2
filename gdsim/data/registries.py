"""The registry of the data sets, ``gdsim/data/datasets``, one declaration a file; and all registries together."""

from __future__ import annotations

from typing import Any

from gdsim.core import registries
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


def every_registry() -> tuple[Registry[Any], ...]:
    """All that an experiment can choose from: those of the mathematics, and the data sets.

    >>> [registry.kind for registry in every_registry()][-1]
    'datasets'
    """
    return (*(value for value in vars(registries).values() if isinstance(value, Registry)), DATASETS)

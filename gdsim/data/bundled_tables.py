"""The tables that come with gdsim: a CSV file and, beside it, a JSON file that says what it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from gdsim.data.csv_table import read_table
from gdsim.data.resources_folder import resources
from gdsim.data.table import Table


@dataclass(frozen=True)
class BundledTable:
    """One table in ``resources/data``.

    Args:
        key: the name of both files, without their ending.
        name: the name that a reader sees.
        features: the input columns.
        target: the column to learn.
        task: ``regression`` or ``classification``.
        source: where the table comes from, as a citation.
        licence: under which terms.
    """

    key: str
    name: str
    features: tuple[str, ...]
    target: str
    task: str
    source: str
    licence: str

    @classmethod
    def load(cls, path: Path) -> BundledTable:
        """The description in one JSON file."""
        said = json.loads(path.read_text(encoding="utf-8"))
        return cls(**(said | {"key": path.stem, "features": tuple(said["features"])}))

    def read(self) -> Table:
        """The rows; those with a missing value are left out, and a note says how many."""
        content = (resources() / "data" / f"{self.key}.csv").read_bytes()
        return read_table(
            *(content, f"{self.key}.csv"),
            features=self.features,
            target=self.target,
            task=self.task,
            leave_out_missing=True,
        )


@cache
def bundled_tables() -> Mapping[str, BundledTable]:
    """Every bundled table by its key, in alphabetical order: whatever the folder holds.

    >>> bundled_tables()["penguins"].read().inputs.shape
    (342, 4)
    """
    tables = [BundledTable.load(path) for path in sorted((resources() / "data").glob("*.json"))]
    return MappingProxyType({table.key: table for table in tables})

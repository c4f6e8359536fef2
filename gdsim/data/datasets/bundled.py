"""Bundled: a real table that comes with gdsim."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.bundled_tables import bundled_tables
from gdsim.data.dataset import Dataset, Table

TABLE = Parameter(Symbol("table", meaning="which table"), "penguins", choices=tuple(bundled_tables()))


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    return bundled_tables()[settings["table"]].read()


DATASET = Dataset(
    key="bundled",
    name="Bundled table",
    task="given",
    parameters=(TABLE,),
    source="Each table names its own: resources/data/LICENSES.md.",
    make=_make,
)

"""CSV: the reader's own table, from a file beside the experiment's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gdsim.core.parameter import shown
from gdsim.core.stream import Stream
from gdsim.data.csv_path import read_beside
from gdsim.data.csv_table import TASKS, read_table
from gdsim.data.dataset import DataError, Dataset, Field, Table


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    features, target, task = (settings.get(key) for key in ("features", "target", "task"))
    if features is not None:
        if isinstance(features, str) or not isinstance(features, Sequence) or not features:
            raise DataError(
                "data.features", f'must be a list of column names, as ["height"], not {shown(features)}'
            )
        for place, name in enumerate(features):
            if not isinstance(name, str):
                raise DataError(f"data.features[{place}]", f"must be the name of a column, not {shown(name)}")
    if target is not None and not isinstance(target, str):
        raise DataError("data.target", f"must be the name of a column, not {shown(target)}")
    if task is not None and (not isinstance(task, str) or task not in TASKS):
        raise DataError("data.task", f"must be one of {', '.join(TASKS)}, not {shown(task)}")
    content = read_beside(settings["path"], folder)
    names = None if features is None else tuple(features)
    return read_table(content, settings["path"], features=names, target=target, task=task)


DATASET = Dataset(
    key="csv",
    name="CSV file",
    task="given",
    parameters=(),
    source="The reader's own file (RFC 4180, with its usual relatives: semicolon, tab, decimal comma).",
    make=_make,
    fields=(
        Field("path", "the file, relative to the experiment's file", required=True),
        Field("features", "the names of the input columns; all but the target where not given"),
        Field("target", "the name of the column to learn; the last where not given"),
        Field("task", "regression or classification; guessed from the target where not given"),
    ),
)

"""Inline: rows that stand in the experiment file itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gdsim.core.stream import Stream
from gdsim.data.dataset import DataError, Dataset, Field, Table
from gdsim.data.inline_rows import numbers


def _make(settings: Mapping[str, Any], stream: Stream, folder: Path | None) -> Table:
    test = _table(settings, "test_") if _given(settings, "test_inputs", "test_targets") else None
    table = _table(settings, "", test)
    if test is not None:
        for key, given, expected in (
            ("test_inputs", len(test.features), len(table.features)),
            ("test_targets", len(test.outputs), len(table.outputs)),
        ):
            if given != expected:
                message = (
                    f"must have {expected} numbers a row, as {key.removeprefix('test_')} has, not {given}"
                )
                raise DataError(f"data.{key}", message)
    return table


def _given(settings: Mapping[str, Any], first: str, second: str) -> bool:
    """Whether both are given; one without the other is an error."""
    missing = [key for key in (first, second) if settings.get(key) is None]
    if len(missing) == 1:
        present = second if missing[0] == first else first
        raise DataError(f"data.{missing[0]}", f"is missing: {present} is given, and they belong together")
    return not missing


def _table(settings: Mapping[str, Any], prefix: str, test: Table | None = None) -> Table:
    inputs = numbers(settings[f"{prefix}inputs"], f"data.{prefix}inputs", columns=256)
    targets = numbers(settings[f"{prefix}targets"], f"data.{prefix}targets", columns=512)
    if len(inputs) != len(targets):
        message = (
            f"must have one row for each of the {len(inputs)} rows of {prefix}inputs, not {len(targets)}"
        )
        raise DataError(f"data.{prefix}targets", message)
    features, outputs = _names("x", inputs.shape[1]), _names("y", targets.shape[1])
    return Table(inputs, features, outputs, targets=targets, test=test)


def _names(letter: str, count: int) -> tuple[str, ...]:
    return (letter,) if count == 1 else tuple(f"{letter}{place}" for place in range(1, count + 1))


DATASET = Dataset(
    key="inline",
    name="Given rows",
    task="given",
    parameters=(),
    source="The experiment file itself.",
    make=_make,
    fields=(
        Field("inputs", "the inputs, one row a sample", required=True),
        Field("targets", "the targets, one row a sample", required=True),
        Field("test_inputs", "inputs for testing only"),
        Field("test_targets", "targets for testing only"),
    ),
    test_fraction=0.0,
)

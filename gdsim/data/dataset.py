"""Dataset: the declaration of one source of data, its settings and how its table is made."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gdsim.core.parameter import Parameter
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol
from gdsim.data.error import DataError
from gdsim.data.table import Table

__all__ = ["DataError", "Dataset", "Field", "Make", "Table", "noise", "samples"]

Make = Callable[[Mapping[str, Any], Stream, Path | None], Table]
"""Makes a table from complete settings, random numbers and the folder of the experiment's file."""


@dataclass(frozen=True)
class Field:
    """A setting that is not a single number or word, such as a list of rows or a path; ``make`` checks it.

    Args:
        key: the name in the experiment file, below ``data``.
        meaning: what it is, in one phrase.
        required: whether there is no default.
    """

    key: str
    meaning: str
    required: bool = False


@dataclass(frozen=True)
class Dataset:
    """One source of data.

    Args:
        key: the name in the experiment file, ``data.source``.
        name: the name that a reader sees.
        task: ``regression``, ``classification``, or ``given`` where the rows themselves decide.
        parameters: the settings with a default and a range.
        source: where the data or their definition come from, as a citation.
        make: makes the table; its settings are complete, as :meth:`complete` returns them.
        fields: the settings that ``make`` checks by itself.
        test_fraction: the share of the rows kept for testing where the experiment does not say.

    >>> from gdsim.data.registries import DATASETS
    >>> moons = DATASETS["two_moons"].table({"samples": 6}, Stream(7, "data"))
    >>> moons.inputs.shape, moons.labels.tolist()
    ((6, 2), [0, 1, 0, 1, 0, 1])
    """

    key: str
    name: str
    task: Literal["regression", "classification", "given"]
    parameters: tuple[Parameter, ...]
    source: str
    make: Make
    fields: tuple[Field, ...] = ()
    test_fraction: float = 0.2

    def complete(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The settings with every default put in.

        Raises:
            DataError: for an unknown setting, a value out of its range, or a required setting left out.
        """
        known = [parameter.key for parameter in self.parameters] + [field.key for field in self.fields]
        for key in settings:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
                raise DataError(f"data.{key}", f"is not a setting of {self.key}; {hint}")
        for field in self.fields:
            if field.required and field.key not in settings:
                raise DataError(f"data.{field.key}", f"is missing: {self.key} needs {field.meaning}")
        complete = {parameter.key: parameter.default for parameter in self.parameters} | dict(settings)
        for parameter in self.parameters:
            if fault := parameter.fault(complete[parameter.key]):
                raise DataError(f"data.{parameter.key}", fault)
        return complete

    def table(self, settings: Mapping[str, Any], stream: Stream, folder: Path | None = None) -> Table:
        """The table for some settings, the rest taking their defaults.

        Raises:
            DataError: where a setting, or the data behind it, cannot be used.
        """
        return self.make(self.complete(settings), stream, folder)


def samples(default: int = 200) -> Parameter:
    """The number of rows that a generator makes."""
    return Parameter(Symbol("samples", "N", "N", "number of samples"), default, low=2, high=1_000_000)


def noise(default: float, meaning: str = "standard deviation of the noise on each input") -> Parameter:
    """How far the samples scatter, in the unit of what is scattered."""
    return Parameter(Symbol("noise", r"\sigma", "sigma", meaning), default, low=0, high=10)

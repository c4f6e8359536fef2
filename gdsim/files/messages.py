"""Messages: what is wrong with a file, as one line with the file, the field, the rule and the value."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gdsim.files.quoted import cut

Place = tuple[str | int, ...]
"""Where a value stands in a document: keys, and numbers from 0 in lists."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, and a sentence that follows the field's name."""

    place: Place
    reason: str


class FileError(ValueError):
    """A file that cannot be used; its text is one line.

    Args:
        file: the path as the user gave it.
        field: the field as a dotted path, empty where it is the file as a whole.
        reason: what is wrong and what would be right.

    >>> str(FileError("a.gdsim", "network.layers[1].units", "must be a whole number from 1 to 512, not -3"))
    'a.gdsim: network.layers[1].units: must be a whole number from 1 to 512, not -3'
    """

    def __init__(self, file: str | os.PathLike[str], field: str, reason: str) -> None:
        super().__init__(str(file), field, reason)
        self.file = str(file)
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        return ": ".join(part for part in (cut(self.file, 4096), self.field, self.reason) if part)


def dotted(place: Place) -> str:
    """A place as a reader writes it.

    >>> dotted(("network", "layers", 1, "units"))
    'network.layers[1].units'
    """
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{cut(step)}"
    return text.removeprefix(".")


def place_of(field: str) -> Place:
    """The place behind a dotted path.

    >>> place_of("data.inputs[1][0]")
    ('data', 'inputs', 1, 0)
    """
    return tuple(
        int(step[1:-1]) if step.startswith("[") else step for step in re.findall(r"\[\d+\]|[^.\[\]]+", field)
    )


def first_error(file: str, document: Any, faults: Sequence[Fault]) -> FileError:
    """The error for the first of some faults in the order of the file; the others are counted.

    Args:
        file: the path as the user gave it.
        document: the file's JSON value, whose order of keys is the file's.
        faults: at least one.
    """
    # One value can break several rules: the reader sees it once.
    faults = list({fault.place: fault for fault in reversed(faults)}.values())
    first = min(faults, key=lambda fault: _order(document, fault.place))
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return FileError(file, dotted(first.place), first.reason + more)


def _order(document: Any, place: Place) -> list[int]:
    """Where in the file a place stands; what is missing comes after what is there."""
    order = []
    for step in place:
        if isinstance(document, Mapping):
            keys = list(document)
            order.append(keys.index(step) if step in document else len(keys))
            document = document.get(step)
        else:
            order.append(int(step) if isinstance(step, int) else 0)
            inside = isinstance(document, Sequence) and isinstance(step, int) and step < len(document)
            document = document[step] if inside else None
    return order


def unknown_key(key: str, known: Iterable[str]) -> str:
    """What to say of a key that nothing knows.

    >>> unknown_key("lerning_rate", ["learning_rate", "epsilon"])
    'is no known key; did you mean "learning_rate"?'
    """
    known = list(known)
    near = difflib.get_close_matches(key[:200], known, n=1, cutoff=0.5)
    return (
        f'is no known key; did you mean "{near[0]}"?'
        if near
        else f"is no known key; there are {', '.join(known)}"
    )


def listed(words: Iterable[str]) -> str:
    """Allowed words as a rule says them: ``one of a, b, c``."""
    words = list(words)
    return f"one of {', '.join(words)}" if len(words) > 1 else f'"{words[0]}"'

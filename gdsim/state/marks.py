"""Marks: bookmarks, breakpoints and watched parameters of a document; they live in its view and change no number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeGuard

from gdsim.core.experiment import Experiment, frozen

MOST = 200
"""Marks of a kind that are kept; a file with more is read as far as that."""


class Condition(Enum):
    """What stops a run."""

    NOT_FINITE = "loss_not_finite"
    GRADIENT_NORM = "gradient_norm_above"
    EPOCH = "epoch_reached"
    ACCURACY = "accuracy_reached"


@dataclass(frozen=True)
class Bookmark:
    """A place of the run that is worth coming back to, and why."""

    update: int
    line: int
    note: str = ""


@dataclass(frozen=True)
class Breakpoint:
    """A condition at which a run stops, with its limit where it has one."""

    condition: Condition
    limit: float = 0.0

    @property
    def words(self) -> str:
        """The condition in words.

        >>> Breakpoint(Condition.GRADIENT_NORM, 10.0).words
        '‖g‖ is above 10'
        """
        limit = f"{self.limit:g}"
        return {
            Condition.NOT_FINITE: "the loss is not finite",
            Condition.GRADIENT_NORM: f"‖g‖ is above {limit}",
            Condition.EPOCH: f"epoch {limit} is complete",
            Condition.ACCURACY: f"the training accuracy reaches {limit}",
        }[self.condition]


@dataclass(frozen=True)
class Marks:
    """All marks of a document.

    Args:
        bookmarks: by place in the run.
        breakpoints: each condition and limit once.
        watched: labels of parameters that the plots follow, ``"W2[3,2]"``.
    """

    bookmarks: tuple[Bookmark, ...] = ()
    breakpoints: tuple[Breakpoint, ...] = ()
    watched: tuple[str, ...] = ()


def marks_of(experiment: Experiment) -> Marks:
    """The marks in a document's view; what is no mark there is passed over.

    A view may come from another version or another hand: nothing in it can make a document unreadable.
    """
    view = experiment.view
    bookmarks = {mark: None for entry in _list(view, "bookmarks") if (mark := _bookmark(entry))}
    breakpoints = {stop: None for entry in _list(view, "breakpoints") if (stop := _breakpoint(entry))}
    watched = {entry: None for entry in _list(view, "watched") if isinstance(entry, str)}
    ordered = sorted(bookmarks, key=lambda mark: (mark.update, mark.line, mark.note))
    return Marks(tuple(ordered[:MOST]), tuple(breakpoints)[:MOST], tuple(watched)[:MOST])


def with_marks(experiment: Experiment, marks: Marks) -> Experiment:
    """The document with other marks; what else its view holds stays."""
    written: dict[str, Any] = {
        "bookmarks": [{"update": b.update, "line": b.line, "note": b.note} for b in marks.bookmarks],
        "breakpoints": [{"when": b.condition.value, "limit": b.limit} for b in marks.breakpoints],
        "watched": list(marks.watched),
    }
    kept = {key: value for key, value in experiment.view.items() if key not in written}
    return replace(experiment, view=frozen(kept | {key: value for key, value in written.items() if value}))


def _list(view: Mapping[str, Any], key: str) -> Iterable[Any]:
    found = view.get(key)
    return found if isinstance(found, (list, tuple)) else ()


def _bookmark(entry: Any) -> Bookmark | None:
    if not isinstance(entry, Mapping):
        return None
    update, line, note = entry.get("update"), entry.get("line"), entry.get("note", "")
    if not (_whole(update) and _whole(line) and isinstance(note, str)):
        return None
    return Bookmark(max(update, 1), max(line, 0), note)


def _breakpoint(entry: Any) -> Breakpoint | None:
    if not isinstance(entry, Mapping):
        return None
    when, limit = entry.get("when"), entry.get("limit", 0.0)
    if when not in {condition.value for condition in Condition}:
        return None
    if isinstance(limit, bool) or not isinstance(limit, (int, float)) or not math.isfinite(limit):
        return None
    return Breakpoint(Condition(when), float(limit))


def _whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)

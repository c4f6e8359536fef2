"""Fitness: why an action cannot be done at a snapshot, in words; nothing where it can."""

from __future__ import annotations

from collections.abc import Callable

from gdsim.files.models import LAYERS
from gdsim.state.intents import Step
from gdsim.state.snapshot import Snapshot

Reason = Callable[[Snapshot], str]


def always(snapshot: Snapshot) -> str:
    """Can always be done."""
    return ""


def never(why: str) -> Reason:
    """Cannot be done yet."""
    return lambda snapshot: why


def step(intent: Step) -> Reason:
    """Back only after the start, on only before a divergence."""

    def reason(snapshot: Snapshot) -> str:
        cursor = snapshot.model.cursor
        if intent.back:
            return "the run starts here" if (cursor.update, cursor.line) == (1, 0) else ""
        stuck = snapshot.diverged is not None and cursor.update >= snapshot.diverged.update
        return snapshot.diverged.message if stuck and snapshot.diverged else ""

    return reason


def undo(snapshot: Snapshot) -> str:
    """Only what has been changed can be undone."""
    return "" if snapshot.can_undo else "nothing has been changed"


def redo(snapshot: Snapshot) -> str:
    """Only what has been undone can be made again."""
    return "" if snapshot.can_redo else "nothing has been undone"


def bookmarks(snapshot: Snapshot) -> str:
    """There must be one to go to."""
    return "" if snapshot.model.marks.bookmarks else "there is no bookmark yet"


def another_layer(snapshot: Snapshot) -> str:
    """A network has a greatest depth."""
    deep = len(snapshot.current.network.layers) >= LAYERS
    return f"a network has at most {LAYERS} layers" if deep else ""


def hidden_layer(snapshot: Snapshot) -> str:
    """The output layer stays."""
    return "" if len(snapshot.current.network.layers) > 1 else "there is no hidden layer"

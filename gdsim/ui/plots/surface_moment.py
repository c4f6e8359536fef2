"""Surface moment: what of the update at the cursor the loss surface shows."""

from __future__ import annotations

import numpy as np

from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.survey import TOO_SLOW


def theta_of(snapshot: Snapshot) -> np.ndarray:
    """The parameters in force at the cursor."""
    moved = snapshot.value("theta_next")
    return np.asarray(snapshot.trace["theta"] if moved is None else moved)


def made_of(snapshot: Snapshot) -> int:
    """Updates made at the cursor."""
    return snapshot.model.cursor.update - (0 if snapshot.finished else 1)


def rows_of(snapshot: Snapshot) -> int:
    """How many rows of kept parameters, the start included, the run has passed at the cursor."""
    curves = snapshot.curves
    return int(np.searchsorted(curves.updates[curves.parameter_rows], made_of(snapshot), side="right"))


def downhill(snapshot: Snapshot) -> tuple[np.ndarray | None, float]:
    """−g as far as it is computed at the cursor, and which share of its blocks that is."""
    whole = snapshot.value("g")
    if whole is not None:
        return -whole, 1.0
    layout = snapshot.program.layout
    found, known = np.zeros(layout.size), 0
    for block in layout.blocks:
        part = snapshot.value(f"d{block.name}")
        if part is not None:
            known += 1
            block.of(found)[:] = -np.reshape(part, block.shape)
    # All of them are not yet g where it is clipped or put together later.
    return (found if known else None), min(known / len(layout.blocks), 0.99)


def guess(snapshot: Snapshot) -> float:
    """How many seconds one L will take at least, where trying would already make the window stutter; else 0."""
    seconds = 3e-9 * snapshot.samples.x.shape[1] * snapshot.program.layout.size
    return seconds if seconds > TOO_SLOW else 0.0

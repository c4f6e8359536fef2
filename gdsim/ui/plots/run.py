"""Run: the part of a run that has been made at the cursor or before; what is still to come is not shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.curves import Curves
from gdsim.state.snapshot import Snapshot


@dataclass(frozen=True)
class Run:
    """Curves, cut where the run stands.

    Args:
        curves: all rows; the update at the cursor may be among them before its last line has been shown.
        first: the first update of the rows.
        made: the last update that is complete.
        rows: how many epoch rows belong to it.
    """

    curves: Curves
    first: int
    made: int
    rows: int

    @property
    def count(self) -> int:
        """How many updates there are to draw."""
        return self.made - self.first + 1

    @property
    def updates(self) -> np.ndarray:
        """The numbers of the updates."""
        return np.arange(self.first, self.made + 1, dtype=float)

    @property
    def epoch_ends(self) -> np.ndarray:
        """Updates made at each epoch row."""
        return self.curves.updates[: self.rows]

    @property
    def parameter_rows(self) -> np.ndarray:
        """The epoch rows whose parameters are kept."""
        rows = self.curves.parameter_rows
        return rows[: int(np.searchsorted(rows, self.rows))]


def run_of(snapshot: Snapshot) -> Run:
    """The run that a snapshot shows.

    The trace of the update at the cursor has all its numbers at once; until its last line is done, the plots do
    not know it, unless the run has been further already.
    """
    curves, cursor = snapshot.curves, snapshot.model.cursor
    ahead = snapshot.updates == cursor.update and not snapshot.finished
    made = max(snapshot.updates - (1 if ahead else 0), curves.first_update - 1)
    rows = max(int(np.searchsorted(curves.updates, made, side="right")), 1)
    return Run(curves, curves.first_update, made, rows)

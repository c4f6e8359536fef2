"""Surface reading: what the loss surface says of the place under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.readings.digits import short
from gdsim.insight.landscape import Grid, Plane
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.survey import Survey


@dataclass(frozen=True, eq=False)
class Reading:
    """All that can be told of a place.

    Args:
        snapshot, plane, full: the moment, where the plane lies, and the loss that was measured on it.
        nearest: the nearest row of the path and how many pixels it is away, or None.
        at_tip: True where the place is the head of −g.
    """

    snapshot: Snapshot
    plane: Plane
    full: Survey
    nearest: tuple[int, float] | None
    at_tip: bool

    def text(self, x: float, y: float) -> str:
        """The lines of the read-out, as rich text."""
        snapshot, lines = self.snapshot, []
        if self.full.too_slow:
            count, seconds = snapshot.samples.x.shape[1], short(self.full.seconds, 2)
            lines.append(f"L of all {count:,} samples takes about {seconds} s: left out")
        if self.full.size and not self.full.slow:
            there = Grid(self.plane, np.array([x]), np.array([y]))
            value = there.losses(snapshot.probe.training_loss, np.array([0]))[0]
            lines.append(f"full L here <b>{short(value)}</b>")
        if self.nearest is not None:
            curves, row = snapshot.curves, self.nearest[0]
            lines.append(f"nearest: update {int(curves.updates[row])}, L <b>{short(curves.loss[row, 0])}</b>")
        gradient = snapshot.value("g")
        if self.at_tip and gradient is not None:
            lines.append(f"{self.plane.share(gradient):.0%} of −g lies in this plane")
            if snapshot.current.loss.l1 or snapshot.current.loss.l2:
                lines.append("−g also holds the penalty's part; the lines are of L alone")
        return "<br>".join(lines)

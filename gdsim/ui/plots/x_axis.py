"""X axis: what runs from left to right in the plots of the run: epochs, updates or samples seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from gdsim.core.readings.digits import short
from gdsim.ui.plots.epochs import Epochs
from gdsim.ui.plots.scale import Tick


class Along(Enum):
    """The choice of the x axis."""

    EPOCHS = "epochs"
    UPDATES = "updates"
    SAMPLES = "samples"

    @property
    def unit(self) -> str:
        """What stands at the axis."""
        return {"epochs": "epoch", "updates": "update", "samples": "samples"}[self.value]


_AHEAD = 1e6
"""Epochs after the last end that are taken to be as long as the one in work."""


@dataclass(frozen=True)
class XAxis:
    """From updates made to a place on the axis, and back.

    Args:
        along: the choice.
        epochs: those of the run.
        last: the last update that is drawn.
    """

    along: Along
    epochs: Epochs
    last: int

    def of(self, updates: np.ndarray) -> np.ndarray:
        """The place of each number of updates made."""
        if self.along is Along.UPDATES:
            return np.asarray(updates, dtype=float)
        knots, places = self._knots
        return np.interp(updates, knots, places)

    def at(self, update: float) -> float:
        """The place of one number of updates made."""
        return float(self.of(np.array([float(update)]))[0])

    def update_at(self, place: float) -> int:
        """The update nearest to a place, inside the run."""
        knots, places = self._knots
        made = place if self.along is Along.UPDATES else float(np.interp(place, places, knots))
        first = int(self.epochs.updates[0]) + 1
        return min(max(round(made), first), max(self.last, first))

    @cached_property
    def start(self) -> float:
        """The left end."""
        return self.at(float(self.epochs.updates[0]))

    @cached_property
    def end(self) -> float:
        """The right end: that of the epoch in work, so that the axis stands still inside an epoch.

        In a long first epoch it doubles instead, so that single steps can be seen; after many epochs it goes on by
        a few hundredths at a time.
        """
        begin, each = int(self.epochs.updates[0]), self.epochs.updates_in_epoch
        made = max(self.last - begin, 1)
        if made < each:
            return self.at(begin + min(each, max(8, 2 ** (made - 1).bit_length())))
        whole = self.epochs.end_after(self.last)
        passed = (whole - begin) // each
        if passed > 64:
            whole += -passed % 2 ** (passed.bit_length() - 6) * each
        return self.at(whole)

    @cached_property
    def ticks(self) -> tuple[Tick, ...]:
        """Start, middle and end, and the unit between the last two."""
        start, end = self.start, self.end
        middle = (start + end) / 2
        if end - start > 3:
            middle = float(round(middle))
        room = (middle + end) / 2
        return ((start, _count(start)), (middle, _count(middle)), (room, self.along.unit), (end, _count(end)))

    @cached_property
    def fewer_ticks(self) -> tuple[Tick, ...]:
        """Start and end, and the unit between them: for a plot too narrow for more."""
        start, end = self.start, self.end
        return ((start, _count(start)), ((start + end) / 2, self.along.unit), (end, _count(end)))

    @cached_property
    def epoch_lines(self) -> np.ndarray:
        """Places of ends of epochs inside the axis, a dozen at most."""
        ends = self.of(self.epochs.updates[1:])
        ends = ends[ends < self.end]
        return ends[:: max(1, -(-len(ends) // 12))] if len(ends) <= 48 else ends[:0]

    @cached_property
    def _knots(self) -> tuple[np.ndarray, np.ndarray]:
        epochs = self.epochs
        knots = np.append(epochs.updates, epochs.updates[-1] + _AHEAD * epochs.updates_in_epoch)
        if self.along is Along.SAMPLES:
            return knots, np.append(epochs.samples, epochs.samples[-1] + _AHEAD * epochs.samples_in_epoch)
        if self.along is Along.EPOCHS:
            return knots, np.append(epochs.numbers, epochs.numbers[-1] + _AHEAD)
        return knots, knots


def _count(value: float) -> str:
    if value >= 1e6:
        return short(value / 1e6, 2).rstrip("0").rstrip(".") + " M"
    if value >= 1e4:
        return f"{value:,.0f}".replace(",", "\u2009")
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.2g}"

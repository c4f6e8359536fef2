"""Measured: the gradient check of the number that is shown, computed when it is another one, not at every frame."""

from __future__ import annotations

import re

from gdsim.core.trace import Trace
from gdsim.insight.focus import parameter, place_in_theta
from gdsim.insight.gradient_check import GradientCheck, gradient_check
from gdsim.insight.origin import Origin
from gdsim.state.model import Granularity
from gdsim.state.snapshot import Snapshot

FAST = 8.0
"""Steps a second from which on nothing is measured while it plays."""
WAITING = "Finite differences: measured when the run stands still."
NO_PARAMETER = "No check: it is no derivative of L by a parameter."
_GRADIENT = re.compile(r"d[Wb]\d+\[")
_INNER = re.compile(r"(delta|da)\d+\[|d[Wb]\d+_loss\[")


class Measured:
    """The last check, kept for as long as number and update stay."""

    def __init__(self) -> None:
        self._trace: Trace | None = None
        self._label = ""
        self._kept: GradientCheck | None = None

    def waits(self, snapshot: Snapshot) -> bool:
        """True while it plays too fast to measure."""
        coarse = snapshot.model.granularity in (Granularity.UPDATE, Granularity.EPOCH)
        return snapshot.repeated or (snapshot.playing and (coarse or snapshot.speed > FAST))

    def check(self, snapshot: Snapshot, found: Origin) -> GradientCheck | str:
        """The check of a gradient, or in words why there is none; nothing where none belongs."""
        if _INNER.match(found.label):
            return NO_PARAMETER
        chosen = parameter(found.label)
        if not _GRADIENT.match(found.label) or chosen is None or found.value is None:
            return ""
        if self.waits(snapshot):
            return WAITING
        if self._trace is not snapshot.trace or self._label != found.label:
            place = place_in_theta(snapshot.trace, chosen)
            assert place is not None
            theta = snapshot.trace["theta"]
            self._kept = gradient_check(snapshot.probe.batch_objective, theta, place, found.value)
            self._trace, self._label = snapshot.trace, found.label
        assert self._kept is not None
        return self._kept

"""Batch again: the loss of this batch before its step and after it, asked once a step: it is a forward pass."""

from __future__ import annotations

from gdsim.core.trace import Trace
from gdsim.state.snapshot import Snapshot

EXPLAINED = (
    "The same batch once more, with the new weights: an extra forward pass, which is not part of the update."
)


class BatchAgain:
    """Remembers the answer for the update that it was asked for last."""

    def __init__(self) -> None:
        self._of: Trace | None = None
        self._answer: tuple[float, float] | None = None

    def losses(self, snapshot: Snapshot) -> tuple[float, float] | None:
        """L of the batch with the old and with the new parameters, or None while the weights have not moved."""
        if not snapshot.finished:
            return None
        if self._of is not snapshot.trace:
            before, theta = snapshot.value("L"), snapshot.value("theta_next")
            known = before is not None and theta is not None
            self._of = snapshot.trace
            self._answer = (float(before), snapshot.probe.batch_loss(theta)) if known else None  # type: ignore[arg-type]
        return self._answer

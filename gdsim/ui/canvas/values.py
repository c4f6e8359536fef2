"""Values: what a weight or bias is at the cursor, and what it was at the start."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.insight.focus import parameter, place_in_theta
from gdsim.state.snapshot import Snapshot


@dataclass(frozen=True)
class Value:
    """One parameter's value.

    Args:
        label: ``"W2[3,2]"``.
        now: in force at the cursor; after the last line of an update that is the new one.
        first: before the first update.
    """

    label: str
    now: float
    first: float


def value_of(snapshot: Snapshot, label: str) -> Value | None:
    """A parameter's value, or None where the label is no parameter of this network."""
    chosen = parameter(label)
    place = None if chosen is None else place_in_theta(snapshot.trace, chosen)
    if place is None:
        return None
    now = snapshot.value("theta_next") if snapshot.finished else None
    values = snapshot.probe.state.theta if now is None else now
    first = snapshot.program.layout.flat(snapshot.probe.timeline.initial)
    return Value(label, float(values[place]), float(first[place]))

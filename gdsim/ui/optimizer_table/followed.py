"""Followed: the parameter that stage 5 is told for, the selected one or else the one with the largest gradient."""

from __future__ import annotations

from gdsim.insight.focus import focus, parameter
from gdsim.state.snapshot import Snapshot


def followed(snapshot: Snapshot) -> int | None:
    """Its place in theta; None for a network without parameters."""
    program = snapshot.program
    if not program.layout.size:
        return None
    line = program.lines[program.written["step"]]
    chosen = parameter(snapshot.model.selected)
    (place,) = focus(
        snapshot.trace, line, snapshot.model.sample, chosen.label if chosen is not None else None
    )
    return place

"""Stopping: at which update of a stretch of the run the first breakpoint holds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gdsim.core.curves import Curves
from gdsim.state.marks import Breakpoint, Condition


def first_stop(
    breakpoints: Iterable[Breakpoint], curves: Curves, after: int, until: int
) -> tuple[int, Breakpoint] | None:
    """The first update at whose end a breakpoint holds, and which one.

    Args:
        breakpoints: the conditions.
        curves: the run, made at least as far as ``until``.
        after, until: the stretch, ``after`` < update <= ``until``.
    """
    found = [
        (int(updates[0]), breakpoint)
        for breakpoint in breakpoints
        if len(updates := _updates(breakpoint, curves, after, until))
    ]
    return min(found, key=lambda stop: stop[0], default=None)


def _updates(breakpoint: Breakpoint, curves: Curves, after: int, until: int) -> np.ndarray:
    """The updates of the stretch at which one breakpoint holds, in order."""
    if breakpoint.condition in (Condition.EPOCH, Condition.ACCURACY):
        return _epoch_ends(breakpoint, curves, after, until)
    start = max(after + 1, curves.first_update)
    rows = slice(start - curves.first_update, max(until - curves.first_update + 1, 0))
    if breakpoint.condition is Condition.NOT_FINITE:
        holds = ~np.isfinite(curves.batch_loss[rows])
    else:
        holds = np.linalg.norm(curves.gradient_norms[rows], axis=1) > breakpoint.limit
    return np.flatnonzero(holds) + start


def _epoch_ends(breakpoint: Breakpoint, curves: Curves, after: int, until: int) -> np.ndarray:
    """The ends of epochs at which a breakpoint holds; an accuracy only where it is reached, not while it lasts."""
    if breakpoint.condition is Condition.EPOCH:
        holds = curves.epochs == breakpoint.limit
    else:
        reached = curves.accuracy[:, 0] >= breakpoint.limit
        holds = reached & ~np.concatenate([[False], reached[:-1]])
    ends = curves.updates[holds]
    return ends[(ends > after) & (ends <= until)].astype(int)

"""Breakpoints stop a run at the first update at which they hold, and nowhere else."""

from __future__ import annotations

import numpy as np

from gdsim.core.curves import Curves
from gdsim.state.marks import Breakpoint, Condition
from gdsim.state.stopping import first_stop

NORM = Breakpoint(Condition.GRADIENT_NORM, 10.0)


def _curves() -> Curves:
    """Two epochs of three updates of a one-layer network."""
    curves = Curves(1, 2, 0)
    curves.add_epoch(0, 0, (1.0, 1.0), (0.2, 0.2), np.zeros(2))
    for update, norm in enumerate((1.0, 11.0, 2.0, 12.0, 3.0, 4.0), 1):
        curves.add_updates(np.array([[1.0, norm, 0.1]]))
        if update % 3 == 0:
            curves.add_epoch(update // 3, update, (0.5, 0.5), (0.9, 0.8), np.zeros(2))
    return curves


def test_a_gradient_norm_stops_at_its_first_update() -> None:
    """The first update of the stretch whose gradient is too long; the one that the stretch starts from is behind."""
    assert first_stop([NORM], _curves(), 0, 6) == (2, NORM)
    assert first_stop([NORM], _curves(), 2, 6) == (4, NORM)
    assert first_stop([NORM], _curves(), 4, 6) is None


def test_epoch_and_accuracy_stop_where_first_reached() -> None:
    """An epoch stops at its end; an accuracy where it is reached first, not while it lasts."""
    epoch, accuracy = Breakpoint(Condition.EPOCH, 2), Breakpoint(Condition.ACCURACY, 0.9)
    assert first_stop([epoch], _curves(), 0, 6) == (6, epoch)
    assert first_stop([accuracy, epoch], _curves(), 0, 6) == (3, accuracy)
    assert first_stop([accuracy], _curves(), 3, 6) is None


def test_a_loss_that_is_not_finite_stops() -> None:
    """A loss that is no number stops the run at that update."""
    curves = _curves()
    curves.add_updates(np.array([[np.nan, 1.0, 1.0]]))
    stop = Breakpoint(Condition.NOT_FINITE)
    assert first_stop([stop], curves, 0, 6) is None
    assert first_stop([stop], curves, 0, 7) == (7, stop)


def test_nothing_stops_without_breakpoints() -> None:
    """Without breakpoints nothing stops."""
    assert first_stop([], _curves(), 0, 6) is None

"""Updates are told apart from epochs, also where the sampling changes in mid-run."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.experiment import Amendment
from gdsim.ui.plots.epochs import epochs_of
from gdsim.ui.plots.run import run_of
from gdsim.ui.plots.x_axis import Along, XAxis
from tests.ui.plots.snapshots import case


@pytest.mark.parametrize("amended", [False, True])
def test_an_updates_place_is_that_of_the_course(amended: bool) -> None:
    """The read-out of a plot names the same epoch and update as the run itself."""
    made = case()
    if amended:
        made = made.amended(
            Amendment(40, "sampling.batch_size", 40),
            Amendment(45, "optimizer.learning_rate", 0.1),
            Amendment(62, "sampling.batch_size", 7),
        )
    snapshot = made.at(90, run=100)
    epochs = epochs_of(snapshot)
    for update in range(1, 101):
        position = made.timeline.course.position(update)
        assert epochs.place(update) == (position.epoch, position.update_in_epoch), update


def test_an_epoch_cut_short_counts_its_samples() -> None:
    """7 updates of 10 samples, then the batch size changes."""
    snapshot = case().amended(Amendment(24, "sampling.batch_size", 40)).at(30)
    epochs = epochs_of(snapshot)
    assert epochs.updates[:4].tolist() == [0, 16, 23, 27]
    assert epochs.samples[:4].tolist() == [0, 160, 230, 390]


@pytest.mark.parametrize("along", list(Along))
def test_a_click_leads_back_to_the_update_it_shows(along: Along) -> None:
    """Place of an update → update, on each of the three axes."""
    snapshot = case().at(100)
    axis = XAxis(along, epochs_of(snapshot), 100)
    assert [axis.update_at(axis.at(update)) for update in range(1, 101)] == list(range(1, 101))
    assert axis.update_at(-1e9) == 1 and axis.update_at(1e9) == 100
    assert axis.start < axis.end and axis.at(100) <= axis.end


def test_the_axis_stands_still_inside_an_epoch() -> None:
    """Inside an epoch the right end of the axis is that epoch's end."""
    snapshot = case().at(40)
    ends = {XAxis(Along.EPOCHS, epochs_of(snapshot), last).end for last in range(33, 41)}
    assert ends == {3.0}


def test_page_keys_find_the_ends_of_epochs() -> None:
    """The next end and the one before, also inside the epoch in work."""
    epochs = epochs_of(case().at(40))
    assert [epochs.end_after(update) for update in (1, 16, 17, 33, 40)] == [16, 16, 32, 48, 48]
    assert [epochs.end_before(update) for update in (1, 16, 17, 33, 40)] == [0, 0, 16, 32, 32]


def test_what_is_still_to_come_is_not_shown() -> None:
    """The numbers of the update at the cursor are known to the plots after its last line, not before."""
    made = case()
    assert run_of(made.at(16, line=5)).made == 15
    assert run_of(made.at(16, line=5)).rows == 1
    assert run_of(made.at(16)).made == 16
    assert run_of(made.at(16)).rows == 2
    assert run_of(made.at(10, line=0, run=16)).made == 16
    assert np.array_equal(run_of(made.at(1, line=0)).updates, np.arange(1.0, 17.0))

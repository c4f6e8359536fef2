"""Speed of the update pane: what a step and a frame of the table cost, with few parameters and with many."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from gdsim.core.trace import Cursor
from gdsim.ui.optimizer_table.update_pane import UpdatePane
from tests.ui.plots.snapshots import case


@pytest.mark.parametrize("units, most", [((4, 3, 1), 9.0), ((98, 98, 1), 18.0)], ids=["31", "10095"])
def test_a_step_is_shown_in_time(qtbot: QtBot, units: tuple[int, ...], most: float) -> None:
    """The fastest of some steps, line by line and update by update, and the painting; the limits are for a busy
    machine, three times what a quiet one may take."""
    made = case(units=units)
    updates = [made.at(update, selected="W2[3,2]") for update in range(1, 16)]
    pane = UpdatePane()
    qtbot.addWidget(pane)
    pane.resize(584, 580)
    pane.show()
    pane.show_snapshot(updates[0])
    took: dict[str, list[float]] = {"update": [], "line": [], "paint": []}

    def timed(what: str, work) -> None:
        start = time.perf_counter()
        work()
        took[what].append(1000 * (time.perf_counter() - start))

    for snapshot in updates[1:]:
        timed("update", lambda snapshot=snapshot: pane.show_snapshot(snapshot))
        timed("paint", pane.grab)
    for line in range(len(updates[-1].program.lines)):
        model = replace(updates[-1].model, cursor=Cursor(updates[-1].position.update, line))
        early = replace(updates[-1], model=model)
        timed("line", lambda early=early: pane.show_snapshot(early))
    best = {what: min(times) for what, times in took.items()}
    print(", ".join(f"{what} {value:.2f} ms" for what, value in best.items()))
    assert best["update"] < most and best["line"] < most / 2
    assert best["paint"] < 40.0

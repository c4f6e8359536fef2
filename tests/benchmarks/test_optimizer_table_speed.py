"""Speed of the update pane: what a step and a frame of the table cost, with few parameters and with many."""

from __future__ import annotations

import time
from dataclasses import replace

from pytestqt.qtbot import QtBot

from gdsim.core.trace import Cursor
from gdsim.ui.optimizer_table.update_pane import UpdatePane
from tests.ui.plots.snapshots import case

MOST = 4.0
"""How many times as long a step may take with 10,095 parameters as with 31: only the rows in sight are written."""


def best(qtbot: QtBot, units: tuple[int, ...]) -> dict[str, float]:
    """The fastest of some steps, line by line and update by update, and of the painting, in milliseconds."""
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
    return {what: min(times) for what, times in took.items()}


def test_many_parameters_cost_little_more_than_few(qtbot: QtBot) -> None:
    """A step of a large network is shown about as fast as one of a small one, and a line faster than an update."""
    few, many = best(qtbot, (4, 3, 1)), best(qtbot, (98, 98, 1))
    for name, found in (("31 parameters", few), ("10,095 parameters", many)):
        print(f"\n{name}: " + ", ".join(f"{what} {value:.2f} ms" for what, value in found.items()))
        assert found["line"] < found["update"]
    assert many["update"] < MOST * few["update"] and many["paint"] < MOST * few["paint"]

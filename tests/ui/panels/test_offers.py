"""What the panels offer is what the program accepts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from gdsim.core.course import course
from gdsim.core.experiment import Experiment, optimizer
from gdsim.core.trace import Cursor
from gdsim.state.model import Model
from gdsim.state.reduce import reduce
from gdsim.ui.controls.choice_box import ChoiceBox
from gdsim.ui.controls.switch import Switch
from gdsim.ui.panels.sidebar import Sidebar

STARTS = ("moons", "penguins", "own")


@pytest.fixture
def own(moons) -> Experiment:
    """An optimizer of the user's own."""
    rule = ("v_next = 0.9 * v + g", "step = -learning_rate * v_next")
    return replace(moons, optimizer=optimizer("custom", rule=rule, memory=("v",)))


@pytest.mark.parametrize("update", [1, 3])
@pytest.mark.parametrize("start", STARTS)
def test_every_offered_choice_is_accepted(qtbot, look, request, start: str, update: int) -> None:
    """Each entry of each list that is not greyed makes a valid experiment, at the start and in mid-run."""
    begun: Experiment = request.getfixturevalue(start)
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    asked: list = []
    sidebar.wanted.connect(asked.append)
    sidebar.show_snapshot(look(begun))
    run = course(begun, 2, 160)
    for box in sidebar.findChildren(ChoiceBox):
        if not box.isEnabled():
            continue
        for place in range(box.count()):
            if box.model().item(place).isEnabled():
                box.chosen.emit(str(box.itemData(place, Qt.ItemDataRole.UserRole)))
    for switch in sidebar.findChildren(Switch):
        switch.click()
    assert len(asked) > 40
    there = Model(begun, Cursor(update, 0))
    refused = [(intent, fault) for intent in asked if (fault := reduce(there, intent, run).fault)]
    assert not refused


@pytest.mark.parametrize("start", STARTS)
def test_a_panel_shows_what_was_changed(qtbot, look, request, start: str) -> None:
    """After a choice of another method, its panel shows what the document then says."""
    begun: Experiment = request.getfixturevalue(start)
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    model = Model(begun)
    run = course(begun, 2, 160)

    def follow(intent: object) -> None:
        nonlocal model
        model = reduce(model, intent, run)
        sidebar.show_snapshot(look(model.experiment, model.fault))

    sidebar.wanted.connect(follow)
    sidebar.show_snapshot(look(begun))
    for method in ("rmsprop", "custom", "adamw", "custom", "gd"):
        sidebar.optimizer.method.chosen.emit(method)
        assert model.fault is None
        assert model.experiment.optimizer.method == sidebar.optimizer.method.choice == method
    sidebar.network.add.click()
    assert (
        len(model.experiment.network.layers) == len(begun.network.layers) + 1 == len(sidebar.network.layers)
    )

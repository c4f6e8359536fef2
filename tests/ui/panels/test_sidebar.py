"""The sidebar: five cards that fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from gdsim.core.experiment import Clip, optimizer, schedule
from gdsim.core.losses import huber
from gdsim.core.registries import LOSSES
from gdsim.state.intents import NewWeights
from gdsim.ui import theme
from gdsim.ui.form import Form
from gdsim.ui.panels.sidebar import Sidebar


@pytest.fixture
def sidebar(qtbot) -> Sidebar:
    """An empty sidebar."""
    built = Sidebar()
    qtbot.addWidget(built)
    return built


def test_the_five_cards_have_their_object_names(sidebar) -> None:
    """The object names are those that tests and assistive technology rely on."""
    assert [pane.objectName() for pane in sidebar.panes] == [
        "data",
        "sampling",
        "network",
        "loss",
        "optimizer",
    ]


def test_the_sidebar_never_scrolls_sideways(sidebar, look, moons, penguins, qtbot) -> None:
    """At its narrowest, with everything unfolded, every card still fits beside the scroll bar."""
    general = {"weight_decay": 0.1, "clip": Clip("norm", 1.0), "schedule": schedule("cosine")}
    busy = optimizer("nadam", **general)
    sidebar.resize(240, 600)
    sidebar.show()
    qtbot.waitExposed(sidebar)
    for pane in sidebar.panes:
        pane.more.setChecked(True)
    room = 240 - sidebar.verticalScrollBar().sizeHint().width()
    for experiment in (moons, penguins, replace(penguins, optimizer=busy)):
        sidebar.show_snapshot(look(experiment))
        assert {pane.objectName(): pane.minimumSizeHint().width() <= room for pane in sidebar.panes} == {
            pane.objectName(): True for pane in sidebar.panes
        }
    sidebar.hide()


@pytest.mark.parametrize("height", [560, 640])
def test_a_low_window_sees_every_card(sidebar, look, moons, qtbot, height: int) -> None:
    """On a laptop the head and the first choice of each card are in view, without scrolling."""
    sidebar.resize(264, height)
    sidebar.show_snapshot(look(moons))
    sidebar.show()
    qtbot.waitExposed(sidebar)
    bottom = sidebar.optimizer.method.mapTo(sidebar, sidebar.optimizer.method.rect().bottomLeft()).y()
    assert bottom < height
    sidebar.hide()


def test_a_high_window_shows_the_whole_rule(sidebar, look, moons) -> None:
    """A high window shows the whole rule and how samples are drawn, a low one the step alone."""
    sidebar.show_snapshot(look(moons))
    sidebar.show()
    sidebar.resize(264, 960)
    assert not sidebar.optimizer.rule.isHidden() and not sidebar.sampling.draw_row.isHidden()
    sidebar.resize(264, 600)
    assert sidebar.optimizer.rule.isHidden() and not sidebar.optimizer.step.isHidden()
    sidebar.hide()


def test_a_panels_wish_goes_through_the_sidebar(sidebar, look, moons, qtbot) -> None:
    """What a panel wants, the sidebar wants."""
    sidebar.show_snapshot(look(moons))
    with qtbot.waitSignal(sidebar.wanted) as asked:
        sidebar.network.new_weights.click()
    assert asked.args == [NewWeights()]


def test_every_control_has_a_name(sidebar, look, moons, penguins) -> None:
    """A screen reader has something to say about each control that can have the focus."""
    for experiment in (moons, penguins):
        sidebar.show_snapshot(look(experiment))
        for control in (found for form in sidebar.findChildren(Form) for found in form.controls.values()):
            assert control.objectName()
        silent = [
            widget
            for pane in sidebar.panes
            for widget in pane.findChildren(QWidget)
            if widget.focusPolicy().value
            and not widget.focusProxy()
            and not widget.accessibleName()
            and type(widget).__module__.startswith("gdsim")
        ]
        assert not silent


def test_a_second_refusal_goes_back_too(sidebar, look, moons) -> None:
    """The same wrong value twice: the control shows the value that holds, both times."""
    refused = look(moons, ("optimizer.learning_rate", "cannot be changed now"))
    sidebar.show_snapshot(look(moons))
    field = sidebar.optimizer.rate.controls["learning_rate"]
    for _ in range(2):
        field.edit.setText("5")
        field.leave()
        sidebar.show_snapshot(refused)
        assert field.value == 0.02


def test_running_leaves_the_panels_alone(sidebar, look, moons, monkeypatch) -> None:
    """The next update of the same experiment costs the panels nothing."""
    seen = look(moons)
    sidebar.show_snapshot(seen)
    shown: list = []
    monkeypatch.setattr(type(sidebar.loss), "show_snapshot", lambda pane, snapshot: shown.append(snapshot))
    sidebar.show_snapshot(replace(seen, playing=True))
    assert shown == []
    sidebar.show_snapshot(look(replace(moons, seed=8)))
    assert len(shown) == 1


def test_a_new_loss_appears(sidebar, look, moons, tmp_path) -> None:
    """A declaration that is added while the window is open appears at the next snapshot."""
    seen = look(moons)
    sidebar.show_snapshot(seen)
    text = Path(huber.__file__).read_text(encoding="utf-8")
    file = tmp_path / "extra.py"
    text = text.replace('key="huber"', 'key="extra"').replace('name="Huber"', 'name="Extra"')
    file.write_text(text, encoding="utf-8")
    with LOSSES.including(file):
        sidebar.show_snapshot(seen)
        assert sidebar.loss.function.findText("Extra") >= 0
    sidebar.show_snapshot(seen)
    assert sidebar.loss.function.findText("Extra") < 0


def test_another_theme_changes_no_value(sidebar, look, moons) -> None:
    """The sidebar in another theme shows the same values."""
    sidebar.show_snapshot(look(moons))
    for name in theme.names():
        sidebar.apply_theme(theme.theme(name))
    assert sidebar.optimizer.method.choice == "adam"

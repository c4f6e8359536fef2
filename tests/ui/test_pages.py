"""The pages of the window: workbench, start screen, presenter's view, and the ways between them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gdsim.core.program import Stage
from gdsim.state.intents import GoToStage, Step
from gdsim.ui.window import Window


def test_presenting_steps_and_leaves_at_the_same_cursor(window: Window, qtbot: QtBot) -> None:
    """F5 presents; the remote's keys step; Esc leaves exactly where the run stands, with menus and bars again."""
    window.session.dispatch(GoToStage(Stage.LOSS))
    window.actions_by_words["Present"].trigger()
    presenter = window.pages.presenter
    assert presenter is not None and window.pages.presenting and window.isFullScreen()
    assert not window.menuBar().isVisible() and not window.statusBar().isVisible()
    before = window.session.model.cursor
    qtbot.keyClick(presenter, Qt.Key.Key_PageDown)
    assert window.session.model.cursor.line == before.line + 1
    qtbot.keyClick(presenter, Qt.Key.Key_PageUp)
    assert window.session.model.cursor == before
    qtbot.keyClick(presenter, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.bench and not window.isFullScreen()
    assert window.menuBar().isVisible() and window.statusBar().isVisible()
    assert window.session.model.cursor == before


@pytest.mark.parametrize("first", ["Present", "New: start screen", "Back to the experiment"])
@pytest.mark.parametrize("second", ["Present", "New: start screen", "Back to the experiment"])
def test_every_page_is_one_action_from_every_other(window: Window, first: str, second: str) -> None:
    """Whatever page is shown, every other is one action away, and the bars are there but while presenting."""
    window.actions_by_words[first].trigger()
    presented = window.pages.presenting
    window.actions_by_words[second].trigger()
    presents = second == "Present" and not presented
    assert window.pages.presenting is presents
    assert window.pages.starting is (second == "New: start screen")
    assert window.menuBar().isVisible() is not presents
    assert window.isFullScreen() is presents


def test_right_column_follows_the_stage(window: Window) -> None:
    """In the update the optimizer table stands where the inspector was; at the next update it goes again."""
    right = window.bench.right
    window.session.dispatch(GoToStage(Stage.BACKPROP))
    assert right.inspector.isVisible() and not right.has_table
    window.session.dispatch(Step())
    assert right.has_table and not right.inspector.isVisible()
    window.session.dispatch(GoToStage(Stage.SAMPLE))
    assert not right.has_table
    window.actions_by_words["Optimizer table"].trigger()
    assert right.has_table
    window.actions_by_words["Reset the layout"].trigger()
    assert not right.has_table

"""One table makes menus, shortcuts, the key page and the command palette; what cannot be done says why."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from gdsim.state.intents import Step
from gdsim.state.model import Granularity
from gdsim.ui import key_page
from gdsim.ui.actions import ENTRIES
from gdsim.ui.command_palette import CommandPalette, open_palette
from gdsim.ui.window import Window


@pytest.fixture
def window(window: Window) -> Window:
    """The shown window, with its plots."""
    window.build_plots()
    return window


def test_each_key_and_each_name_is_there_once() -> None:
    """Qt does nothing at all for a key that two actions claim, so each key and each name is there once."""
    keys = Counter(key for entry in ENTRIES for key in entry.keys)
    names = Counter(entry.words for entry in ENTRIES)
    assert not [key for key, count in (keys | names).items() if count > 1]
    does = [entry for entry in ENTRIES if entry.menu != "Lessons"]  # lessons only keep their place yet
    assert all((entry.intent is None) is not (entry.does is None) for entry in does)


def test_what_cannot_be_done_has_its_reason_beside(window: Window) -> None:
    """At the start there is nothing to undo and no way back; after a step and an edit there is."""
    actions = window.actions_by_words
    assert not actions["All lessons"].isEnabled() and "later version" in actions["All lessons"].toolTip()
    assert not actions["Step back"].isEnabled() and "starts here" in actions["Step back"].toolTip()
    assert not actions["Undo"].isEnabled() and actions["Undo"].toolTip() == "nothing has been changed"
    window.session.dispatch(Step(Granularity.UPDATE))
    actions["Add a hidden layer"].trigger()
    assert actions["Undo"].isEnabled()
    actions["Step"].trigger()
    assert actions["Step back"].isEnabled()
    actions["Undo"].trigger()
    actions["Redo"].trigger()
    assert len(window.session.model.experiment.network.layers) == 3


def test_the_palette_finds_and_does_an_action(window: Window, qtbot: QtBot) -> None:
    """A few letters, Enter: the action is done, once."""
    open_palette(window)
    (palette,) = window.findChildren(CommandPalette)
    qtbot.keyClicks(palette.field, "end of an up")
    assert palette.entries.topLevelItemCount() == 2
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    lines = len(window.session.snapshot.program.lines)
    assert (window.session.model.cursor.update, window.session.model.cursor.line) == (1, lines)


def test_palette_refuses_what_cannot_be_done(window: Window, qtbot: QtBot) -> None:
    """A disabled entry stays in sight with its reason, and Enter does not do it."""
    open_palette(window)
    (palette,) = window.findChildren(CommandPalette)
    qtbot.keyClicks(palette.field, "undo")
    assert "nothing has been changed" in palette.entries.topLevelItem(0).text(1)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.close()


def test_key_page_lists_every_key(window: Window) -> None:
    """Every shortcut of the table is on the page."""
    key_page.open_keys(window)
    page = next(dialog for dialog in window.findChildren(QDialog) if dialog.windowTitle() == "Keys")
    text = page.findChild(QLabel).text()
    assert not [entry.words for entry in ENTRIES if entry.keys and entry.words not in text]
    page.close()

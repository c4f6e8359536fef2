"""The folded panels: they say the choice, and one at a time opens over the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.ui.panels.rail import Tab
from gdsim.ui.panels.sampling import SamplingPane
from gdsim.ui.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A shown window with its panels folded."""
    shown = Window(read(templates()["penguins"].path), remember=False)
    qtbot.addWidget(shown)
    shown.show()
    shown.actions_by_words["Fold the panels"].trigger()
    return shown


def test_every_tab_says_what_is_chosen(window: Window) -> None:
    """Every tab names what is chosen there."""
    assert not window.bench.sidebar.isVisible()
    words = [" ".join(tab.words) for tab in window.bench.rail.tabs]
    assert "342 rows" in words[0] and "10 of 274" in words[1] and "4–6–3" in words[2] and "Adam" in words[4]


def test_a_click_opens_one_panel_over_the_canvas(window: Window, qtbot: QtBot) -> None:
    """A click opens the panel, a change there reaches the document, and Esc closes it."""
    tab = window.bench.rail.findChildren(Tab)[1]
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    opened = [pane for pane in window.findChildren(SamplingPane) if pane.isVisible()]
    assert len(opened) == 1
    opened[0].set_field("mode", "sgd")
    assert window.session.model.experiment.sampling.mode == "sgd"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not [pane for pane in window.findChildren(SamplingPane) if pane.isVisible()]
    assert len(window.findChildren(QWidget, "sampling")) == 1
    window.session.undo()

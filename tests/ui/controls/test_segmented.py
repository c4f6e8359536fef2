"""Segmented: exactly one is on, chosen by mouse or arrow keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.segmented import Segmented


@pytest.fixture
def modes(qtbot: QtBot) -> Segmented:
    """The three ways of sampling."""
    built = Segmented(
        "Mode", [Choice("batch", "Batch"), Choice("mini_batch", "Mini-batch"), Choice("sgd", "SGD (1)")]
    )
    qtbot.addWidget(built)
    built.show()
    built.activateWindow()
    return built


def test_a_click_chooses_exactly_one(qtbot: QtBot, modes: Segmented) -> None:
    """One click, one signal, one button on."""
    with qtbot.waitSignal(modes.chosen) as heard:
        qtbot.mouseClick(modes.button("sgd"), Qt.MouseButton.LeftButton)
    assert heard.args == ["sgd"]
    assert [key for key in ("batch", "mini_batch", "sgd") if modes.button(key).isChecked()] == ["sgd"]


def test_an_arrow_key_chooses_the_next(qtbot: QtBot, modes: Segmented) -> None:
    """From the one that is on, → goes to the next and chooses it."""
    modes.button("batch").setFocus()
    with qtbot.waitSignal(modes.chosen) as heard:
        qtbot.keyClick(modes.button("batch"), Qt.Key.Key_Right)
    assert heard.args == ["mini_batch"] and modes.choice == "mini_batch"


def test_the_programs_choice_sends_no_signal(qtbot: QtBot, modes: Segmented) -> None:
    """The program's choice is not told as the user's."""
    with qtbot.assertNotEmitted(modes.chosen):
        modes.choose("sgd")
    assert modes.choice == "sgd"


def test_a_choice_that_does_not_fit_says_why(qtbot: QtBot, modes: Segmented) -> None:
    """Disabled, with the reason for the eye and for the ear."""
    modes.allow("sgd", "there is one sample only")
    with qtbot.assertNotEmitted(modes.chosen):
        qtbot.mouseClick(modes.button("sgd"), Qt.MouseButton.LeftButton)
    assert modes.button("sgd").toolTip() == "there is one sample only"
    assert modes.button("sgd").accessibleDescription() == "not available: there is one sample only"
    modes.allow("sgd")
    assert modes.button("sgd").isEnabled()


def test_nothing_moves_when_the_choice_does(modes: Segmented) -> None:
    """The one that is on is bold, and yet every button keeps its place."""
    before = [modes.button(key).geometry() for key in ("batch", "mini_batch", "sgd")]
    modes.choose("sgd")
    modes.layout().activate()
    assert [modes.button(key).geometry() for key in ("batch", "mini_batch", "sgd")] == before

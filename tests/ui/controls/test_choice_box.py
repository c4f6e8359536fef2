"""The choice box: one of many, with what cannot be chosen still in the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.choice_box import ChoiceBox

LOSSES = [
    Choice("mse", "Squared error", meaning="for numbers"),
    Choice("hinge", "Hinge", reason="needs an identity output"),
    Choice("huber", "Huber"),
]


@pytest.fixture
def losses(qtbot: QtBot) -> ChoiceBox:
    """A loss that fits, one that does not, and another."""
    built = ChoiceBox("Function", LOSSES)
    qtbot.addWidget(built)
    built.show()
    return built


def test_keys_skip_what_cannot_be_chosen(qtbot: QtBot, losses: ChoiceBox) -> None:
    """↓ goes to the next that can be chosen, over the one that cannot."""
    with qtbot.waitSignal(losses.chosen) as heard:
        qtbot.keyClick(losses, Qt.Key.Key_Down)
    assert heard.args == ["huber"] and losses.choice == "huber"


def test_the_reason_stands_beside_a_greyed_choice(losses: ChoiceBox) -> None:
    """Greyed, with the reason beside it and in the tool tip."""
    assert losses.itemText(1) == "Hinge — needs an identity output"
    assert losses.itemData(1, Qt.ItemDataRole.ToolTipRole) == "needs an identity output"
    assert not losses.model().flags(losses.model().index(1, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_the_programs_choice_sends_no_signal(qtbot: QtBot, losses: ChoiceBox) -> None:
    """The program shows an entry, even one that does not fit, without a signal."""
    with qtbot.assertNotEmitted(losses.chosen):
        losses.choose("hinge")
    assert losses.choice == "hinge"
    with pytest.raises(KeyError):
        losses.choose("nothing")


def test_a_new_list_keeps_the_choice(losses: ChoiceBox) -> None:
    """What stood in the box stays there as long as the list has it."""
    losses.choose("huber")
    losses.set_choices(LOSSES[1:])
    assert losses.choice == "huber"
    losses.set_choices(LOSSES[:2])
    assert losses.choice == "mse"
    losses.set_choices([])
    assert losses.choice == ""


def test_the_wheel_changes_no_choice(losses: ChoiceBox) -> None:
    """Scrolling past a panel must not change the experiment."""
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(losses, event)
    assert losses.choice == "mse" and not event.isAccepted()


def test_a_choice_box_tells_name_and_meaning(losses: ChoiceBox) -> None:
    """Name and meaning for a screen reader; the whole label in the tool tip, since the box may be narrow."""
    assert losses.accessibleName() == "Function"
    assert losses.accessibleDescription() == "for numbers"
    assert losses.toolTip() == "Squared error: for numbers"


def test_a_choice_box_draws_when_narrow_and_empty(losses: ChoiceBox) -> None:
    """Painting survives the smallest box and the empty list."""
    losses.resize(30, 24)
    assert not losses.grab().isNull()
    losses.set_choices([])
    assert not losses.grab().isNull()

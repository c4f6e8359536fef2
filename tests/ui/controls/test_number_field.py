"""The number field takes what fits, refuses the rest in place, and never loses the last good value."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gdsim.core import symbols
from gdsim.core.parameter import Parameter, learning_rate, share
from gdsim.core.symbols import Symbol
from gdsim.ui.controls.number_field import NumberField


class Form(QWidget):
    """A field between two others, as in a panel."""

    def __init__(self, qtbot: QtBot, parameter: Parameter) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.field = NumberField(parameter)
        self.next = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.next)
        self.values: list[float | int] = []
        self.field.entered.connect(self.values.append)
        qtbot.addWidget(self)
        self.show()
        self.activateWindow()
        self.field.setFocus()
        qtbot.waitUntil(self.field.edit.hasFocus)

    def enter(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Types a text over what stands there."""
        self.field.edit.selectAll()
        if text:
            self.qtbot.keyClicks(self.field.edit, text)
        self.qtbot.keyClick(self.field.edit, end)


@pytest.fixture
def rate(qtbot: QtBot) -> Form:
    """A learning rate of 0.02."""
    return Form(qtbot, learning_rate(0.02))


@pytest.fixture
def size(qtbot: QtBot) -> Form:
    """A batch size from 1 to 160."""
    return Form(qtbot, Parameter(Symbol("batch_size", meaning="samples in a batch"), 10, low=1, high=160))


def test_enter_takes_a_number_once(rate: Form) -> None:
    """Enter takes the number that was typed, and tells it once."""
    rate.enter("1e-3")
    assert rate.values == [0.001]
    assert rate.field.value == 0.001
    assert rate.field.edit.text() == "0.001"


def test_a_whole_setting_gives_an_int(size: Form) -> None:
    """A whole setting gives an int, whichever way it was written."""
    size.enter("20.0")
    size.enter("1e2")
    assert size.values == [20, 100]
    assert all(type(value) is int for value in size.values)


def test_a_number_setting_gives_a_float(rate: Form) -> None:
    """A number setting gives a float, also for a 1."""
    rate.enter("1")
    assert type(rate.values[0]) is float


@pytest.mark.parametrize("text", ["-3", "abc", "1,000", "1e999"])
def test_a_bad_number_is_refused_in_place(rate: Form, text: str) -> None:
    """The text stays to be mended, the reason stands below, the value is the last good one."""
    rate.enter(text)
    assert rate.values == []
    assert rate.field.value == 0.02
    assert rate.field.refused
    assert rate.field.edit.text() == text
    assert rate.field.message.isVisible() and rate.field.message.text()
    assert rate.field.edit.accessibleDescription() == rate.field.message.text()


def test_a_refusal_is_the_parameters_own_rule(size: Form) -> None:
    """The message is the parameter's own rule."""
    size.enter("0.5")
    assert size.field.message.text() == "must be a whole number from 1 to 160, not 0.5"


def test_typing_on_takes_the_message_away(rate: Form) -> None:
    """As soon as the user mends the text the reproach goes."""
    rate.enter("-3")
    rate.qtbot.keyClick(rate.field.edit, Qt.Key.Key_Backspace)
    assert not rate.field.refused
    assert not rate.field.message.isVisible()


def test_leaving_the_field_takes_the_number(rate: Form) -> None:
    """Tab takes the number as Enter does, a decimal comma too, and goes to the next field."""
    rate.enter("0,5", Qt.Key.Key_Tab)
    assert rate.values == [0.5]
    assert rate.next.hasFocus()


def test_leaving_a_refused_text_shows_the_value_that_holds(rate: Form) -> None:
    """What stands in a field that nobody edits is always what is in force; the reason stays to be read."""
    rate.enter("-3", Qt.Key.Key_Tab)
    assert rate.field.edit.text() == "0.02"
    assert not rate.field.refused
    assert rate.field.message.text() == "must be a number of at least 0, not -3; it stays 0.02"


def test_escape_brings_the_value_back(rate: Form) -> None:
    """Escape undoes the typing and sends nothing."""
    rate.enter("-3")
    rate.qtbot.keyClick(rate.field.edit, Qt.Key.Key_Escape)
    assert rate.field.edit.text() == "0.02"
    assert not rate.field.refused and rate.values == []


def test_arrows_step_in_the_first_digit(rate: Form, size: Form) -> None:
    """↑ and ↓ step by one in the first digit, whole numbers by one."""
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        rate.qtbot.keyClick(rate.field.edit, key)
    assert rate.values == [0.03, 0.02, 0.01, 0.009]
    size.qtbot.keyClick(size.field.edit, Qt.Key.Key_Up)
    assert size.values == [11]


def test_arrows_stay_inside_the_range(qtbot: QtBot) -> None:
    """Towards an open end the steps become finer, at a closed one they end."""
    form = Form(qtbot, share(symbols.BETA_1, 0.9))
    for _ in range(12):
        qtbot.keyClick(form.field.edit, Qt.Key.Key_Up)
    assert form.values == sorted(form.values) and 0.99 < form.values[-1] < 1
    whole = Form(qtbot, Parameter(Symbol("n"), 1, low=1, high=2))
    for _ in range(3):
        qtbot.keyClick(whole.field.edit, Qt.Key.Key_Up)
    assert whole.values == [2]


def test_same_number_is_no_change(rate: Form) -> None:
    """Entering what already holds sends nothing, so that no experiment restarts for it."""
    rate.enter("0.02")
    rate.enter("2e-2")
    assert rate.values == []


def test_long_numbers_keep_their_digits(rate: Form) -> None:
    """Six digits are shown; all are kept, stand in the tool tip, and Enter does not lose them."""
    rate.field.set_value(1 / 3)
    rate.qtbot.keyClick(rate.field.edit, Qt.Key.Key_Return)
    assert rate.field.edit.text() == "0.333333"
    assert rate.field.value == 1 / 3
    assert repr(1 / 3) in rate.field.edit.toolTip()


def test_the_programs_own_value_sends_no_signal(rate: Form) -> None:
    """The program's own value is not told as the user's; a wrong one is the caller's fault."""
    rate.field.set_value(0.5)
    assert rate.values == [] and rate.field.edit.text() == "0.5"
    with pytest.raises(ValueError, match="learning_rate"):
        rate.field.set_value(-1)


def test_a_number_field_has_name_and_rule_aloud(rate: Form) -> None:
    """A screen reader says what the number is, and what fits."""
    assert rate.field.edit.accessibleName() == "learning rate"
    assert "at least 0" in rate.field.edit.accessibleDescription()


def test_a_message_of_two_lines_is_not_cut(rate: Form) -> None:
    """A reason of two lines has the height of two lines, also where the panel is narrow."""
    rate.resize(150, 60)
    rate.enter("-3")
    rate.qtbot.wait(10)
    message = rate.field.message
    assert message.height() >= message.heightForWidth(message.width())

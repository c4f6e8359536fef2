"""The form: a control for each kind of declared parameter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gdsim.core.parameter import Parameter
from gdsim.core.symbols import BETA_1, BETA_2, EPSILON, LEARNING_RATE, Symbol
from gdsim.ui.controls.choice_box import ChoiceBox
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.controls.switch import Switch
from gdsim.ui.form import Form
from gdsim.ui.panels.row import Row

RATE = Parameter(LEARNING_RATE, 0.1, low=0)
BETAS = (
    Parameter(BETA_1, 0.9, low=0, high=1, high_open=True),
    Parameter(BETA_2, 0.999, low=0, high=1, high_open=True),
)
STEPS = Parameter(Symbol("step_size", "s", "step size", "updates between two cuts"), 10, low=1)
CENTERED = Parameter(Symbol("centered", meaning="take the variance"), False)
FORM = Parameter(Symbol("approximate", meaning="exact or not"), "none", choices=("none", "tanh"))


@pytest.fixture
def form(qtbot) -> Form:
    """An empty form that keeps what it says."""
    built = Form("optimizer")
    qtbot.addWidget(built)
    built.said = []
    built.changed.connect(lambda key, value: built.said.append((key, value)))
    return built


def test_each_kind_of_parameter_has_its_control(form) -> None:
    """Numbers get fields, switches switches, words lists; each is named as in the file."""
    form.show_settings((RATE, STEPS, CENTERED, FORM), {})
    kinds = {key: type(control) for key, control in form.controls.items()}
    assert kinds["learning_rate"] is NumberField and kinds["step_size"] is NumberField
    assert kinds["centered"] is Switch and issubclass(kinds["approximate"], ChoiceBox)
    assert form.controls["learning_rate"].objectName() == "optimizer.learning_rate"


def test_changes_are_told_with_their_type(form, qtbot) -> None:
    """A whole number stays whole, a switch is a truth, a word a word."""
    form.show_settings((RATE, STEPS, CENTERED, FORM), {})
    for key, text in (("learning_rate", "1"), ("step_size", "20")):
        form.controls[key].edit.setText(text)
        qtbot.keyClick(form.controls[key].edit, Qt.Key.Key_Return)
    form.controls["centered"].click()
    form.controls["approximate"].chosen.emit("tanh")
    assert form.said == [
        ("learning_rate", 1.0),
        ("step_size", 20),
        ("centered", True),
        ("approximate", "tanh"),
    ]
    assert [type(value) for _, value in form.said] == [float, int, bool, str]


def test_showing_says_nothing_and_keeps_the_controls(form) -> None:
    """Showing values tells no change and keeps the controls; only other parameters build other ones."""
    form.show_settings((RATE, CENTERED), {"learning_rate": 0.2})
    before = form.controls["learning_rate"]
    form.show_settings((RATE, CENTERED), {"learning_rate": 0.3, "centered": True})
    assert form.controls["learning_rate"] is before and before.value == 0.3
    form.show_settings((RATE,), {})
    assert list(form.controls) == ["learning_rate"] and form.said == []


def test_parameters_with_letters_share_a_row(form) -> None:
    """β₁ and β₂ stand beside each other, ε alone; a name that is more than its letter has a row of its own."""
    form.show_settings((RATE, *BETAS, Parameter(EPSILON, 1e-8, low=0)), {})
    assert [len(row.controls) for row in form.rows] == [1, 2, 1]
    assert form.rows[0].label.text() == "Learning rate" and form.rows[0].symbol.letters == ("\\alpha",)
    assert form.rows[1].symbol.letters == ("\\beta_{1}", "\\beta_{2}") and form.rows[1].label.isHidden()


def test_only_settings_beside_their_defaults_are_told(form) -> None:
    """Only what differs from its default is worth a word."""
    form.show_settings((RATE, STEPS, CENTERED), {"learning_rate": 0.1, "step_size": 5, "centered": True})
    assert form.told() == ["step size 5", "centered on"]


def test_refusal_is_said_over_the_whole_row(form, qtbot) -> None:
    """A narrow field's message is not squeezed under the field."""
    form.show_settings(BETAS, {})
    field = form.controls["beta_2"]
    field.edit.setText("1.5")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert form.said == []
    fault = form.rows[0].fault
    assert not fault.isHidden() and fault.isAncestorOf(field.message)
    field.restore()
    assert fault.isHidden()


def test_row_can_lose_its_control(qtbot) -> None:
    """A field that is replaced takes its message along."""
    row = Row("Units")
    qtbot.addWidget(row)
    field = NumberField(STEPS)
    row.add(field)
    row.remove(field)
    assert row.controls == [] and row.fault.isHidden()

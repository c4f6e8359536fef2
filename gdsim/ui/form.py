"""Form: rows of controls for declared parameters, so that a new declaration has its controls at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gdsim.core.parameter import Parameter
from gdsim.core.registry import Registry
from gdsim.ui.controls import number_text
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.choice_box import ChoiceBox
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.controls.switch import Switch
from gdsim.ui.panels.row import LABEL_WIDTH, Row

Control = NumberField | Switch | ChoiceBox


class Form(QWidget):
    """Rows for the parameters of a declaration.

    Args:
        part: where the parameters stand in the experiment file, ``optimizer``; object names begin with it.
        label_width: of the labels.
    """

    changed = Signal(str, object)
    """Key and new value, for the user's changes only."""

    def __init__(self, part: str, label_width: int = LABEL_WIDTH) -> None:
        super().__init__()
        self._part, self._label_width = part, label_width
        self._parameters: tuple[Parameter, ...] = ()
        self.controls: dict[str, Control] = {}
        self.rows: list[Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What the form has controls for."""
        return self._parameters

    def show_settings(self, parameters: Sequence[Parameter], settings: Mapping[str, Any]) -> None:
        """Shows values without a signal; builds the rows anew only where the parameters are others."""
        if tuple(parameters) != self._parameters:
            self._build(tuple(parameters))
        for parameter in self._parameters:
            show_value(self.controls[parameter.key], settings.get(parameter.key, parameter.default))

    def told(self) -> list[str]:
        """The values that are not the default, in words: ``momentum 0.5``."""
        return [
            f"{parameter.key.replace('_', ' ')} {value_text(value_of(self.controls[parameter.key]))}"
            for parameter in self._parameters
            if value_of(self.controls[parameter.key]) != parameter.default
        ]

    def _build(self, parameters: tuple[Parameter, ...]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._parameters, self.controls, self.rows = parameters, {}, []
        waiting: Parameter | None = None
        for parameter in parameters:
            if waiting is not None and _is_letter(parameter):
                self._add_row((waiting, parameter))
                waiting = None
                continue
            if waiting is not None:
                self._add_row((waiting,))
            waiting = parameter if _is_letter(parameter) else None
            if waiting is None:
                self._add_row((parameter,))
        if waiting is not None:
            self._add_row((waiting,))

    def _add_row(self, parameters: tuple[Parameter, ...]) -> None:
        words = "" if _is_letter(parameters[0]) else words_of(parameters[0])
        meaning = "\n".join(f"{one.symbol.meaning or words}: {one.rule}" for one in parameters)
        width = None if parameters[0].kind == "switch" else self._label_width
        letters = [one.symbol.latex for one in parameters if one.symbol.latex]
        row = Row(words, letters, meaning, width)
        for parameter in parameters:
            control = control_for(parameter, partial(self.changed.emit, parameter.key))
            control.setObjectName(f"{self._part}.{parameter.key}" if self._part else parameter.key)
            self.controls[parameter.key] = control
            row.add(control, 0 if parameter.kind == "switch" else 1)
        self.rows.append(row)
        self._column.addWidget(row)


class Picker(ChoiceBox):
    """A choice box whose list may change under it, and is filled only where it has."""

    def __init__(self, name: str, choices: Sequence[Choice] = ()) -> None:
        self._listed = list(choices)
        super().__init__(name, choices)
        self.setMinimumContentsLength(3)

    def show_choice(self, choices: Sequence[Choice], key: str) -> None:
        """Shows a list and the one that is chosen, without a signal."""
        if self._listed != list(choices):
            self._listed = list(choices)
            self.set_choices(choices)
        if self.choice != key:
            self.choose(key)


def control_for(parameter: Parameter, changed: Callable[[Any], None]) -> Control:
    """The control for one parameter; ``changed`` gets the user's values."""
    name = parameter.symbol.meaning or parameter.key.replace("_", " ")
    if parameter.kind == "switch":
        switch = Switch("", bool(parameter.default), name)
        switch.setToolTip(name)
        # PySide hands a partial function no argument, because it cannot count what it takes.
        switch.clicked.connect(lambda on: changed(on))
        return switch
    if parameter.kind == "choice":
        box = Picker(name, [Choice(word, word.replace("_", " ")) for word in parameter.choices])
        box.choose(str(parameter.default))
        box.chosen.connect(changed)
        return box
    field = NumberField(parameter, name)
    field.entered.connect(changed)
    return field


def value_of(control: Control) -> Any:
    """The value that a control shows."""
    if isinstance(control, NumberField):
        return control.value
    return control.isChecked() if isinstance(control, Switch) else control.choice


def show_value(control: Control, value: Any) -> None:
    """Shows a value without a signal; a field in which someone is typing keeps what is typed."""
    if value_of(control) == value:
        return
    if isinstance(control, Switch):
        control.setChecked(bool(value))
    elif isinstance(control, ChoiceBox):
        control.choose(str(value))
    elif not (control.edit.hasFocus() and control.edit.text() != number_text.short(control.value)):
        control.set_value(value)


def registry_choices(registry: Registry[Any], reasons: Mapping[str, str] | None = None) -> list[Choice]:
    """Every declaration of a registry as a choice, what does not fit with its reason."""
    return [
        Choice(key, declared.name, (reasons or {}).get(key), getattr(declared, "about", "").rstrip("."))
        for key, declared in registry.items()
    ]


def words_of(parameter: Parameter) -> str:
    """A parameter's name as a label: ``Learning rate``."""
    words = parameter.key.replace("_", " ")
    return words[:1].upper() + words[1:]


def value_text(value: Any) -> str:
    """A setting in a line of text.

    >>> value_text(1e-8), value_text(True), value_text("min_max")
    ('1e-8', 'on', 'min max')
    """
    if isinstance(value, bool):
        return "on" if value else "off"
    return number_text.short(value) if isinstance(value, (int, float)) else str(value).replace("_", " ")


def _is_letter(parameter: Parameter) -> bool:
    """True for a number whose name is a Greek letter's, so that the letter says it all: β₁, ε."""
    name = re.sub(r"[\\{}]|var", "", parameter.symbol.latex)
    return parameter.kind in ("number", "whole") and name == parameter.key and len(name) > 1

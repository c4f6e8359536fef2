"""Layer row: the units, activation and bias of one layer in a line, and its settings in a second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.core.experiment import Layer
from gdsim.core.parameter import Parameter
from gdsim.core.registries import ACTIVATIONS
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.form import Form, Picker, registry_choices, show_value
from gdsim.ui.panels.icon_button import SIDE, IconButton
from gdsim.ui.panels.row import Row

_BIASES = {"trained": True, "none": False, "fixed": "fixed"}
_BIAS_CHOICES = (
    Choice("trained", "trained", None, "moved by the optimizer like a weight"),
    Choice("none", "none", None, "this layer has no biases"),
    Choice("fixed", "fixed", None, "kept at its first value, as some worked examples do"),
)
_UNITS_WIDTH = 52
_LABEL_WIDTH = 76


class LayerRow(QWidget):
    """The controls of one layer.

    Args:
        number: which layer, 0 is the first.
    """

    changed = Signal(str, object)
    """What of the layer (``units``, ``activation``, ``bias``), and its new value in the words of the file."""
    removed = Signal()
    """The layer is to go."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._field = f"network.layers[{number}]"
        self._number = number
        self._settings: Mapping[str, Any] = {}
        self.units: NumberField | None = None
        self.row = Row(" ", width=24)
        self.activation = Picker(f"activation of layer {number + 1}")
        self.activation.setObjectName(f"{self._field}.activation")
        self.activation.chosen.connect(lambda key: self.changed.emit("activation", key))
        self.row.add(self.activation)
        self.remove = IconButton("x", f"remove layer {number + 1}")
        self.remove.setObjectName(f"{self._field}.remove")
        self.remove.clicked.connect(self.removed)
        self.row.add(self.remove, 0)
        self.settings = Form(f"{self._field}.activation", _LABEL_WIDTH)
        self.settings.changed.connect(self._set)
        self.bias = Picker(f"bias of layer {number + 1}", _BIAS_CHOICES)
        self.bias.setObjectName(f"{self._field}.bias")
        self.bias.chosen.connect(lambda key: self.changed.emit("bias", _BIASES[key]))
        self.bias_row = Row("Bias", width=_LABEL_WIDTH)
        self.bias_row.add(self.bias)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.row)
        below = QVBoxLayout()
        below.setContentsMargins(24 + 6, 0, SIDE + 6, 0)
        below.setSpacing(4)
        below.addWidget(self.settings)
        below.addWidget(self.bias_row)
        column.addLayout(below)

    def show_layer(
        self, layer: Layer, last: bool, units: Parameter, why: str, reasons: Mapping[str, str]
    ) -> None:
        """Shows a layer without a signal.

        Args:
            layer: what it is.
            last: whether it is the output layer, which cannot be removed.
            units: the range of its units.
            why: why the units cannot be changed; empty where they can.
            reasons: why some activations do not fit.
        """
        name = "output layer" if last else f"hidden layer {self._number + 1}"
        self.row.set_words("out" if last else str(self._number + 1), name)
        self._show_units(layer.units, units, why, name)
        declared = ACTIVATIONS[layer.activation.key]
        self.activation.show_choice(registry_choices(ACTIVATIONS, reasons), layer.activation.key)
        self._settings = layer.activation.settings
        self._show_settings(declared.parameters)
        bias = next(key for key, value in _BIASES.items() if value == layer.bias)
        self.bias.show_choice(_BIAS_CHOICES, bias)
        if self.remove.isEnabled() is last:
            self.remove.setEnabled(not last)
        self.remove.set_name("the output layer stays" if last else f"remove {name}")

    def show_bias(self, there: bool) -> None:
        """Shows the choice of the bias, or folds it away."""
        self.bias_row.setVisible(there)

    def told(self) -> str:
        """The bias where it is not the usual one: ``fixed``."""
        return "" if self.bias.choice == "trained" else self.bias.choice

    def _show_units(self, value: int, parameter: Parameter, why: str, name: str) -> None:
        if self.units is None or self.units.parameter != parameter:
            if self.units is not None:
                self.row.remove(self.units)
            self.units = NumberField(parameter, f"units of the {name}")
            self.units.setObjectName(f"{self._field}.units")
            self.units.setFixedWidth(_UNITS_WIDTH)
            self.units.entered.connect(lambda units: self.changed.emit("units", units))
            self.row.add(self.units, 0, at=0)
        show_value(self.units, value)
        if self.units.isEnabled() is bool(why):
            self.units.setEnabled(not why)
        self.units.edit.setToolTip(why or parameter.rule)
        self.units.edit.setAccessibleDescription(f"not available: {why}" if why else parameter.rule)

    def _show_settings(self, parameters: Sequence[Parameter]) -> None:
        self.settings.show_settings(parameters, self._settings)
        if self.settings.isHidden() is bool(parameters):
            self.settings.setVisible(bool(parameters))

    def _set(self, key: str, value: Any) -> None:
        self.changed.emit(
            "activation", {"function": self.activation.choice} | dict(self._settings) | {key: value}
        )

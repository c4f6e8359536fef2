"""Network panel: the layers, a line each, and how their first weights are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gdsim.core.experiment import Experiment
from gdsim.core.parameter import Parameter
from gdsim.core.registries import INITIALIZERS
from gdsim.core.symbols import Symbol
from gdsim.data.prepare import Samples
from gdsim.files.models import LAYERS, UNITS
from gdsim.state.fitting import Task
from gdsim.state.intents import AddLayer, NewWeights, RemoveLayer, SetField
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.form import Form, Picker, registry_choices, value_of
from gdsim.ui.panels.layer_row import LayerRow
from gdsim.ui.panels.pane import Pane, Room, told
from gdsim.ui.panels.row import Row
from gdsim.ui.tokens import tokens

_MIXED, _GIVEN = "mixed", "given"


class NetworkPane(Pane):
    """The card "Network"."""

    def __init__(self) -> None:
        super().__init__("network", "Network", "")
        self._words: list[Mapping[str, Any]] = []
        self._count = 0
        self.layers: list[LayerRow] = []
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self.summary = ElidedLabel()
        self.summary.setObjectName("network.summary")
        self.summary.setFont(fonts.number_font(weight=fonts.MEDIUM))
        summary_row = Row("Layers", meaning="inputs, then the units of each layer")
        summary_row.add(self.summary)
        self.place(summary_row, Room.TALLER)
        self.place(self._rows)
        self.place(self._actions())
        self.initializer = Picker("how the first weights are drawn")
        self.initializer.setObjectName("network.initializer")
        self.initializer.chosen.connect(self._draw_all)
        self.initializer_row = Row("Weights", meaning="how the first weights of all layers are drawn")
        self.initializer_row.add(self.initializer)
        self.place(self.initializer_row, Room.MORE)
        self.settings = Form("network.initializer")
        self.settings.changed.connect(self._set_all)
        self.place(self.settings, Room.MORE)
        self.more.toggled.connect(self._show_biases)
        self.finish()

    def _actions(self) -> QWidget:
        self.add = Button("Layer", "plus", Kind.LINK, name="add a hidden layer before the output")
        self.add.setObjectName("network.add_layer")
        self.add.clicked.connect(lambda: self.wanted.emit(AddLayer(max(self._count - 1, 0))))
        self.new_weights = Button("New weights", "dice-5", Kind.LINK)
        self.new_weights.setObjectName("network.new_weights")
        self.new_weights.clicked.connect(lambda: self.wanted.emit(NewWeights()))
        self.seed = ElidedLabel()
        self.seed.setObjectName("network.seed")
        self.seed.setFont(fonts.number_font(tokens().type.small))
        self.seed.setProperty("role", "caption")
        actions = QWidget()
        line = QHBoxLayout(actions)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.add)
        line.addStretch(1)
        line.addWidget(self.new_weights)
        line.addWidget(self.seed)
        return actions

    def _show(self, snapshot: Snapshot) -> None:
        chosen = snapshot.current
        layers = chosen.network.layers
        self._words, self._count = snapshot.document["network"]["layers"], len(layers)
        size = snapshot.program.layout.size
        sizes = [snapshot.samples.x.shape[0], *(layer.units for layer in layers)]
        self.set_caption(f"{size} parameter{'' if size == 1 else 's'}")
        self.summary.setText(" – ".join(map(str, sizes)))
        self._show_layers(snapshot)
        full = self._count >= LAYERS
        self.add.setEnabled(not full)
        add = "add a hidden layer before the output"
        self.add.setToolTip(f"a network has at most {LAYERS} layers" if full else add)
        given = chosen.network.initial_parameters is not None
        self.seed.setText("given now" if given else f"seed {chosen.seed}")
        self.new_weights.setToolTip(f"draw other first weights, with seed {chosen.seed + 1}")
        self.new_weights.setAccessibleName(f"New weights, seed {chosen.seed} now")
        self._show_initializer(chosen)
        biases = _said_of_biases([row.told() for row in self.layers])
        key = self.initializer.choice
        told_of = {next(iter(INITIALIZERS)): "", _MIXED: "weights differ by layer", _GIVEN: ""}
        start = told_of.get(key, f"weights {self.initializer.currentText()}")
        # The biases fold away with the initializer.
        self.tell([(self.initializer_row, start), *told(self.settings), (self.initializer_row, biases)])

    def _show_layers(self, snapshot: Snapshot) -> None:
        layers = snapshot.current.network.layers
        while len(self.layers) > len(layers):
            row = self.layers.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.layers) < len(layers):
            self.layers.append(self._added(len(self.layers)))
        for number, (row, layer) in enumerate(zip(self.layers, layers, strict=True)):
            last = number == len(layers) - 1
            units, why = _output_units(snapshot.samples) if last else (UNITS, "")
            reasons = snapshot.reasons.get(f"network.layers[{number}].activation", {})
            row.show_layer(layer, last, units if units.fault(layer.units) is None else UNITS, why, reasons)

    def _added(self, number: int) -> LayerRow:
        row = LayerRow(number)
        row.changed.connect(lambda what, value: self.set_field(f"layers[{number}].{what}", value))
        row.removed.connect(lambda: self.wanted.emit(RemoveLayer(number)))
        row.show_bias(self.more.isChecked())
        self._column.addWidget(row)
        return row

    def _show_initializer(self, chosen: Experiment) -> None:
        drawn = _drawn(chosen)
        given = chosen.network.initial_parameters is not None
        choices = registry_choices(INITIALIZERS)
        if drawn == _MIXED:
            choices.insert(0, Choice(_MIXED, "differs by layer"))
        if given:
            choices.insert(0, Choice(_GIVEN, "given in the file", None, "New weights draws them instead"))
        self.initializer.show_choice(choices, _GIVEN if given else drawn)
        if self.initializer.isEnabled() is given:
            self.initializer.setEnabled(not given)
        one = chosen.network.layers[0].initializer
        parameters = () if given or drawn == _MIXED else INITIALIZERS[drawn].parameters
        self.settings.show_settings(parameters, one.settings)
        self.have(self.settings, bool(parameters))

    def _draw_all(self, key: str) -> None:
        if key in INITIALIZERS:
            self._say_all(key)

    def _set_all(self, key: str, value: Any) -> None:
        settings = {name: value_of(control) for name, control in self.settings.controls.items()}
        self._say_all({"function": self.initializer.choice} | settings | {key: value})

    def _say_all(self, initializer: Any) -> None:
        """One wish for all layers, so that it is undone as one."""
        layers = [dict(layer) | {"initializer": initializer} for layer in self._words]
        self.wanted.emit(SetField("network.layers", layers))

    def _show_biases(self, there: bool) -> None:
        for row in self.layers:
            row.show_bias(there)


def _said_of_biases(told: list[str]) -> str:
    """The unusual biases, in one phrase where all layers are alike."""
    if told[0] and len(set(told)) == 1:
        return f"biases {told[0]}"
    return " · ".join(f"bias {number} {said}" for number, said in enumerate(told, 1) if said)


def _drawn(chosen: Experiment) -> str:
    """The initializer of all layers, or ``mixed``."""
    all_of_them = [layer.initializer for layer in chosen.network.layers]
    return all_of_them[0].key if all(one == all_of_them[0] for one in all_of_them) else _MIXED


def _output_units(samples: Samples) -> tuple[Parameter, str]:
    """How many units the output can have, and why no others."""
    task = Task(len(samples.classes), samples.y.shape[0])
    low, high = min(task.units), max(task.units)
    units = Parameter(Symbol("units", meaning="units of the output layer"), low, low=low, high=high)
    count = f"{low} unit{'' if low == 1 else 's'}"
    return units, "" if low < high else f"the data have {task.words}, so the output layer has {count}"

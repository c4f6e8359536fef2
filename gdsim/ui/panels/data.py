"""Data panel: where the samples come from, how they are split, and what was done to them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gdsim.core.experiment import Data
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol
from gdsim.data.prepare import Samples
from gdsim.data.registries import DATASETS
from gdsim.data.scaling import SCALINGS
from gdsim.state.intents import SetField
from gdsim.state.snapshot import Snapshot
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.form import Form, Picker, registry_choices
from gdsim.ui.panels.pane import Pane, Room, told
from gdsim.ui.panels.row import Row
from gdsim.ui.panels.typeset import Words

_FRACTIONS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_SEED = Parameter(Symbol("seed", meaning="seed of all random numbers"), 1, low=0, high=2**63 - 1)
_SCALED = {
    "none": ("as they are", "inputs as they are"),
    "standardize": ("standardized", "less their mean, in standard deviations of the training rows"),
    "min_max": ("0 … 1", "from 0, the least of the training rows, to 1, the largest"),
}


class DataPane(Pane):
    """The card "Data"."""

    csv_wanted = Signal()
    """The user wants to choose a table of his own; the window asks which."""
    draw_wanted = Signal()
    """The user wants to draw points of his own; the window gives him the plane."""

    def __init__(self) -> None:
        super().__init__("data", "Data", "", top=("seed",))
        self.source = Picker("source of the data")
        self.source.setObjectName("data.source")
        self.source.chosen.connect(self._choose)
        row = Row("Source")
        row.add(self.source)
        self.place(row)
        self.file = ElidedLabel()
        self.file_row = Row("File")
        self.file_row.add(self.file)
        self.place(self.file_row)
        self.settings = Form("data")
        self.settings.changed.connect(self.set_field)
        self.place(self.settings)
        self.place(self._split_row(), Room.TALL)
        self.rows = Form("data")
        self.rows.changed.connect(self.set_field)
        self.place(self.rows, Room.MORE)
        self.scaling = Picker("scaling of the inputs", [Choice(key, *_named(key)) for key in SCALINGS])
        self.scaling.setObjectName("data.scaling")
        self.scaling.chosen.connect(lambda key: self.set_field("scaling", key))
        self.scaling_row = Row("Scaling", meaning="what is done to the inputs, fitted on the training rows")
        self.scaling_row.add(self.scaling)
        self.place(self.scaling_row, Room.MORE)
        self.seed = Form("")
        self.seed.changed.connect(lambda _, value: self.wanted.emit(SetField("seed", value)))
        self.place(self.seed, Room.MORE)
        self.notes = Words(quiet=True)
        self.notes.setObjectName("data.notes")
        self.place(self.notes)
        self.place(self._links(), Room.TALL)
        self.finish()

    def _split_row(self) -> Row:
        self.split = Picker("share of the rows for training and for testing")
        self.split.setObjectName("data.test_fraction")
        self.split.chosen.connect(lambda key: self.set_field("test_fraction", float(key)))
        self.split_row = Row("Train / test", meaning="the share of the rows for training and for testing")
        self.split_row.add(self.split)
        return self.split_row

    def _links(self) -> QWidget:
        self.open_csv = Button("Open CSV…", kind=Kind.LINK, name="Open a CSV file as data")
        self.open_csv.setObjectName("data.open_csv")
        self.open_csv.clicked.connect(self.csv_wanted)
        self.draw_points = Button("Draw points…", kind=Kind.LINK, name="Draw points as data")
        self.draw_points.setObjectName("data.draw_points")
        self.draw_points.clicked.connect(self.draw_wanted)
        links = QWidget()
        line = QHBoxLayout(links)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.draw_points)
        line.addWidget(self.open_csv)
        line.addStretch(1)
        return links

    def _show(self, snapshot: Snapshot) -> None:
        data, samples = snapshot.current.data, snapshot.samples
        declared = DATASETS[data.source]
        count = len(samples.rows) + len(samples.rows_test)
        self.set_caption(
            f"{count} row{'' if count == 1 else 's'} · {samples.x.shape[0]} → {samples.y.shape[0]}"
        )
        self.caption_label.setToolTip(_described(samples))
        self.source.show_choice(_sources(data.source), data.source)
        path = str(data.settings.get("path", ""))
        self.file.setText(PurePosixPath(path).name)
        self.have(self.file_row, bool(path))
        first = tuple(parameter for parameter in declared.parameters if parameter.key != "samples")
        self.settings.show_settings(first, data.settings)
        self.have(self.settings, bool(first))
        others = tuple(parameter for parameter in declared.parameters if parameter.key == "samples")
        self.rows.show_settings(others, data.settings)
        self.have(self.rows, bool(others))
        self._show_split(data, samples, declared.test_fraction)
        self.scaling.show_choice([Choice(key, *_named(key)) for key in SCALINGS], data.scaling)
        self.seed.show_settings((_SEED,), {"seed": snapshot.current.seed})
        self.notes.say("; ".join(samples.notes))
        self.have(self.notes, bool(samples.notes))
        scaled = "" if data.scaling == "none" else f"inputs {_SCALED[data.scaling][0]}"
        self.tell([*told(self.rows), (self.scaling_row, scaled)])

    def _show_split(self, data: Data, samples: Samples, default: float) -> None:
        given = "test_inputs" in data.settings and data.settings["test_inputs"] is not None
        train, test = len(samples.rows), len(samples.rows_test)
        self.split.setEnabled(not given)
        if given:
            only = Choice("given", f"{train} / {test} rows", None, "both are given in the file")
            self.split.show_choice([only], "given")
            return
        fraction = default if data.test_fraction is None else data.test_fraction
        fractions = sorted({*_FRACTIONS, fraction})
        choices = [Choice(repr(float(share)), _split_words(share)) for share in fractions]
        self.split.show_choice(choices, repr(float(fraction)))
        self.split.setToolTip(f"{train} rows for training, {test} for testing")

    def _choose(self, key: str) -> None:
        self.wanted.emit(SetField("data.source", key))


def _named(key: str) -> tuple[str, Any, str]:
    label, meaning = _SCALED.get(key, (key, ""))
    return label, None, meaning


def _sources(current: str) -> list[Choice]:
    """What can be chosen here: what needs a file or rows of its own only while it is the one in use."""
    needy = {key for key, dataset in DATASETS.items() if any(field.required for field in dataset.fields)}
    return [one for one in registry_choices(DATASETS) if one.key == current or one.key not in needy]


def _split_words(share: float) -> str:
    return f"{100 - share * 100:.4g} % / {share * 100:.4g} %"


def _described(samples: Samples) -> str:
    classes = f"\nclasses: {', '.join(samples.classes)}" if samples.classes else ""
    return f"inputs: {', '.join(samples.features)}\noutputs: {', '.join(samples.outputs)}{classes}"

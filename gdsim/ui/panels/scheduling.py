"""Scheduling: how the learning rate changes, with the settings of that and what it counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.core.experiment import Choice as Chosen
from gdsim.core.registries import SCHEDULES
from gdsim.ui.controls.choice import Choice
from gdsim.ui.form import Form, Picker, registry_choices, value_of
from gdsim.ui.panels.row import Row

_PER = (
    Choice("update", "each update", None, "k counts updates"),
    Choice("epoch", "each epoch", None, "k counts epochs"),
)


class ScheduleRows(QWidget):
    """The kind of schedule, its settings, and whether it counts updates or epochs.

    Args:
        width: of the labels.
    """

    changed = Signal(object)
    """The schedule in the words of the file."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.per = Picker("what the schedule counts", _PER)
        self.kind = Picker("schedule of the learning rate")
        self.kind.setObjectName("optimizer.schedule")
        self.kind.chosen.connect(lambda key: self.changed.emit({"kind": key, "per": self.per.choice}))
        kind_row = Row("Schedule", meaning="how the learning rate changes", width=width)
        kind_row.add(self.kind)
        self.settings = Form("optimizer.schedule", width)
        self.settings.changed.connect(lambda key, value: self._change(key, value))
        self.per.setObjectName("optimizer.schedule.per")
        self.per.chosen.connect(lambda key: self._change("per", key))
        self.per_row = Row("Counts", meaning="what the schedule counts", width=width)
        self.per_row.add(self.per)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (kind_row, self.settings, self.per_row):
            column.addWidget(part)

    def show_schedule(self, chosen: Chosen, per: str) -> None:
        """Shows a schedule without a signal."""
        declared = SCHEDULES[chosen.key]
        self.kind.show_choice(registry_choices(SCHEDULES), chosen.key)
        self.settings.show_settings(declared.parameters, chosen.settings)
        self.per.show_choice(_PER, per)
        moves = chosen.key != next(iter(SCHEDULES))
        for part, there in ((self.settings, bool(declared.parameters)), (self.per_row, moves)):
            if part.isHidden() is there:
                part.setVisible(there)

    def told(self) -> str:
        """The schedule where the learning rate does change."""
        return "" if self.kind.choice == next(iter(SCHEDULES)) else f"schedule {self.kind.currentText()}"

    def _change(self, key: str, value: Any) -> None:
        settings = {name: value_of(control) for name, control in self.settings.controls.items()}
        self.changed.emit({"kind": self.kind.choice} | settings | {"per": self.per.choice} | {key: value})

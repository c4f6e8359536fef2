"""Transport: to the start, back, play, step, update, epoch; how far a step goes; where the run stands."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSlider, QVBoxLayout, QWidget

from gdsim.core.readings.digits import short
from gdsim.state.intents import ChooseGranularity, Intent, Rewind, Step
from gdsim.state.model import Granularity
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.choice_box import ChoiceBox
from gdsim.ui.controls.readout import Readout
from gdsim.ui.controls.segmented import Segmented
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

SLOWEST, FASTEST = 1.0, 200.0
"""Steps a second at the two ends of the slider, which is logarithmic."""

_GRANULARITIES = (
    Choice("operation", "Operation", meaning="one line of the program"),
    Choice("layer", "Layer", meaning="all lines of one layer"),
    Choice("update", "Update", meaning="one batch: forward, loss, backprop, update"),
    Choice("epoch", "Epoch", meaning="as many updates as it takes to go through the samples"),
)
_MOST_GIVEN = 6
"""How many things can give way on a narrow window."""


class Transport(QWidget):
    """The bar at the top."""

    wanted = Signal(object)
    """An intent."""
    play_wanted = Signal(bool)
    """Play, or pause."""
    speed_wanted = Signal(float)
    """Steps a second."""
    present_wanted = Signal()
    """To the presenter's view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Transport")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        self._buttons: dict[str, Button] = {}
        self._tips: dict[str, str] = {}
        self._playing = False
        self._add(
            row, "rewind", "", "skip-back", "To the start: the same initial parameters (Home)", Rewind()
        )
        self._add(row, "back", "Back", "step-back", "One step back (←)", Step(back=True))
        play = self._add(row, "play", "Play", "play", "Step by itself (K)", None)
        play.clicked.connect(lambda: self.play_wanted.emit(not self._playing))
        self._add(row, "step", "Step", "step-forward", "One step (Space or →)", Step(), Kind.PRIMARY)
        self._add(
            row,
            "update",
            "Update",
            "fast-forward",
            "To the end of an update (Shift+→)",
            Step(Granularity.UPDATE),
        )
        self._add(
            row, "epoch", "Epoch", "skip-forward", "To the end of an epoch (Ctrl+→)", Step(Granularity.EPOCH)
        )
        row.addSpacing(4)
        self._step_by = QLabel("Step by")
        self._step_by.setProperty("role", "caption")
        row.addWidget(self._step_by)
        self._granularity = Segmented("Step by", _GRANULARITIES)
        self._granularity.setObjectName("granularity")
        self._granularity_list = ChoiceBox("Step by", _GRANULARITIES)
        self._granularity_list.setObjectName("granularity.list")
        self._granularity_list.setMinimumContentsLength(len("Operation"))
        for control in (self._granularity, self._granularity_list):
            control.chosen.connect(lambda key: self.wanted.emit(ChooseGranularity(Granularity(key))))
            row.addWidget(control)
        row.addSpacing(6)
        row.addLayout(self._speed_column())
        row.addStretch(1)
        self._epoch = Readout("Epoch", "0000")
        self._update = Readout("Update", "000", "/ 000")
        self._loss = Readout("Batch loss", "0.0000")
        for readout in (self._epoch, self._update, self._loss):
            row.addWidget(readout)
            row.addSpacing(8)
        self._later = [
            self._add_later(row, "Compare", "Runs side by side come with a later version of gdsim"),
            self._add_later(row, "Predict", "Predicting before a step comes with a later version of gdsim"),
        ]
        present = Button("Present", "presentation", Kind.LARGE)
        present.setObjectName("present")
        present.setToolTip("Large, for a projector (F5)")
        present.clicked.connect(self.present_wanted)
        self._buttons["present"] = present
        row.addWidget(present)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say where the run stands."""
        position = snapshot.position
        self._epoch.show_text(str(position.epoch))
        self._update.show_text(str(position.update_in_epoch), f"/ {position.updates_in_epoch}")
        self._update.setToolTip(
            f"update {position.update_in_epoch} of {position.updates_in_epoch} in this epoch, {position.update} in all"
        )
        loss = snapshot.value("L")
        if loss is None:
            self._loss.show_text("", "not computed yet")
        else:
            self._loss.show_text(short(float(loss)))
        at_start = snapshot.model.cursor.update == 1 and snapshot.model.cursor.line == 0
        for name in ("rewind", "back"):
            self._buttons[name].setEnabled(not at_start)
        stuck = snapshot.diverged is not None and snapshot.model.cursor.update >= snapshot.diverged.update
        for name in ("play", "step", "update", "epoch"):
            button = self._buttons[name]
            button.setEnabled(not stuck or (name == "play" and snapshot.playing))
            button.setToolTip(snapshot.diverged.message if stuck and snapshot.diverged else self._tips[name])
        for control in (self._granularity, self._granularity_list):
            if control.choice != snapshot.model.granularity.value:
                control.choose(snapshot.model.granularity.value)
        if snapshot.playing is not self._playing:
            self._playing = snapshot.playing
            self._buttons["play"].set_icon("pause" if self._playing else "play")
            self._fit()
        if not self._speed.isSliderDown():
            self._speed.blockSignals(True)
            self._speed.setValue(_slider(snapshot.speed))
            self._speed.blockSignals(False)
        self._say_speed(snapshot.speed)

    def apply_theme(self, theme: Theme) -> None:
        """Colours come from the palette; buttons redraw their icons by themselves."""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now have all buttons the sizes of the style sheet.
        self._fit()

    def _fit(self) -> None:
        """Words give way, the least needed first, until all fits; a number never does."""
        layout = self.layout()
        assert layout is not None
        for given in range(_MOST_GIVEN + 1):
            self._give_way(given)
            # What has just been said or hidden is laid out only after this; the sizes are wanted now.
            for inner in (*self.findChildren(QLayout), layout):
                inner.invalidate()
            if layout.minimumSize().width() <= self.width():
                return

    def _give_way(self, given: int) -> None:
        """Show what is left after so many things have gone."""
        self._step_by.setVisible(given < 1)
        for button in self._later:
            button.setVisible(given < 2)
        self._buttons["present"].set_words("Present" if given < 3 else "")
        self._buttons["back"].set_words("Back" if given < 4 else "")
        self._buttons["play"].set_words("" if given >= 4 else "Pause" if self._playing else "Play")
        self._granularity.setVisible(given < 5)
        self._granularity_list.setVisible(given >= 5)
        self._buttons["epoch"].set_words("Epoch" if given < 6 else "")
        self._buttons["update"].set_words("Update" if given < 6 else "")

    def _add(
        self,
        row: QHBoxLayout,
        name: str,
        text: str,
        icon: str,
        tip: str,
        intent: Intent | None,
        kind: Kind = Kind.LARGE,
    ) -> Button:
        button = Button(
            text, icon, kind, name=text or "Rewind", icon_after=name in ("step", "update", "epoch")
        )
        button.setObjectName(name)
        button.setToolTip(tip)
        self._tips[name] = tip
        button.setAccessibleDescription(tip)
        if intent is not None:
            button.clicked.connect(lambda: self.wanted.emit(intent))
        self._buttons[name] = button
        row.addWidget(button)
        return button

    def _add_later(self, row: QHBoxLayout, text: str, why: str) -> Button:
        """A button that keeps its place until it can do something; until then it says so."""
        button = Button(text, None, Kind.LARGE)
        button.setObjectName(text.lower())
        button.setEnabled(False)
        button.setToolTip(why)
        button.setAccessibleDescription(why)
        row.addWidget(button)
        return button

    def _speed_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        self._speed_label = QLabel("speed")
        self._speed_label.setProperty("role", "caption")
        self._speed_label.setFont(fonts.text_font(tokens().type.small))
        self._speed = QSlider(Qt.Orientation.Horizontal)
        self._speed.setObjectName("speed")
        self._speed.setAccessibleName("Speed")
        self._speed.setRange(0, 100)
        self._speed.setFixedWidth(84)
        self._speed.valueChanged.connect(lambda place: self.speed_wanted.emit(_speed(place)))
        column.addWidget(self._speed_label)
        column.addWidget(self._speed)
        return column

    def _say_speed(self, speed: float) -> None:
        self._speed_label.setText(f"{speed:.0f} steps/s" if speed >= 1.5 else "1 step/s")
        self._speed.setToolTip(f"{speed:.3g} steps a second while it plays")


def _speed(place: int) -> float:
    return SLOWEST * (FASTEST / SLOWEST) ** (place / 100)


def _slider(speed: float) -> int:
    return round(100 * math.log(max(speed, SLOWEST) / SLOWEST) / math.log(FASTEST / SLOWEST))

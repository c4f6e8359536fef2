"""Sampling panel: which samples an update looks at, and how many updates that makes an epoch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from gdsim.core.experiment import Sampling
from gdsim.core.parameter import Parameter
from gdsim.core.registries import DRAWS, SAMPLING_MODES
from gdsim.core.sampler import batch_size, updates_in_epoch
from gdsim.core.symbols import Symbol
from gdsim.state.intents import SetField
from gdsim.state.snapshot import Snapshot
from gdsim.ui.controls.choice import Choice
from gdsim.ui.controls.segmented import Segmented
from gdsim.ui.form import Form, Picker, registry_choices
from gdsim.ui.panels.batch_strip import BatchStrip
from gdsim.ui.panels.pane import Pane, Room
from gdsim.ui.panels.row import Row
from gdsim.ui.panels.typeset import Words

_SEGMENT = 'QPushButton[kind="segment"]'
_TIGHT = f"{_SEGMENT} {{ padding: 4px 2px; }} {_SEGMENT}:focus {{ padding: 3px 1px; }}"


class SamplingPane(Pane):
    """The card "Sampling"."""

    def __init__(self) -> None:
        super().__init__("sampling", "Sampling", "how samples are taken")
        self._modes: list[Choice] = []
        self._words: Mapping[str, Any] = {}
        self.mode_row = Row("")
        self.place(self.mode_row)
        self.batch = Form("sampling")
        self.batch.changed.connect(self.set_field)
        self.place(self.batch)
        self.draw = Picker("how the samples of a batch are drawn")
        self.draw.setObjectName("sampling.draw")
        self.draw.chosen.connect(self._choose_draw)
        self.draw_row = Row("Draw", meaning="how the samples of a batch are drawn")
        self.draw_row.add(self.draw)
        self.place(self.draw_row, Room.TALL)
        self.count = Words()
        self.count.setObjectName("sampling.count")
        self.place(self.count)
        self.strip = BatchStrip()
        self.place(self.strip, Room.USUAL)
        self.used = Words(quiet=True)
        self.used.setObjectName("sampling.used")
        self.place(self.used, Room.TALLER)
        self.about = Words(quiet=True)
        self.about.setObjectName("sampling.about")
        self.place(self.about, Room.USUAL)
        self.mode = self._built()
        self.finish()

    def _built(self) -> Segmented:
        """The modes side by side; built again where a mode has been declared since."""
        self._modes = registry_choices(SAMPLING_MODES)
        mode = Segmented("how many samples an update looks at", self._modes)
        mode.setObjectName("sampling.mode")
        mode.setStyleSheet(_TIGHT)
        for choice in self._modes:
            button = mode.button(choice.key)
            button.setMinimumWidth(button.minimumWidth() - 14)
        mode.chosen.connect(lambda key: self.set_field("mode", key))
        self.mode_row.replace(mode)
        return mode

    def _show(self, snapshot: Snapshot) -> None:
        self._words = snapshot.document["sampling"]
        sampling, samples = snapshot.current.sampling, len(snapshot.samples.rows)
        if self._modes != registry_choices(SAMPLING_MODES):
            self.mode = self._built()
        if self.mode.choice != sampling.mode:
            self.mode.choose(sampling.mode)
        self._show_size(sampling, samples)
        reasons = snapshot.reasons.get("sampling.draw", {})
        draws = registry_choices(DRAWS, reasons)
        possible = [choice for choice in draws if not choice.reason or choice.key == sampling.draw]
        # "Shuffle" is what is left of "Shuffle each epoch" in a narrow box.
        self.draw.show_choice(
            [replace(one, briefer=(one.label.partition(" each ")[0],)) for one in possible], sampling.draw
        )
        self._say_count(snapshot)
        # Of listed batches the line above says all there is.
        usual = sampling.draw == next(iter(DRAWS)) or DRAWS[sampling.draw].order is None
        self.about.say("" if usual else DRAWS[sampling.draw].about)
        self.have(self.about, not usual)

    def follow(self, snapshot: Snapshot) -> None:
        """The batch at the cursor; of listed batches an epoch can have another number than the one before."""
        self._say_count(snapshot)
        self.strip.show_snapshot(snapshot)
        self.used.say(self.strip.words)

    def _say_count(self, snapshot: Snapshot) -> None:
        epoch = snapshot.position.epoch
        self.count.say(_counted(snapshot.current.sampling, len(snapshot.samples.rows), epoch))

    def _choose_draw(self, key: str) -> None:
        """Another draw; batches that were listed go with it."""
        if "batches" in self._words or "epochs" in self._words:
            kept = {name: self._words[name] for name in ("mode", "batch_size") if name in self._words}
            self.wanted.emit(SetField("sampling", kept | {"draw": key}))
        else:
            self.set_field("draw", key)

    def _show_size(self, sampling: Sampling, samples: int) -> None:
        mode = SAMPLING_MODES[sampling.mode]
        size = batch_size(sampling, samples)
        symbol = Symbol("batch_size", "B", "B", "samples in a batch")
        parameter = Parameter(symbol, min(10, samples), low=1, high=samples)
        self.batch.show_settings((parameter,), {"batch_size": size})
        listed = DRAWS[sampling.draw].order is None
        field = self.batch.controls["batch_size"]
        why = "the experiment lists its batches" if listed else f"{mode.name}: {mode.about}"
        allowed = mode.takes_batch_size and not listed
        if field.isEnabled() != allowed:
            field.setEnabled(allowed)
        field.setToolTip("" if allowed else why)
        field.setAccessibleDescription("" if allowed else f"not available: {why}")


def _counted(sampling: Sampling, samples: int, epoch: int) -> str:
    """How many updates an epoch has, and why: ``160 samples ÷ 10 = *16 updates per epoch*``."""
    updates = updates_in_epoch(sampling, samples, epoch)
    made = f"*{updates} update{'' if updates == 1 else 's'} per epoch*"
    if DRAWS[sampling.draw].order is None:
        return f"batches as listed: {made}"
    size = batch_size(sampling, samples)
    if size >= samples:
        return f"all {samples} samples at once = {made}" if samples > 1 else f"one sample = {made}"
    last = samples - (updates - 1) * size
    rest = "" if last == size else f", the\u00a0last\u00a0of\u00a0{last}"
    return f"{samples} samples ÷ {size} = {made}{rest}"

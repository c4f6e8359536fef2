"""Optimizer panel: the rule that turns the gradient into a step, its settings, and its lines, typeset."""

from __future__ import annotations

from typing import Any

from gdsim.core.experiment import OptimizerChoice
from gdsim.core.parameter import Parameter
from gdsim.core.registries import OPTIMIZERS
from gdsim.core.symbols import EPSILON, LEARNING_RATE, WEIGHT_DECAY, Symbol
from gdsim.state.intents import SetField
from gdsim.state.snapshot import Snapshot
from gdsim.ui.form import Form, Picker, registry_choices
from gdsim.ui.panels.clipping import ClipRows
from gdsim.ui.panels.icon_button import IconButton
from gdsim.ui.panels.lines import own_rule, rule_lines, said
from gdsim.ui.panels.pane import Pane, Room, told
from gdsim.ui.panels.row import Row
from gdsim.ui.panels.rule_editor import RuleEditor
from gdsim.ui.panels.scheduling import ScheduleRows
from gdsim.ui.panels.typeset import Typeset

_BIASES = Parameter(Symbol("decay_biases", meaning="the weight decay pulls the biases too"), True)

_LABEL_WIDTH = 98


class OptimizerPane(Pane):
    """The card "Optimizer"."""

    def __init__(self) -> None:
        super().__init__("optimizer", "Optimizer", "turns gradients into steps")
        self._words: dict[str, Any] = {}
        self._chosen: OptimizerChoice | None = None
        self.variant = IconButton("info", "", tells=True)
        self.variant.setObjectName("optimizer.variant")
        self.method = Picker("method")
        self.method.setObjectName("optimizer.method")
        self.method.chosen.connect(self._choose)
        row = Row("Method", meaning="the rule that turns the gradient into a step", width=_LABEL_WIDTH)
        row.add(self.method)
        row.add(self.variant, 0)
        self.place(row)
        self.rate = self._form(Room.LOW)
        self.settings = self._form(Room.TALL)
        self.editor = RuleEditor(_LABEL_WIDTH)
        self.editor.entered.connect(self._use_rule)
        self.place(self.editor)
        self.small = self._form(Room.MORE)
        self.decay = self._form(Room.MORE)
        self.decay_biases = self._form(Room.MORE)
        self.clip = ClipRows(_LABEL_WIDTH)
        self.clip.changed.connect(lambda words: self.set_field("clip", words))
        self.place(self.clip, Room.MORE)
        self.schedule = ScheduleRows(_LABEL_WIDTH)
        self.schedule.changed.connect(lambda words: self.set_field("schedule", words))
        self.place(self.schedule, Room.TALLER)
        self.rule = Typeset("The rule")
        self.rule.setObjectName("optimizer.rule_lines")
        self.place(self.rule, Room.TALLEST)
        self.step = Typeset("The step")
        self.step.setObjectName("optimizer.step_line")
        self.step.centre()
        self.place(self.step)
        self.finish()

    def _form(self, room: Room) -> Form:
        form = Form("optimizer", _LABEL_WIDTH)
        form.changed.connect(self.set_field)
        self.place(form, room)
        return form

    def _show(self, snapshot: Snapshot) -> None:
        chosen = snapshot.current.optimizer
        self._words, self._chosen = dict(snapshot.document["optimizer"]), chosen
        declared = OPTIMIZERS[chosen.method]
        self.method.show_choice(registry_choices(OPTIMIZERS), chosen.method)
        source = f"Source: {declared.source.author}."
        self.variant.set_name(f"{declared.variant} {source}" if declared.variant else source)
        self._show_settings(chosen, declared.parameters)
        self.editor.show_rule(chosen.rule, chosen.memory)
        self.have(self.editor, not declared.rule)
        decay = Parameter(WEIGHT_DECAY, declared.weight_decay, low=0)
        self.decay.show_settings((decay,), {"weight_decay": chosen.weight_decay})
        self.decay_biases.show_settings((_BIASES,), {"decay_biases": chosen.decay_biases})
        self.have(self.decay_biases, chosen.weight_decay > 0)
        self.clip.show_clip(chosen.clip)
        self.schedule.show_schedule(chosen.schedule, chosen.per)
        lines = rule_lines(snapshot.program)
        self.rule.show_formulas(lines[:-1], [said(line) for line in lines[:-1]])
        self.have(self.rule, len(lines) > 1)
        self.step.show_formulas([lines[-1]], [said(lines[-1])])
        biases = "" if chosen.decay_biases else "weights only"
        told_decay = [(self.decay, f"decay {text.split()[-1]}") for _, text in told(self.decay)]
        general = [(self.clip, self.clip.told()), (self.schedule, self.schedule.told())]
        own = [*told(self.settings), *told(self.small)]
        self.tell([*own, *told_decay, (self.decay_biases, biases), *general])

    def _show_settings(self, chosen: OptimizerChoice, parameters: tuple[Parameter, ...]) -> None:
        first = tuple(one for one in parameters if one.key == LEARNING_RATE.key)
        last = tuple(one for one in parameters if one.key == EPSILON.key)
        middle = tuple(one for one in parameters if one not in first + last)
        for form, some in ((self.rate, first), (self.settings, middle), (self.small, last)):
            form.show_settings(some, chosen.settings)
            self.have(form, bool(some))

    def _choose(self, method: str) -> None:
        """Another rule. A rule of the user's own begins as the one in use, and leaves nothing behind."""
        if self._chosen is None or self._chosen.method == method:
            return
        if OPTIMIZERS[method].rule and OPTIMIZERS[self._chosen.method].rule:
            self.set_field("method", method)
            return
        known = {parameter.key for parameter in OPTIMIZERS[method].parameters}
        general = ("weight_decay", "decay_biases", "clip", "schedule")
        kept = {key: value for key, value in self._words.items() if key in known or key in general}
        if not OPTIMIZERS[method].rule:
            rule, memory = own_rule(self._chosen)
            kept |= {"rule": rule, "memory": memory}
        self.wanted.emit(SetField("optimizer", {"method": method} | kept))

    def _use_rule(self, rule: list[str], memory: list[str]) -> None:
        """Both together, because neither is valid without the other."""
        self.wanted.emit(SetField("optimizer", self._words | {"rule": rule, "memory": memory}))

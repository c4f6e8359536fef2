"""Loss panel: how output and target are compared, what is averaged, and what large weights cost."""

from __future__ import annotations

from dataclasses import replace

from gdsim.core.registries import LOSSES
from gdsim.core.symbols import SYMBOLS
from gdsim.files.models import L1, L2
from gdsim.state.snapshot import Snapshot
from gdsim.ui.brevity import briefer
from gdsim.ui.controls.choice import Choice
from gdsim.ui.form import Form, Picker, registry_choices
from gdsim.ui.panels.lines import loss_lines, said
from gdsim.ui.panels.pane import Pane, Room, told
from gdsim.ui.panels.row import Row
from gdsim.ui.panels.typeset import Typeset

_REDUCTIONS = (
    Choice("mean", "mean over batch", None, "L is the mean of the samples' losses"),
    Choice("sum", "sum over batch", None, "L is the sum of the samples' losses"),
)
_PENALTIES = tuple(replace(one, symbol=SYMBOLS[one.key]) for one in (L1, L2))


_NARROW = 56
"""Of a label: the names of the losses are the longest of all choices."""


class LossPane(Pane):
    """The card "Loss"."""

    def __init__(self) -> None:
        super().__init__("loss", "Loss", "compares output and target")
        self.function = Picker("loss function")
        self.function.setObjectName("loss.function")
        self.function.chosen.connect(lambda key: self.set_field("function", key))
        row = Row("Function", meaning="how far an output is from its target", width=_NARROW)
        row.add(self.function)
        self.place(row)
        self.settings = Form("loss")
        self.settings.changed.connect(self.set_field)
        self.place(self.settings)
        self.reduction = Picker("mean or sum over the batch", _REDUCTIONS)
        self.reduction.setObjectName("loss.reduction")
        self.reduction.chosen.connect(lambda key: self.set_field("reduction", key))
        self.reduction_row = Row(
            "Reduce", meaning="the batch's loss is the mean or sum of its samples' losses", width=_NARROW
        )
        self.reduction_row.add(self.reduction)
        self.place(self.reduction_row, Room.TALL)
        self.over_outputs = Picker("mean or sum over the outputs")
        self.over_outputs.setObjectName("loss.over_outputs")
        self.over_outputs.chosen.connect(lambda key: self.set_field("over_outputs", key))
        self.over_row = Row("Over outputs", meaning="a sample's loss is the mean or the sum over its outputs")
        self.over_row.add(self.over_outputs)
        self.place(self.over_row, Room.MORE)
        self.penalties = Form("loss")
        self.penalties.changed.connect(self.set_field)
        self.place(self.penalties, Room.MORE)
        self.formula = Typeset("The loss")
        self.formula.setObjectName("loss.formula")
        self.place(self.formula, Room.TALLEST)
        self.finish()

    def _show(self, snapshot: Snapshot) -> None:
        chosen = snapshot.current.loss
        declared = LOSSES[chosen.function.key]
        reasons = snapshot.reasons.get("loss.function", {})
        functions = [
            replace(one, briefer=briefer(one.label)[1:]) for one in registry_choices(LOSSES, reasons)
        ]
        self.function.show_choice(functions, chosen.function.key)
        self.settings.show_settings(declared.parameters, chosen.function.settings)
        self.have(self.settings, bool(declared.parameters))
        self.reduction.show_choice(_REDUCTIONS, chosen.reduction)
        why = snapshot.reasons.get("loss.over_outputs", {})
        overs = [
            Choice(key, f"{key} over outputs", why.get(key), f"a sample's loss is the {key} over its outputs")
            for key in ("mean", "sum")
        ]
        self.over_outputs.show_choice(overs, chosen.over_outputs)
        self._fix_over(declared.fixed_over_outputs, next(iter(why.values()), ""))
        self.penalties.show_settings(_PENALTIES, {"l1": chosen.l1, "l2": chosen.l2})
        lines = loss_lines(snapshot.program)
        self.formula.show_formulas(lines, [said(line) for line in lines])
        summed = "" if chosen.reduction == "mean" else "sum over batch"
        usual = chosen.over_outputs == declared.over_outputs
        over = "" if usual else f"{chosen.over_outputs} over outputs"
        self.tell([(self.reduction_row, summed), (self.over_row, over), *told(self.penalties)])

    def _fix_over(self, fixed: bool, why: str) -> None:
        """A loss that is always the sum leaves no choice, and says so."""
        if self.over_outputs.isEnabled() is fixed:
            self.over_outputs.setEnabled(not fixed)
        if fixed:
            self.over_outputs.setToolTip(why)
            self.over_outputs.setAccessibleDescription(f"not available: {why}")

"""Amending: whether each amendment names a field that can change in mid-run and gives it a value that it can have."""

from __future__ import annotations

from typing import Any

from gdsim.core.course import PARAMETER, amended
from gdsim.core.experiment import Amendment, Experiment
from gdsim.core.layout import Layout, layout_of
from gdsim.core.registries import DRAWS, OPTIMIZERS
from gdsim.files import document
from gdsim.files.messages import Fault, Place, unknown_key
from gdsim.files.models import models
from gdsim.files.quoted import quoted
from gdsim.files.sampling import listed_faults, sampling_faults
from gdsim.files.validation import validated

CHANGEABLE = ("sampling.mode", "sampling.draw", "sampling.batch_size", "loss.l1", "loss.l2")


def amendment_faults(
    experiment: Experiment, inputs: int, samples: int
) -> tuple[list[tuple[int, Experiment]], list[Fault]]:
    """The experiment as each amendment leaves it, and what is wrong with them.

    Args:
        experiment: fits together without its amendments.
        inputs: number of input columns.
        samples: number of training samples.

    Returns:
        (first update, experiment) in the order of the updates, the unchanged experiment first; and the faults.
    """
    layers = experiment.network.layers
    layout = layout_of((inputs, *(layer.units for layer in layers)), tuple(layer.bias for layer in layers))
    courses, faults = [(1, experiment)], []
    in_order = sorted(enumerate(experiment.amendments), key=lambda numbered: numbered[1].update)
    for number, amendment in in_order:
        before = courses[-1][1]
        found = _faults(before, amendment, layout, samples, ("amendments", number))
        faults += found
        if not found and PARAMETER.fullmatch(amendment.field) is None:
            courses.append((amendment.update, amended(before, amendment.field, amendment.value)))
    return courses, faults


def _faults(
    before: Experiment, amendment: Amendment, layout: Layout, samples: int, place: Place
) -> list[Fault]:
    field, value = amendment.field, amendment.value
    if PARAMETER.fullmatch(field[:100]) is not None:
        reason = parameter_fault(field, layout)
        if reason is not None:
            return [Fault((*place, "set"), reason)]
        finite = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 1e308
        return [] if finite else [Fault((*place, "to"), f"must be a finite number, not {quoted(value)}")]
    part, _, name = field.partition(".")
    changed: dict[str, Any]
    if part == "optimizer":
        changed = document.optimizer_json(before.optimizer)
        changeable = [f"optimizer.{key}" for key in (*changed, "clip") if key not in ("rule", "memory")]
    else:
        changed = (
            document.sampling_json(before.sampling) if part == "sampling" else document.loss_json(before.loss)
        )
        changeable = list(CHANGEABLE)
    if field not in changeable:
        known = (
            changeable
            if part == "optimizer"
            else [*CHANGEABLE, "optimizer.learning_rate", "parameters.W1[1,1]"]
        )
        return [
            Fault(
                (*place, "set"), f"{quoted(field)} cannot change in mid-run: it {unknown_key(field, known)}"
            )
        ]
    if name == "method":
        return _method_faults(before, value, (*place, "to"))
    changed[name] = value
    if part == "optimizer" and name == "clip" and value is None:
        del changed["clip"]
    found = _model_faults(part, name, changed, (*place, "to"))
    if part == "sampling" and not found:
        found = _sampling_faults(before, field, value, samples, (*place, "to"))
    return found


def _method_faults(before: Experiment, value: Any, place: Place) -> list[Fault]:
    if not isinstance(value, str) or value not in OPTIMIZERS:
        return [Fault(place, f"must be one of {', '.join(OPTIMIZERS)}, not {quoted(value)}")]
    if not OPTIMIZERS[value].rule and not before.optimizer.rule:
        return [Fault(place, f"{value} needs a rule, which only the experiment's own optimizer can bring")]
    return []


def _model_faults(part: str, name: str, changed: dict[str, Any], place: Place) -> list[Fault]:
    """What the models of the file say of the part with the new value."""
    if part == "sampling":
        changed = {key: value for key, value in changed.items() if key not in ("batches", "epochs")}
    _, faults = validated(part, changed, models())
    return [
        Fault((*place, *fault.place[1:]) if fault.place[:1] == (name,) else place, fault.reason)
        for fault in faults
    ]


def _sampling_faults(before: Experiment, field: str, value: Any, samples: int, place: Place) -> list[Fault]:
    after = amended(before, field, value).sampling
    if DRAWS[after.draw].order is None and not after.listed:
        return [
            Fault(place, f'"{after.draw}" needs batches, which only the experiment\'s own sampling can list')
        ]
    faults = list(sampling_faults(after, samples))
    if DRAWS[after.draw].order is None:
        faults += listed_faults(after, samples, "batches" if len(after.listed) == 1 else "epochs")
    return [Fault(place, fault.reason) for fault in faults]


def parameter_fault(field: str, layout: Layout) -> str | None:
    """What is wrong with ``parameters.W2[3,1]``, or None.

    >>> parameter_fault("parameters.W1[3,1]", layout_of((2, 4, 1), (True, True))) is None
    True
    >>> parameter_fault("parameters.W1[5,1]", layout_of((2, 4, 1), (True, True)))
    'parameters.W1[5,1] is outside of W1, which has 4 rows and 2 columns, counted from 1'
    """
    match = PARAMETER.fullmatch(field[:100])
    assert match is not None
    kind, layer, row, column = match.groups()
    block = layout.block(f"{kind}{layer}")
    if block is None:
        names = ", ".join(block.name for block in layout.blocks)
        return f"{quoted(field)} is no parameter that is trained; there are {names}"
    if (column is None) is not block.is_bias:
        example = f"parameters.{block.name}[1]" if block.is_bias else f"parameters.{block.name}[1,1]"
        return f"{quoted(field)} must be written as {example}"
    if not (1 <= int(row) <= block.shape[0] and 1 <= int(column or 1) <= block.shape[1]):
        size = f"{block.shape[0]} rows and {block.shape[1]} columns"
        return f"{field} is outside of {block.name}, which has {size}, counted from 1"
    return None

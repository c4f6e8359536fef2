"""Fitting: which choices go with which, why the others do not, and what has to follow when one is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gdsim.core.declaration import Activation, Loss
from gdsim.core.experiment import Data, Experiment, frozen
from gdsim.core.registries import ACTIVATIONS, DRAWS, LOSSES
from gdsim.core.stream import Stream
from gdsim.data.error import DataError
from gdsim.data.prepare import split
from gdsim.data.registries import DATASETS

_LAYER = re.compile(r"network\.layers\[(\d+)\]\.(units|activation)\Z")
_SAME_ROWS = ("data.scaling", "data.noise")
"""Fields of the data that change neither what is to be learned nor how many rows there are."""


@dataclass(frozen=True)
class Task:
    """What the data ask of the last layer: a number of classes, or 0 and a number of targets."""

    classes: int
    targets: int

    @property
    def units(self) -> tuple[int, ...]:
        """The sizes of the last layer that fit, the usual one first."""
        return (self.targets,) if not self.classes else (1, 2) if self.classes == 2 else (self.classes,)

    @property
    def words(self) -> str:
        """What there is to learn: ``3 classes``."""
        count, noun = (self.classes, "class") if self.classes else (self.targets, "target")
        return f"{count} {noun}{'' if count == 1 else 'es' if noun == 'class' else 's'}"


@dataclass(frozen=True)
class Output:
    """The last layer and the loss after it: what has to fit together."""

    units: int
    activation: str
    loss: str


def reasons(experiment: Experiment, classes: int, targets: int) -> dict[str, dict[str, str]]:
    """The choices that do not fit the experiment: field → value → why not.

    Args:
        experiment: the choice as it is.
        classes: the number of classes of its data; 0 where the targets are numbers.
        targets: the number of outputs, which is that of the units of the last layer.

    >>> from gdsim.core.experiment import *
    >>> network = Network((Layer(1, activation("sigmoid")),))
    >>> moons = Experiment(Data("two_moons"), network, loss("mean_squared_error"))
    >>> reasons(moons, 2, 1)["loss.function"]["hinge"]
    'hinge needs an identity output, this one is sigmoid'
    """
    layers = experiment.network.layers
    top = len(layers) - 1
    output = layers[top].activation.key
    numbers = _numbers_only(experiment.data, classes)
    found: dict[str, dict[str, str]] = {}
    for number in range(top):
        found[f"network.layers[{number}].activation"] = {
            key: f"{declared.name} fits the output layer only"
            for key, declared in ACTIVATIONS.items()
            if declared.output_only
        }
    activations = {key: _activation_misfit(declared, targets) for key, declared in ACTIVATIONS.items()}
    found[f"network.layers[{top}].activation"] = {key: why for key, why in activations.items() if why}
    losses = {key: _loss_misfit(declared, output, targets, numbers) for key, declared in LOSSES.items()}
    found["loss.function"] = {key: why for key, why in losses.items() if why}
    chosen = LOSSES[experiment.loss.function.key]
    if chosen.fixed_over_outputs:
        other = "sum" if chosen.over_outputs == "mean" else "mean"
        why = f"{chosen.name} is always the {chosen.over_outputs} over the outputs"
        found["loss.over_outputs"] = {other: why}
    if not experiment.sampling.listed:
        found["sampling.draw"] = {
            key: "this experiment lists no batches" for key, draw in DRAWS.items() if draw.order is None
        }
    return found


def following(experiment: Experiment, field: str, value: Any) -> tuple[dict[str, Any], str]:
    """What has to change with a field, so that data, last layer and loss still fit together.

    Args:
        experiment: the choice before the change.
        field, value: the change, in the words of the file.

    Returns:
        Field → value of what follows, and a sentence that says it with the reason; both empty where nothing
        does.

    >>> from gdsim.core.experiment import *
    >>> network = Network((Layer(1, activation("sigmoid")),))
    >>> moons = Experiment(Data("two_moons"), network, loss("mean_squared_error"))
    >>> following(moons, "loss.function", "hinge")[0]
    {'network.layers[0].activation': 'identity'}
    """
    before = _output(experiment)
    try:
        if field == "data" or field.startswith("data."):
            return _after_data(experiment, before, field, value)
        if field == "loss.function":
            return _after_loss(experiment, before, value)
        match = _LAYER.fullmatch(field)
        if match and int(match[1]) == len(experiment.network.layers) - 1:
            return _after_layer(experiment, before, match[2], value)
    except (DataError, KeyError, TypeError, ValueError):
        pass  # the change itself is wrong, and the check of the whole document says so
    return {}, ""


def task_of(data: Data) -> Task:
    """What there is to learn from a choice of data; a generator is asked for as few rows as it can make.

    Raises:
        DataError: where there are no such data.
    """
    declared = DATASETS[data.source]
    least = {p.key: p.low for p in declared.parameters if p.key == "samples"}
    known = {p.key for p in declared.parameters} | {field.key for field in declared.fields}
    settings = {key: setting for key, setting in data.settings.items() if key in known}
    table = declared.table(settings | least, Stream(1, "data"), data.folder)
    return Task(len(table.classes), len(table.outputs) if table.targets is not None else 1)


def _training_rows(data: Data) -> int:
    """How many rows are left for training."""
    declared = DATASETS[data.source]
    count = declared.complete(data.settings).get("samples")
    if count is None:
        table = declared.table(data.settings, Stream(1, "data"), data.folder)
        if table.test is not None:
            return table.rows
        count = table.rows
    fraction = declared.test_fraction if data.test_fraction is None else data.test_fraction
    return len(split(count, fraction, 1)[0])


def _after_data(experiment: Experiment, before: Output, field: str, value: Any) -> tuple[dict[str, Any], str]:
    if field in _SAME_ROWS:
        return {}, ""
    data = _changed(experiment.data, field, value)
    task = task_of(data)
    numbers = _numbers_only(data, task.classes)
    misfit = _loss_misfit(LOSSES[before.loss], before.activation, before.units, numbers)
    same = task == task_of(experiment.data) and before.units in task.units and not misfit
    name = str(data.settings.get("table", DATASETS[data.source].name)).capitalize()
    changes, said = _said(experiment, before, before if same else _usual(task), f"{name} ({task.words})")
    sampling, rows = experiment.sampling, _training_rows(data)
    size = sampling.batch_size
    if DRAWS[sampling.draw].order is None:
        order = next(key for key, draw in DRAWS.items() if draw.order is not None)
        kept = {} if size is None else {"batch_size": min(size, rows)}
        changes["sampling"] = {"mode": sampling.mode, "draw": order} | kept
        said = f"{said} The listed batches are gone: they belong to the other data.".strip()
    elif size is not None and size > rows:
        changes["sampling.batch_size"] = rows
        said = f"{said} A batch has {rows} samples now: there are no more for training.".strip()
    return changes, said


def _after_loss(experiment: Experiment, before: Output, value: Any) -> tuple[dict[str, Any], str]:
    key = value["function"] if isinstance(value, Mapping) else value
    declared, task = LOSSES[key], task_of(experiment.data)
    if _numbers_only(experiment.data, task.classes) and declared.targets != "any":
        return {}, ""
    why = _loss_misfit(declared, before.activation, before.units, False)
    activation = declared.outputs[0] if why and declared.outputs else before.activation
    least = 2 if _activation_misfit(ACTIVATIONS[activation], before.units) else before.units
    units = next((size for size in task.units if size >= least), before.units)
    return _said(experiment, replace(before, loss=key), Output(units, activation, key), why, was=before.loss)


def _after_layer(experiment: Experiment, before: Output, what: str, value: Any) -> tuple[dict[str, Any], str]:
    if what == "units":
        wanted = replace(before, units=int(value))
    else:
        wanted = replace(before, activation=value["function"] if isinstance(value, Mapping) else value)
    task = task_of(experiment.data)
    numbers = _numbers_only(experiment.data, task.classes)
    after, why = wanted, _activation_misfit(ACTIVATIONS[wanted.activation], wanted.units)
    if why and what == "units":
        after = replace(after, activation=_usual(task).activation)
    elif why and 2 in task.units:
        after = replace(after, units=2)
    misfit = _loss_misfit(LOSSES[after.loss], after.activation, after.units, numbers)
    if misfit:
        after = replace(after, loss=_fitting_loss(after, task, numbers))
    return _said(experiment, wanted, after, why or misfit)


def _said(
    experiment: Experiment, wanted: Output, after: Output, why: str, was: str | None = None
) -> tuple[dict[str, Any], str]:
    """The fields in which ``after`` differs from what is wanted, and the sentence."""
    place = f"network.layers[{len(experiment.network.layers) - 1}]"
    changes: dict[str, Any] = {}
    words = []
    if after.units != wanted.units:
        changes[f"{place}.units"] = after.units
    if after.activation != wanted.activation:
        changes[f"{place}.activation"] = after.activation
    if changes:
        units = f"{ACTIVATIONS[after.activation].name} unit{'' if after.units == 1 else 's'}"
        words.append(f"the output layer has {after.units} {units} now")
    if after.loss != wanted.loss:
        changes["loss.function"] = after.loss
        words.append(f"the loss is {LOSSES[after.loss].name} now")
    old, new = LOSSES[was or wanted.loss], LOSSES[after.loss]
    fixed = new.fixed_over_outputs or old.fixed_over_outputs
    if fixed and experiment.loss.over_outputs != new.over_outputs:
        changes["loss.over_outputs"] = new.over_outputs
        words.append(f"it is the {new.over_outputs} over the outputs")
    sentence = ", and ".join(words)
    return changes, f"{why}: {sentence}." if why and sentence else sentence[:1].upper() + sentence[1:]


def _changed(data: Data, field: str, value: Any) -> Data:
    """The choice of data with one field changed; another source keeps the settings that it has too."""
    if field == "data":
        general = ("source", "test_fraction", "scaling")
        return replace(
            data,
            source=value["source"],
            settings=frozen({key: setting for key, setting in value.items() if key not in general}),
            test_fraction=value.get("test_fraction"),
        )
    if field == "data.source":
        kept = {p.key: data.settings[p.key] for p in DATASETS[value].parameters if p.key in data.settings}
        return replace(data, source=value, settings=frozen(kept))
    if field == "data.test_fraction":
        return replace(data, test_fraction=value)
    return replace(data, settings=frozen(dict(data.settings) | {field.removeprefix("data."): value}))


def _output(experiment: Experiment) -> Output:
    top = experiment.network.layers[-1]
    return Output(top.units, top.activation.key, experiment.loss.function.key)


def _usual(task: Task) -> Output:
    """The textbook's last layer and loss for a task, found by what the declarations say of themselves."""
    if not task.classes:
        identity = next(key for key, declared in ACTIVATIONS.items() if declared.forms[0].value == "z")
        return Output(task.targets, identity, next(iter(LOSSES)))
    targets = "zero_one" if task.classes == 2 else "one_hot"
    made = (loss for loss in LOSSES.values() if loss.targets == targets and loss.short_form)
    declared = next(loss for loss in made if loss.outputs)
    return Output(task.units[0], declared.outputs[0], declared.key)


def _fitting_loss(output: Output, task: Task, numbers: bool) -> str:
    """The loss nearest to one that does not fit: made for this activation and these targets, or the first."""
    old = LOSSES[output.loss]

    def candidates() -> Iterator[Loss]:
        made = [loss for loss in LOSSES.values() if output.activation in loss.outputs]
        yield from (loss for loss in made if loss.targets == old.targets)
        yield from (loss for loss in made if task.classes)
        yield from (loss for loss in LOSSES.values() if loss.targets == "any")

    fits = (loss for loss in candidates() if not _loss_misfit(loss, output.activation, output.units, numbers))
    return next(fits).key


def _numbers_only(data: Data, classes: int) -> bool:
    """True where the targets are known to be measured numbers, which no class code is among."""
    return not classes and DATASETS[data.source].task == "regression"


def _activation_misfit(declared: Activation, units: int) -> str:
    """Why an activation does not fit an output layer of some units; empty where it does."""
    shared = any(form.pullback for form in declared.forms)
    return f"{declared.name} needs at least 2 output units" if shared and units < 2 else ""


def _loss_misfit(declared: Loss, activation: str, units: int, numbers: bool) -> str:
    """Why a loss does not fit; empty where it does."""
    if declared.outputs and activation not in declared.outputs:
        names = " or ".join(ACTIVATIONS[key].name for key in declared.outputs)
        article = "an" if names[0] in "aeiou" else "a"
        return f"{declared.name} needs {article} {names} output, this one is {ACTIVATIONS[activation].name}"
    if declared.targets == "one_hot" and units < 2:
        return f"{declared.name} needs at least 2 output units"
    if declared.targets != "any" and numbers:
        return f"{declared.name} needs classes, these targets are numbers"
    return ""

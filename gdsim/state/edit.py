"""Edit: the experiment with one field changed, in the words of its file, or as an amendment in mid-run."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from gdsim.core.course import amended
from gdsim.core.experiment import Amendment, Experiment
from gdsim.core.registries import LOSSES, OPTIMIZERS
from gdsim.core.registry import Registry
from gdsim.data.registries import DATASETS
from gdsim.files.reading import parse_document
from gdsim.files.writing import to_json

_STEP = re.compile(r"(\w+)|\[(\d+)\]")
_SHAPE = re.compile(r"data\b|seed\Z|network\.layers(\[\d+\](\.(units|bias|initializer).*)?)?\Z")
"""Fields after which given first weights would not fit any more, or are not wanted."""


def is_live(field: str) -> bool:
    """True for a field that can change in mid-run; every other one starts the run again.

    >>> is_live("optimizer.learning_rate"), is_live("network.layers")
    (True, False)
    """
    return field.startswith("optimizer.") or field in (
        "sampling.mode",
        "sampling.draw",
        "sampling.batch_size",
        "loss.l1",
        "loss.l2",
    )


def changed(experiment: Experiment, fields: Mapping[str, Any]) -> Experiment:
    """The experiment with other values, checked as its file would be.

    Args:
        experiment: the document.
        fields: field → value in the words of the file, ``{"network.layers[0].units": 5}``.

    Raises:
        gdsim.files.messages.FileError: where the result is no valid experiment.
    """
    document = copy.deepcopy(to_json(experiment))
    for field, value in fields.items():
        _drop_foreign(document, field, value)
        _put(document, field, value)
    if not all(field in ("name", "notes") for field in fields):
        document.pop("checkpoint", None)
    if not all(is_live(field) or field in ("name", "notes") for field in fields):
        document.pop("amendments", None)
    if any(_SHAPE.match(field) for field in fields):
        document["network"].pop("initial_parameters", None)
    return parse_document(document, "", experiment.data.folder)


def added_layer(experiment: Experiment, before: int) -> Experiment:
    """The experiment with one more hidden layer, like the one in its place or 4 tanh units."""
    layers = list(to_json(experiment)["network"]["layers"])
    model = layers[min(before, len(layers) - 1)]
    hidden = model if len(layers) > 1 and before < len(layers) - 1 else {"units": 4, "activation": "tanh"}
    layers.insert(before, dict(hidden))
    return changed(experiment, {"network.layers": layers})


def removed_layer(experiment: Experiment, layer: int) -> Experiment:
    """The experiment without one of its hidden layers."""
    layers = list(to_json(experiment)["network"]["layers"])
    if layer < len(layers) - 1:
        del layers[layer]
    return changed(experiment, {"network.layers": layers})


def live(experiment: Experiment, field: str, value: Any, update: int) -> Experiment:
    """The experiment in which a field has another value from an update on, as an amendment.

    Raises:
        gdsim.files.messages.FileError: where the value is not allowed.
    """
    later = tuple(a for a in experiment.amendments if not (a.update == update and a.field == field))
    entry = Amendment(update, field, value)
    candidate = replace(experiment, amendments=(*later, entry), checkpoint=None)
    return parse_document(to_json(candidate), "", experiment.data.folder)


def at(experiment: Experiment, update: int) -> Experiment:
    """The experiment with the amendments that hold at an update."""
    for amendment in sorted(experiment.amendments, key=lambda amendment: amendment.update):
        if amendment.update <= update and not amendment.field.startswith("parameters."):
            experiment = amended(experiment, amendment.field, amendment.value)
    return experiment


def common_updates(old: Experiment, new: Experiment) -> int:
    """Up to which update two experiments make the same run, where only amendments differ; otherwise 0."""
    if replace(old, amendments=(), checkpoint=None) != replace(new, amendments=(), checkpoint=None):
        return 0
    differing = [
        a.update
        for a in (*old.amendments, *new.amendments)
        if a not in old.amendments or a not in new.amendments
    ]
    return min(differing, default=1) - 1


def _drop_foreign(document: dict[str, Any], field: str, value: Any) -> None:
    """Take out the settings of a choice that is about to be another one, where that has none of the name."""
    part, _, key = field.partition(".")
    registries: dict[str, Registry[Any]] = {
        "optimizer.method": OPTIMIZERS,
        "loss.function": LOSSES,
        "data.source": DATASETS,
    }
    registry = registries.get(field)
    if registry is None or value not in registry:
        return
    new = registry[value]
    if field == "data.source":
        general = {key: document[part][key] for key in ("test_fraction", "scaling") if key in document[part]}
        shared = {p.key: document[part][p.key] for p in new.parameters if p.key in document[part]}
        document[part] = general | shared
        return
    kept = {parameter.key for parameter in new.parameters}
    old = registry[document[part][key]]
    for parameter in old.parameters:
        unchanged = document[part].get(parameter.key) == parameter.default
        if parameter.key not in kept or unchanged:
            # A setting at its old default takes the new one's: Adadelta's learning rate is 1, Adam's 0.01.
            document[part].pop(parameter.key, None)
    if field == "optimizer.method" and document[part].get("weight_decay") == old.weight_decay:
        document[part].pop("weight_decay", None)
    for name in ("rule", "memory"):
        document[part].pop(name, None)


def _put(document: dict[str, Any], field: str, value: Any) -> None:
    steps = [int(index) if index else name for name, index in _STEP.findall(field)]
    place: Any = document
    for step, following in pairwise(steps):
        if isinstance(step, str) and isinstance(place.get(step), str):
            # A choice without settings is a plain word in the file; a setting of it needs the object.
            place[step] = {"function": place[step]}
        if isinstance(step, str) and step not in place:
            place[step] = [] if isinstance(following, int) else {}
        place = place[step]
    if value is None:
        # What is not there has no line in the file: no clipping is no "clip".
        place.pop(steps[-1], None)
    else:
        place[steps[-1]] = value

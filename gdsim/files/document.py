"""Document: an experiment as the JSON object of its file, every field written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gdsim.core.experiment import (
    Amendment,
    Checkpoint,
    Choice,
    Data,
    Experiment,
    Layer,
    LayerParameters,
    LossChoice,
    Network,
    OptimizerChoice,
    Sampling,
)
from gdsim.core.parameter import Parameter
from gdsim.core.registries import ACTIVATIONS, INITIALIZERS, LOSSES, OPTIMIZERS, SCHEDULES
from gdsim.data.registries import DATASETS

FORMAT = "gdsim-experiment"
VERSION = 1


def to_json(experiment: Experiment) -> dict[str, Any]:
    """The experiment as plain dictionaries, lists, numbers and texts, in the order in which the file has them.

    >>> from gdsim.core.experiment import *
    >>> tiny = Experiment(Data("xor"), Network((Layer(1, activation("sigmoid")),)), loss("binary_cross_entropy"))
    >>> to_json(tiny)["network"]["layers"]
    [{'units': 1, 'activation': 'sigmoid', 'bias': True, 'initializer': 'xavier_uniform'}]
    """
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "name": experiment.name,
        "notes": experiment.notes,
        "seed": experiment.seed,
        "data": data_json(experiment.data),
        "network": network_json(experiment.network),
        "loss": loss_json(experiment.loss),
        "sampling": sampling_json(experiment.sampling),
        "optimizer": optimizer_json(experiment.optimizer),
    }
    if experiment.amendments:
        document["amendments"] = [_amendment(one) for one in experiment.amendments]
    if experiment.checkpoint is not None:
        document["checkpoint"] = _checkpoint(experiment.checkpoint)
    if experiment.view:
        document["view"] = plain(experiment.view)
    return document


def choice_json(chosen: Choice, parameters: Sequence[Parameter]) -> str | dict[str, Any]:
    """A choice without settings as its name, one with settings as an object.

    >>> from gdsim.core.experiment import activation
    >>> choice_json(activation("elu"), ACTIVATIONS["elu"].parameters)
    {'function': 'elu', 'alpha': 1.0}
    """
    return (
        {"function": chosen.key, **settings_json(chosen.settings, parameters)} if parameters else chosen.key
    )


def settings_json(settings: Mapping[str, Any], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Settings in the order of their declaration, numbers as floats, so that equal experiments give the same text."""
    found = {one.key: settings.get(one.key, one.default) for one in parameters}
    return {one.key: float(found[one.key]) if one.kind == "number" else found[one.key] for one in parameters}


def data_json(data: Data) -> dict[str, Any]:
    """Where the samples come from; a test fraction that the source decides is left out."""
    declared = DATASETS[data.source]
    fields = {one.key: _rows(data.settings[one.key]) for one in declared.fields if one.key in data.settings}
    fraction = {} if data.test_fraction is None else {"test_fraction": float(data.test_fraction)}
    settings = settings_json(data.settings, declared.parameters)
    return {"source": data.source, **fields, **settings, **fraction, "scaling": data.scaling}


def _rows(value: Any) -> Any:
    """Rows of numbers as floats; other lists and words as they are."""
    if not isinstance(value, (tuple, list)):
        return value
    return [
        _rows(one) if isinstance(one, (tuple, list)) else float(one) if _is_number(one) else one
        for one in value
    ]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def network_json(network: Network) -> dict[str, Any]:
    """The layers, and the first parameters where they are given."""
    found: dict[str, Any] = {"layers": [_layer(layer) for layer in network.layers]}
    if network.initial_parameters is not None:
        found["initial_parameters"] = parameters_json(network.initial_parameters)
    return found


def _layer(layer: Layer) -> dict[str, Any]:
    return {
        "units": layer.units,
        "activation": choice_json(layer.activation, ACTIVATIONS[layer.activation.key].parameters),
        "bias": layer.bias,
        "initializer": choice_json(layer.initializer, INITIALIZERS[layer.initializer.key].parameters),
    }


def loss_json(loss: LossChoice) -> dict[str, Any]:
    """The loss, its own settings beside its name."""
    return {
        "function": loss.function.key,
        **settings_json(loss.function.settings, LOSSES[loss.function.key].parameters),
        "reduction": loss.reduction,
        "over_outputs": loss.over_outputs,
        "l1": float(loss.l1),
        "l2": float(loss.l2),
    }


def sampling_json(sampling: Sampling) -> dict[str, Any]:
    """Mode, batch size and draw; one listed epoch as ``batches``, several as ``epochs``."""
    found: dict[str, Any] = {"mode": sampling.mode}
    if sampling.batch_size is not None:
        found["batch_size"] = sampling.batch_size
    found["draw"] = sampling.draw
    if len(sampling.listed) == 1:
        found["batches"] = plain(sampling.listed[0])
    elif sampling.listed:
        found["epochs"] = plain(sampling.listed)
    return found


def optimizer_json(chosen: OptimizerChoice) -> dict[str, Any]:
    """The rule with its settings, and what is done to the gradient before it."""
    found: dict[str, Any] = {"method": chosen.method}
    declared = OPTIMIZERS[chosen.method]
    if not declared.rule:  # the user's own
        found |= {"rule": list(chosen.rule), "memory": list(chosen.memory)}
    found |= settings_json(chosen.settings, declared.parameters)
    found |= {"weight_decay": float(chosen.weight_decay), "decay_biases": chosen.decay_biases}
    if chosen.clip is not None:
        found["clip"] = {"by": chosen.clip.by, "limit": float(chosen.clip.limit)}
    settings = settings_json(chosen.schedule.settings, SCHEDULES[chosen.schedule.key].parameters)
    return found | {"schedule": {"kind": chosen.schedule.key, **settings, "per": chosen.per}}


def parameters_json(layers: Iterable[LayerParameters]) -> list[dict[str, Any]]:
    """Numbers layer by layer: one row of weights for each unit; no bias where the layer has none."""
    return [
        {"weights": [list(map(float, row)) for row in one.weights]}
        | ({} if one.bias is None else {"bias": list(map(float, one.bias))})
        for one in layers
    ]


def _amendment(amendment: Amendment) -> dict[str, Any]:
    return {"update": amendment.update, "set": amendment.field, "to": plain(amendment.value)}


def _checkpoint(checkpoint: Checkpoint) -> dict[str, Any]:
    memory = {
        name: float(value) if isinstance(value, (int, float)) else parameters_json(value)
        for name, value in checkpoint.memory.items()
    }
    return {
        "update": checkpoint.update,
        "parameters": parameters_json(checkpoint.parameters),
        "memory": memory,
    }


def plain(value: Any) -> Any:
    """Mappings and sequences as plain dictionaries and lists."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(one) if isinstance(one, (tuple, list, Mapping)) else one for one in value]
    return value

"""Building: the checked models of a file become the frozen experiment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gdsim.core.experiment import (
    Amendment,
    Checkpoint,
    Choice,
    Clip,
    Data,
    Experiment,
    Layer,
    LayerParameters,
    LossChoice,
    Network,
    OptimizerChoice,
    Sampling,
    frozen,
    initializer,
    schedule,
)
from gdsim.core.registries import LOSSES, SCHEDULES
from gdsim.data.registries import DATASETS


def built(file: Any, folder: Path | None) -> Experiment:
    """The experiment of a checked file.

    Args:
        file: the file's model.
        folder: where the file lies, so that a table beside it is found.
    """
    network = file.network
    return Experiment(
        data=_data(file.data, folder),
        network=Network(
            tuple(
                Layer(
                    layer.units,
                    choice(layer.activation),
                    layer.bias,
                    initializer() if layer.initializer is None else choice(layer.initializer),
                )
                for layer in network.layers
            ),
            None if network.initial_parameters is None else _parameters(network.initial_parameters),
        ),
        loss=loss(file.loss),
        sampling=Sampling() if file.sampling is None else sampling(file.sampling),
        **({} if file.optimizer is None else {"optimizer": optimizer(file.optimizer)}),
        seed=file.seed,
        name=file.name,
        notes=file.notes,
        amendments=tuple(_amendment(one) for one in file.amendments),
        checkpoint=None if file.checkpoint is None else _checkpoint(file.checkpoint),
        view=frozen(file.view),
    )


def choice(part: Any) -> Choice:
    """An activation, an initializer or a schedule."""
    return Choice(part.key, frozen(part.settings()))


def loss(part: Any) -> LossChoice:
    """The loss; where a function fixes the sum or mean over outputs, that is what it is."""
    declared = LOSSES[part.key]
    given = None if declared.fixed_over_outputs else part.over_outputs
    return LossChoice(choice(part), part.reduction, given or declared.over_outputs, part.l1, part.l2)  # type: ignore[arg-type]


def sampling(part: Any) -> Sampling:
    """Which samples an update looks at."""
    epochs = part.epochs if part.epochs is not None else [] if part.batches is None else [part.batches]
    listed = tuple(tuple(tuple(batch) for batch in batches) for batches in epochs)
    return Sampling(part.mode, part.draw, part.batch_size, listed)


def optimizer(part: Any) -> OptimizerChoice:
    """The rule and what is done to the gradient before it."""
    own = isinstance(getattr(part, "rule", None), list)
    return OptimizerChoice(
        part.key,
        frozen(part.settings()),
        part.weight_decay,
        part.decay_biases,
        None if part.clip is None else Clip(part.clip.by, part.clip.limit),
        schedule() if part.schedule is None else choice(part.schedule),
        "update" if part.schedule is None else part.schedule.per,
        tuple(part.rule) if own else (),
        tuple(part.memory) if own else (),
    )


def _data(part: Any, folder: Path | None) -> Data:
    given = {field.key: getattr(part, field.key) for field in DATASETS[part.key].fields}
    lists = {key: _frozen_rows(value) for key, value in given.items() if value is not None}
    return Data(part.key, frozen(part.settings() | lists), part.test_fraction, part.scaling, folder)


def _frozen_rows(value: Any) -> Any:
    """Lists as tuples, rows of numbers as floats; anything else as it is, for the data to refuse."""
    if not isinstance(value, list):
        return value
    if value and all(type(one) is float or (type(one) is int and abs(one) <= 10**308) for one in value):
        return tuple(map(float, value))
    return tuple(_frozen_rows(one) for one in value)


def _parameters(parts: list[Any]) -> tuple[LayerParameters, ...]:
    return tuple(
        # An empty list is how a trace writes that a layer has no biases.
        LayerParameters(tuple(map(tuple, part.weights)), tuple(part.bias) if part.bias else None)
        for part in parts
    )


def _amendment(part: Any) -> Amendment:
    # A schedule by its bare name means the object with that name.
    named = part.field == "optimizer.schedule" and isinstance(part.to, str) and part.to in SCHEDULES
    return Amendment(part.update, part.field, {"kind": part.to} if named else part.to)


def _checkpoint(part: Any) -> Checkpoint:
    memory = {
        name: value if isinstance(value, float) else _parameters(value) for name, value in part.memory.items()
    }
    return Checkpoint(part.update, _parameters(part.parameters), frozen(memory))

"""Experiment: the frozen choice of data, network, loss, sampling and optimizer; equal experiments give equal runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from gdsim.core.declaration import defaults
from gdsim.core.registries import ACTIVATIONS, INITIALIZERS, LOSSES, OPTIMIZERS, SCHEDULES
from gdsim.core.settings import Settings

Row = tuple[float, ...]
Reduction = Literal["mean", "sum"]


def frozen(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """A mapping that cannot be changed."""
    return Settings(settings)


@dataclass(frozen=True)
class Choice:
    """One declared thing and its settings, every setting given.

    >>> activation("leaky_relu", negative_slope=0.1).settings["negative_slope"]
    0.1
    """

    key: str
    settings: Mapping[str, Any] = field(default_factory=lambda: frozen({}))


def _choice(key: str, settings: Mapping[str, Any]) -> Choice:
    return Choice(key, frozen(settings))


def activation(key: str, **settings: Any) -> Choice:
    """An activation with its defaults filled in."""
    return _choice(key, defaults(ACTIVATIONS[key].parameters) | settings)


def initializer(key: str = "xavier_uniform", **settings: Any) -> Choice:
    """An initializer with its defaults filled in."""
    return _choice(key, defaults(INITIALIZERS[key].parameters) | settings)


def schedule(key: str = "constant", **settings: Any) -> Choice:
    """A schedule with its defaults filled in."""
    return _choice(key, defaults(SCHEDULES[key].parameters) | settings)


@dataclass(frozen=True)
class Data:
    """Where the samples come from, how they are split and scaled."""

    source: str
    settings: Mapping[str, Any] = field(default_factory=lambda: frozen({}))
    test_fraction: float | None = None
    """None takes the source's default: 0.2, or 0 for samples that the file lists."""
    scaling: str = "none"
    folder: Path | None = field(default=None, compare=False)
    """The experiment file's folder, from which a table's path is read; never written."""


@dataclass(frozen=True)
class Layer:
    """One layer: its units and what they do."""

    units: int
    activation: Choice
    bias: bool | Literal["fixed"] = True
    initializer: Choice = field(default_factory=initializer)


@dataclass(frozen=True)
class LayerParameters:
    """The numbers of one layer: weights (units out, units in) row by row, bias (units out,) or None."""

    weights: tuple[Row, ...]
    bias: Row | None


@dataclass(frozen=True)
class Network:
    """The layers, and the first parameters where they are given."""

    layers: tuple[Layer, ...]
    initial_parameters: tuple[LayerParameters, ...] | None = None


@dataclass(frozen=True)
class LossChoice:
    """The loss, and which mean or sum it is."""

    function: Choice
    reduction: Reduction = "mean"
    over_outputs: Reduction = "mean"
    l1: float = 0.0
    l2: float = 0.0


def loss(
    key: str, reduction: Reduction = "mean", over_outputs: Reduction | None = None, **more: Any
) -> LossChoice:
    """A loss with its defaults filled in; settings of the function and l1, l2 by name."""
    declared = LOSSES[key]
    penalties = {name: more.pop(name) for name in ("l1", "l2") if name in more}
    over = declared.over_outputs if over_outputs is None or declared.fixed_over_outputs else over_outputs
    function = _choice(key, defaults(declared.parameters) | more)
    return LossChoice(function, reduction, over, **penalties)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Sampling:
    """Which samples an update looks at."""

    mode: str = "mini_batch"
    draw: str = "shuffle"
    batch_size: int | None = None
    listed: tuple[tuple[tuple[int, ...], ...], ...] = ()
    """For the draw ``listed``: epochs of batches of sample numbers from 0, repeated when they end."""


@dataclass(frozen=True)
class Clip:
    """How the gradient is kept short: ``norm`` all together, ``value`` each number for itself."""

    by: Literal["norm", "value"]
    limit: float


@dataclass(frozen=True)
class OptimizerChoice:
    """The rule and its settings, and what is done to the gradient before it."""

    method: str
    settings: Mapping[str, Any]
    weight_decay: float = 0.0
    decay_biases: bool = True
    clip: Clip | None = None
    schedule: Choice = field(default_factory=schedule)
    per: Literal["update", "epoch"] = "update"
    rule: tuple[str, ...] = ()
    """For the method ``custom``: lines such as ``"step = -learning_rate * g"``."""
    memory: tuple[str, ...] = ()
    """For the method ``custom``: the names that it keeps; they start at 0."""


def optimizer(method: str, **settings: Any) -> OptimizerChoice:
    """An optimizer with its defaults filled in.

    >>> optimizer("adam", learning_rate=0.02).settings["beta_1"]
    0.9
    """
    declared = OPTIMIZERS[method]
    common = ("weight_decay", "decay_biases", "clip", "schedule", "per", "rule", "memory")
    general = {name: settings.pop(name) for name in common if name in settings}
    general.setdefault("weight_decay", declared.weight_decay)
    return OptimizerChoice(method, frozen(defaults(declared.parameters) | settings), **general)


@dataclass(frozen=True)
class Amendment:
    """A value changed in mid-run: from this update on (which is the first that uses it) a field has a new value."""

    update: int
    field: str
    value: Any


@dataclass(frozen=True)
class Checkpoint:
    """Where a run stands: updates done, parameters and the optimizer's memory."""

    update: int
    parameters: tuple[LayerParameters, ...]
    memory: Mapping[str, tuple[LayerParameters, ...] | float]


@dataclass(frozen=True)
class Experiment:
    """The whole choice; two equal experiments make the same run, bit for bit."""

    data: Data
    network: Network
    loss: LossChoice
    sampling: Sampling = field(default_factory=Sampling)
    optimizer: OptimizerChoice = field(default_factory=lambda: optimizer("gd"))
    seed: int = 1
    name: str = ""
    notes: str = ""
    amendments: tuple[Amendment, ...] = ()
    checkpoint: Checkpoint | None = None
    view: Mapping[str, Any] = field(default_factory=lambda: frozen({}))
    """The window's own; never changes a number."""

"""The forms of a declaration: what one file says about an activation, a loss, an optimizer and the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from gdsim.core.parameter import Parameter, Value
from gdsim.core.stream import Stream
from gdsim.core.symbols import Symbol


@dataclass(frozen=True)
class Source:
    """Where a method was published: author and year, and title or place."""

    author: str
    title: str


@dataclass(frozen=True)
class When:
    """A rule that holds only for some values of a setting.

    >>> When("centered").holds({"centered": False})
    False
    >>> When("momentum", 0.0, differs=True).holds({"momentum": 0.9})
    True
    """

    parameter: str
    value: Value = True
    differs: bool = False
    """True turns it round: the rule holds for every other value."""

    def holds(self, settings: Mapping[str, Value]) -> bool:
        """True where the rule holds."""
        return (settings[self.parameter] == self.value) is not self.differs


@dataclass(frozen=True)
class Form:
    """One form of an activation: its value in z and its slope in z and a.

    Where the derivative is no slope of each unit alone (softmax), ``pullback`` gives δ from a and da instead.
    """

    value: str
    slope: str = ""
    pullback: str = ""
    when: When | None = None


@dataclass(frozen=True)
class Activation:
    """What a unit makes of its weighted input."""

    key: str
    name: str
    forms: tuple[Form, ...]
    source: Source
    parameters: tuple[Parameter, ...] = ()
    output_only: bool = False
    kinks: tuple[float, ...] = ()
    """Where the slope jumps: at z = 0 for relu."""
    about: str = ""

    def form(self, settings: Mapping[str, Value]) -> Form:
        """The form that holds for these settings."""
        return next(form for form in self.forms if form.when is None or form.when.holds(settings))


@dataclass(frozen=True)
class Loss:
    """How far outputs and targets lie apart, for one output of one sample, in a (or z) and y."""

    key: str
    name: str
    value: str
    gradient: str
    """The derivative with respect to a."""
    source: Source
    parameters: tuple[Parameter, ...] = ()
    outputs: tuple[str, ...] = ()
    """The only output activations that fit; any where empty."""
    targets: str = "any"
    """``any``, ``zero_one``, ``one_hot`` or ``signs``: which targets fit."""
    short_form: str = ""
    """δ of the output layer in a and y, where value and slope cancel."""
    over_outputs: str = "mean"
    fixed_over_outputs: bool = False
    decision: float | None = None
    """With one output: the value of a from which the answer is the second class; None: half-way between the codes."""
    kinks: str = ""
    about: str = ""

    @property
    def class_codes(self) -> tuple[float, float]:
        """The targets that stand for "not this class" and "this class"."""
        return (-1.0, 1.0) if self.targets == "signs" else (0.0, 1.0)


@dataclass(frozen=True)
class Memory:
    """What an optimizer keeps from one update to the next: one number a parameter, or one in all."""

    symbol: Symbol
    initial: float | str = 0.0
    """Where it starts: a number, or the setting that says it."""
    scalar: bool = False

    @property
    def key(self) -> str:
        """Its name in formulas and files."""
        return self.symbol.key


@dataclass(frozen=True)
class Rule:
    """One line of an optimizer: what it writes, the formula, and why."""

    writes: Symbol
    formula: str
    why: str
    when: tuple[When, ...] = ()


@dataclass(frozen=True)
class Optimizer:
    """Turns the gradient g into the step Δθ; computes no gradient itself."""

    key: str
    name: str
    parameters: tuple[Parameter, ...]
    rule: tuple[Rule, ...]
    source: Source
    memory: tuple[Memory, ...] = ()
    variant: str = ""
    decoupled: bool | str = False
    """True where weight decay is taken out of θ by the rule itself; or the switch that says so."""
    weight_decay: float = 0.0
    """The default of the weight decay."""
    about: str = ""

    def rules(self, settings: Mapping[str, Value]) -> tuple[Rule, ...]:
        """The lines that hold for these settings."""
        return tuple(rule for rule in self.rule if all(when.holds(settings) for when in rule.when))

    def decouples(self, settings: Mapping[str, Value]) -> bool:
        """True where the weight decay leaves the gradient alone."""
        return bool(settings[self.decoupled]) if isinstance(self.decoupled, str) else self.decoupled


@dataclass(frozen=True)
class Initializer:
    """How the first weights are drawn."""

    key: str
    name: str
    scale: str
    """Standard deviation or half-width, in fan_in and fan_out and the settings."""
    distribution: str
    """``normal``, ``uniform`` or ``constant`` (the scale itself)."""
    source: Source
    parameters: tuple[Parameter, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Schedule:
    """How the learning rate changes, as a formula in learning_rate_0, k and the settings; k is 0 at first."""

    key: str
    name: str
    formula: str
    source: Source
    parameters: tuple[Parameter, ...] = ()
    about: str = ""


class BatchSize(Protocol):
    """How many samples a mode takes at once."""

    def __call__(self, samples: int, batch_size: int | None) -> int: ...


@dataclass(frozen=True)
class SamplingMode:
    """How many samples an update looks at."""

    key: str
    name: str
    size: BatchSize
    about: str
    takes_batch_size: bool = False


class Order(Protocol):
    """The samples of one epoch in the order in which they are taken."""

    def __call__(self, stream: Stream, samples: int) -> np.ndarray: ...


@dataclass(frozen=True)
class Draw:
    """Which samples come next: the order of an epoch, or batches that the file lists."""

    key: str
    name: str
    about: str
    order: Order | None = None
    """None where the batches are listed in the experiment."""


def defaults(parameters: Sequence[Parameter]) -> dict[str, Value]:
    """The declared default of every setting."""
    return {parameter.key: parameter.default for parameter in parameters}

"""Course: which epoch, batch, rule and program belong to any update of a run, amendments included."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gdsim.core.compile import compile
from gdsim.core.declaration import defaults
from gdsim.core.experiment import Amendment, Choice, Clip, Experiment, OptimizerChoice, frozen
from gdsim.core.program import Program
from gdsim.core.registries import OPTIMIZERS, SCHEDULES
from gdsim.core.sampler import batches, updates_in_epoch
from gdsim.core.stretch import Stretch
from gdsim.core.trace import Position

PARAMETER = re.compile(r"parameters\.([Wb])(\d+)\[(\d+)(?:,(\d+))?\]\Z")
"""An amendment of one weight or bias: ``parameters.W2[3,1]``, counted from 1."""


@dataclass(frozen=True)
class Leg:
    """Updates with one and the same program, from one amendment to the next.

    Args:
        first: its first update, from 1.
        first_epoch: the epoch of that update; a change of the sampling begins a new one.
        epoch_start: the first update of that epoch.
        rule_start: the first update of the rule in use, from which t counts.
        experiment: the choice with all amendments made so far.
        edits: parameters set at its first update: (name, row, column, value).
    """

    first: int
    first_epoch: int
    epoch_start: int
    rule_start: int
    experiment: Experiment
    program: Program
    edits: tuple[tuple[str, int, int, float], ...] = ()


@dataclass(frozen=True)
class Course:
    """The legs of a run in order, and the number of its training samples."""

    legs: tuple[Leg, ...]
    samples: int

    @cached_property
    def turns(self) -> frozenset[int]:
        """The updates at which a new leg begins, the first leg aside."""
        return frozenset(leg.first for leg in self.legs[1:])

    def leg(self, update: int) -> int:
        """The number of the leg that an update belongs to."""
        return bisect_right(self.legs, max(update, 1), key=lambda leg: leg.first) - 1

    def position(self, update: int) -> Position:
        """Everything that belongs to an update, counted from 1."""
        return next(self.positions(update, update))

    def positions(self, first: int, last: int) -> Iterator[Position]:
        """The positions of many updates in a row."""
        while first <= last:
            stretch = self.stretch(first, last - first + 1)
            yield from map(stretch.position, range(len(stretch)))
            first += len(stretch)

    def stretch(self, update: int, most: int) -> Stretch:
        """As many updates from one on as lie in the same epoch and leg, at most ``most``."""
        number = self.leg(update)
        leg = self.legs[number]
        if number + 1 < len(self.legs):
            most = min(most, self.legs[number + 1].first - update)
        epoch, start, count = _epoch_of(leg, self.samples, update)
        drawn = batches(leg.experiment.sampling, leg.experiment.seed, self.samples, epoch)
        most = min(most, start + count - update)
        return Stretch(update, most, epoch, update - start, update - leg.rule_start + 1, drawn)

    def last_update(self, epoch: int) -> int:
        """The last update of an epoch."""
        update = 0
        for number, leg in enumerate(self.legs):
            end = self.legs[number + 1].first - 1 if number + 1 < len(self.legs) else None
            update = _end_of(leg, self.samples, epoch)
            if end is None or update <= end:
                return update
        return update


def course(experiment: Experiment, inputs: int, samples: int) -> Course:
    """The course of an experiment.

    Args:
        experiment: the choice, with its amendments.
        inputs: number of input columns.
        samples: number of training samples.
    """
    legs = [Leg(1, 1, 1, 1, experiment, compile(experiment, inputs))]
    for amendment in sorted(experiment.amendments, key=lambda amendment: amendment.update):
        legs.append(_after(legs[-1], amendment, inputs, samples))
        if legs[-1].first == legs[-2].first:
            merged = replace(legs[-1], edits=legs[-2].edits + legs[-1].edits)
            legs[-2:] = [merged]
    return Course(tuple(legs), samples)


def _after(leg: Leg, amendment: Amendment, inputs: int, samples: int) -> Leg:
    if match := PARAMETER.fullmatch(amendment.field):
        kind, layer, row, column = match.groups()
        edit = (f"{kind}{layer}", int(row) - 1, int(column or 1) - 1, float(amendment.value))
        epoch, start, _ = _epoch_of(leg, samples, amendment.update)
        return replace(leg, first=amendment.update, first_epoch=epoch, epoch_start=start, edits=(edit,))
    changed = amended(leg.experiment, amendment.field, amendment.value)
    epoch, start, _ = _epoch_of(leg, samples, amendment.update)
    if changed.sampling != leg.experiment.sampling and start != amendment.update:
        epoch, start = epoch + 1, amendment.update
    same_rule = changed.optimizer.method == leg.experiment.optimizer.method
    return Leg(
        first=amendment.update,
        first_epoch=epoch,
        epoch_start=start,
        rule_start=leg.rule_start if same_rule else amendment.update,
        experiment=changed,
        program=compile(changed, inputs),
    )


def amended(experiment: Experiment, field: str, value: Any) -> Experiment:
    """The experiment with one field of its optimizer, sampling or penalty changed.

    >>> from gdsim.core.experiment import *
    >>> start = Experiment(Data("xor"), Network((Layer(1, activation("tanh")),)), loss("huber"))
    >>> amended(start, "optimizer.learning_rate", 0.5).optimizer.settings["learning_rate"]
    0.5

    Raises:
        KeyError: where no such field can be changed in mid-run.
    """
    part, _, name = field.partition(".")
    if part == "optimizer":
        return replace(experiment, optimizer=_amended_optimizer(experiment.optimizer, name, value))
    if part == "sampling" and name in ("mode", "draw", "batch_size"):
        return replace(experiment, sampling=replace(experiment.sampling, **{name: value}))
    if part == "loss" and name in ("l1", "l2"):
        return replace(experiment, loss=replace(experiment.loss, **{name: value}))
    raise KeyError(field)


def _amended_optimizer(chosen: OptimizerChoice, name: str, value: Any) -> OptimizerChoice:
    if name == "method":
        declared = OPTIMIZERS[value]
        kept = {key: chosen.settings[key] for key in defaults(declared.parameters) if key in chosen.settings}
        return replace(chosen, method=value, settings=frozen(defaults(declared.parameters) | kept))
    if name in ("weight_decay", "decay_biases"):
        return replace(chosen, **{name: value})
    if name == "clip":
        return replace(chosen, clip=None if value is None else Clip(value["by"], float(value["limit"])))
    if name == "schedule":
        value = {"kind": value} if isinstance(value, str) else value
        settings = {key: setting for key, setting in value.items() if key not in ("kind", "per")}
        choice = Choice(value["kind"], frozen(defaults(SCHEDULES[value["kind"]].parameters) | settings))
        return replace(chosen, schedule=choice, per=value.get("per", "update"))
    if name in chosen.settings:
        return replace(chosen, settings=frozen(dict(chosen.settings) | {name: value}))
    raise KeyError(f"optimizer.{name}")


def _cycle(leg: Leg, samples: int) -> list[int]:
    """Updates of each epoch until the lengths repeat; one number but for listed batches."""
    listed = len(leg.experiment.sampling.listed) or 1
    sampling = leg.experiment.sampling
    return [updates_in_epoch(sampling, samples, leg.first_epoch + offset) for offset in range(listed)]


def _epoch_of(leg: Leg, samples: int, update: int) -> tuple[int, int, int]:
    """Epoch of an update, the first update of that epoch, and how many it has."""
    cycle = _cycle(leg, samples)
    rounds, rest = divmod(update - leg.epoch_start, sum(cycle))
    epoch, start = leg.first_epoch + rounds * len(cycle), leg.epoch_start + rounds * sum(cycle)
    for count in cycle:
        if rest < count:
            return epoch, start, count
        rest, epoch, start = rest - count, epoch + 1, start + count
    raise AssertionError("an epoch has at least one update")


def _end_of(leg: Leg, samples: int, epoch: int) -> int:
    cycle = _cycle(leg, samples)
    rounds, rest = divmod(epoch - leg.first_epoch + 1, len(cycle))
    return leg.epoch_start - 1 + rounds * sum(cycle) + sum(cycle[:rest])

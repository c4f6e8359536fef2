"""Naming: how a declaration's own names become names of a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gdsim.core.experiment import LossChoice
from gdsim.core.formula import parse, renamed
from gdsim.core.readings.python import python


def in_program(formula: str, names: Mapping[str, str]) -> str:
    """A declared formula with the program's names in it.

    >>> in_program("1 - a**2", {"a": "a2"})
    '1 - a2**2'
    """
    return python(renamed(parse(formula), dict(names)))


def of_layer(layer: int, settings: Mapping[str, Any]) -> dict[str, str]:
    """Names of an activation's settings: ``alpha`` of layer 2 is ``alpha_2``.

    >>> of_layer(2, {"alpha": 1.0, "approximate": "none"})
    {'alpha': 'alpha_2'}
    """
    return {name: f"{name}_{layer}" for name, value in settings.items() if not isinstance(value, (str, bool))}


def of_loss(chosen: LossChoice) -> dict[str, str]:
    """Names of a loss's settings: Huber's ``delta`` is ``delta_limit``, so that it is not taken for a layer's δ."""
    return {name: f"{name}_limit" for name in chosen.function.settings}


def of_schedule(settings: Mapping[str, Any]) -> dict[str, str]:
    """Names of a schedule's settings: ``gamma`` is ``schedule_gamma``."""
    return {name: f"schedule_{name}" for name in settings}


def signal_into(layer: int) -> str:
    """What a layer reads: the inputs of the batch, or the layer below.

    >>> signal_into(1), signal_into(2)
    ('x', 'a1')
    """
    return f"a{layer - 1}" if layer > 1 else "x"

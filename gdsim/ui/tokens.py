"""Design tokens: colours, type sizes, spaces, radii and strokes, read from resources/theme/tokens.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gdsim.data.resources_folder import resources


@dataclass(frozen=True)
class Type:
    """Families and sizes in pixels; what starts with ``present`` is for the projector."""

    family: str
    formula: str
    numbers: str
    small: float
    body: float
    formula_inline: float
    title: float
    readout: float
    present_body: float
    present_sentence: float
    present_formula: float
    present_readout: float


@dataclass(frozen=True)
class Radius:
    """How round a corner is, in pixels."""

    card: int
    control: int
    badge: int


@dataclass(frozen=True)
class Stroke:
    """Widths of lines on the canvas, in pixels."""

    weight_min: float
    weight_max: float
    gradient_min: float
    gradient_max: float
    gradient_dash: tuple[float, float]
    neuron: float
    neuron_active: float
    update_min: float
    update_max: float


@dataclass(frozen=True)
class Runs:
    """Marker and dash of run 1 to 6: runs are never told apart by colour alone."""

    markers: tuple[str, ...]
    dashes: tuple[str, ...]


@dataclass(frozen=True)
class Tokens:
    """The whole token file. ``colours`` is theme → role → ``#rrggbb``."""

    colours: Mapping[str, Mapping[str, str]]
    type: Type
    space: tuple[int, ...]
    radius: Radius
    stroke: Stroke
    runs: Runs


def _tuples(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entries.items()}


@cache
def tokens() -> Tokens:
    """The tokens, read once.

    >>> tokens().radius.card, sorted(tokens().colours)
    (10, ['contrast', 'dark', 'light'])
    """
    read = json.loads((resources() / "theme" / "tokens.json").read_text(encoding="utf-8"))
    return Tokens(
        colours={name: read[name] for name in ("dark", "light", "contrast")},
        type=Type(**read["type"]),
        space=tuple(read["space"]),
        radius=Radius(**read["radius"]),
        stroke=Stroke(**_tuples(read["stroke"])),
        runs=Runs(**_tuples(read["runs"])),
    )

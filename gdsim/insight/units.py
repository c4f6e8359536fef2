"""Units: what a unit and a layer are called before a class, and which unit a line is written out for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from gdsim.core.program import Line, Stage
from gdsim.core.readings.element import Index
from gdsim.core.trace import Trace
from gdsim.insight.focus import parameter, parameter_at, place_in_theta


@dataclass(frozen=True)
class Chosen:
    """The units that are looked at: one in each layer, the first where none was chosen.

    Args:
        units: layer → unit, both from 0; layer 0 is the input.
        layer: the layer whose unit the lines of stage 5 are told for; None takes the largest gradient.
    """

    units: Mapping[int, int] = field(default_factory=dict)
    layer: int | None = None

    def of(self, layer: int) -> int:
        """The unit that is looked at in a layer."""
        return self.units.get(layer, 0)

    def with_unit(self, layer: int, unit: int) -> Chosen:
        """The same with another unit in a layer."""
        return Chosen({**self.units, layer: unit}, layer)


def layer_title(layer: int, layers: int) -> str:
    """The heading of a column.

    >>> layer_title(0, 2), layer_title(1, 2), layer_title(2, 2), layer_title(1, 3)
    ('input', 'hidden', 'output', 'hidden 1')
    """
    if layer == 0:
        return "input"
    return "output" if layer == layers else "hidden" if layers == 2 else f"hidden {layer}"


def unit_name(layer: int, unit: int, layers: int) -> str:
    """What a unit is called, counted from 1.

    >>> unit_name(1, 0, 2), unit_name(2, 1, 2), unit_name(1, 2, 4)
    ('hidden 1', 'output 2', 'hidden 1, unit 3')
    """
    title = layer_title(layer, layers)
    return f"{title} {unit + 1}" if title in ("input", "hidden", "output") else f"{title}, unit {unit + 1}"


def layer_in_view(line: Line, layers: int) -> int | None:
    """The layer whose units a line is about: that of the outputs for the loss, none for stage 5."""
    if line.stage is Stage.UPDATE:
        return None
    return {"x": 0, "y": layers}.get(line.writes, layers if line.layer is None else line.layer)


def index_for(trace: Trace, line: Line, sample: int, chosen: Chosen, selected: str | None) -> Index:
    """Which entry of a line's result is written out for the chosen unit.

    Args:
        trace: the numbers.
        line: one of its lines.
        sample: the sample in view, as its place in the batch.
        chosen: the units that are looked at.
        selected: a parameter's label; it counts where it ends in the chosen unit.
    """
    values = trace[line.writes]
    if values.ndim == 0:
        return ()
    if line.stage is Stage.UPDATE:
        return (_place(trace, chosen, selected),)
    if values.ndim == 1:
        return (sample,)
    layer = layer_in_view(line, trace.program.layout.layers)
    assert layer is not None
    unit = min(chosen.of(layer), values.shape[0] - 1)
    if line.writes.startswith("db"):
        return unit, 0
    if line.writes.startswith("dW"):
        wanted = parameter(selected)
        here = wanted is not None and (wanted.kind, wanted.layer, wanted.row) == ("W", layer, unit)
        return unit, wanted.column if here and wanted is not None else _largest(values[unit])
    return unit, min(sample, values.shape[1] - 1)


def _place(trace: Trace, chosen: Chosen, selected: str | None) -> int:
    """The parameter that stage 5 is told for: the selected one, the unit's steepest, or the steepest of all."""
    wanted = parameter(selected)
    place = place_in_theta(trace, wanted) if wanted is not None else None
    gradient = np.abs(np.nan_to_num(trace["g"]))
    if chosen.layer is None:
        return place if place is not None else _largest(gradient)
    unit = chosen.of(chosen.layer)
    own = [
        n
        for block in trace.program.layout.blocks
        if block.layer == chosen.layer
        for n in range(block.start + unit * block.shape[1], block.start + (unit + 1) * block.shape[1])
    ]
    if place in own:
        return place
    return max(own, key=lambda n: float(gradient[n])) if own else _largest(gradient)


def unit_in_view(trace: Trace, line: Line, index: Index, chosen: Chosen) -> tuple[int, int]:
    """Layer and unit that the entry belongs to."""
    layer = layer_in_view(line, trace.program.layout.layers)
    if layer is not None:
        return layer, index[0] if len(index) == 2 else chosen.of(layer)
    if not index:
        top = trace.program.layout.layers
        return top, chosen.of(top)
    found = parameter_at(trace, index[0])
    return found.layer, found.row


def _largest(values: np.ndarray) -> int:
    return int(np.argmax(np.abs(np.nan_to_num(values))))

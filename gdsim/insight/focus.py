"""Focus: which single number of a line is written out, the selected one or the one that matters most."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from gdsim.core.program import Line
from gdsim.core.readings.element import Index
from gdsim.core.symbols import layer_of
from gdsim.core.trace import Trace

_LABEL = re.compile(r"(?:d|\w+\[)?([Wb])(\d+)(?:_loss)?\[(\d+)(?:,(\d+))?\]\]?\Z")
_UNIT = re.compile(r"(?![Wb]\d|d[Wb]\d)([a-z]+\d+)\[(\d+)\]\Z")


@dataclass(frozen=True)
class Parameter:
    """One weight or bias, counted from 0; a bias has column 0."""

    kind: str
    layer: int
    row: int
    column: int

    @property
    def block(self) -> str:
        """The block of theta that it lies in."""
        return f"{self.kind}{self.layer}"

    @property
    def label(self) -> str:
        """Its name, counted from 1."""
        column = f",{self.column + 1}" if self.kind == "W" else ""
        return f"{self.block}[{self.row + 1}{column}]"


def parameter(label: str | None) -> Parameter | None:
    """The parameter that a label is about: of ``dW2[3,2]`` and ``m[W2[3,2]]`` the weight W2[3,2]; else None.

    >>> parameter("W2[3,2]"), parameter("z2[3]")
    (Parameter(kind='W', layer=2, row=2, column=1), None)
    >>> parameter("dW2[3,2]") == parameter("m_hat[W2[3,2]]") == parameter("W2[3,2]")
    True
    """
    match = _LABEL.fullmatch(label or "")
    return Parameter(match[1], int(match[2]), int(match[3]) - 1, int(match[4] or 1) - 1) if match else None


def unit(label: str | None) -> tuple[int, int] | None:
    """Layer, and unit from 0, that a label of a unit's own quantity is about; None for any other.

    >>> unit("delta2[3]"), unit("a0[1]"), unit("W2[3,2]"), unit("m[b1[2]]")
    ((2, 2), (0, 0), None, None)
    """
    match = _UNIT.fullmatch(label or "")
    layer = layer_of(match[1]) if match else None
    return None if match is None or layer is None else (layer, int(match[2]) - 1)


def place_in_theta(trace: Trace, chosen: Parameter) -> int | None:
    """Where a parameter lies in theta, or None where it is none of this network's."""
    block = trace.program.layout.block(chosen.block)
    if block is None or not (0 <= chosen.row < block.shape[0] and 0 <= chosen.column < block.shape[1]):
        return None
    return block.start + chosen.row * block.shape[1] + chosen.column


def place_behind(trace: Trace, label: str | None) -> int | None:
    """Where the parameter that a label is about lies in theta, or None."""
    chosen = parameter(label)
    return None if chosen is None else place_in_theta(trace, chosen)


def parameter_at(trace: Trace, place: int) -> Parameter:
    """The parameter at a place of theta."""
    block = next(b for b in trace.program.layout.blocks if b.start <= place < b.start + b.size)
    row, column = divmod(place - block.start, block.shape[1])
    return Parameter(block.name[0], block.layer, row, column)


def focus(trace: Trace, line: Line, sample: int, selected: str | None) -> Index:
    """Which entry of a line's result to write out.

    Args:
        trace: the numbers.
        line: one of its lines.
        sample: the sample in view, as its place in the batch.
        selected: a label of a parameter or of a unit; it counts where it has to do with the line.

    Returns:
        The entry's index: (), (sample,), (unit, sample), (row, column) or (place in theta,).
    """
    values = trace[line.writes]
    chosen = parameter(selected)
    if chosen is not None and place_in_theta(trace, chosen) is None:
        chosen = None
    if values.ndim == 0:
        return ()
    if values.ndim == 1:
        return (sample,) if line.stage.number < 5 else (_followed(trace, values, chosen),)
    if line.writes.startswith(("dW", "db")):
        return _in_block(line, values, chosen)
    column = sample if values.shape[1] > 1 else 0
    return _unit(trace, line, values[:, column], chosen, unit(selected)), column


def _followed(trace: Trace, values: np.ndarray, chosen: Parameter | None) -> int:
    """The place in theta that all lines of the rule are told for: the selected, else that of the largest gradient."""
    place = place_in_theta(trace, chosen) if chosen else None
    gradient = trace.values.get("g", values)
    return _largest(gradient) if place is None else place


def _in_block(line: Line, values: np.ndarray, chosen: Parameter | None) -> Index:
    here = chosen is not None and chosen.layer == line.layer
    if here and chosen is not None and line.writes.startswith("db"):
        return chosen.row, 0
    if here and chosen is not None:
        return chosen.row, chosen.column if chosen.kind == "W" else _largest(values[chosen.row])
    row, column = divmod(_largest(values), values.shape[1])
    return row, column


def _unit(
    trace: Trace, line: Line, column: np.ndarray, chosen: Parameter | None, pointed: tuple[int, int] | None
) -> int:
    """The selected unit, or the one that the selected parameter ends in or that its signal comes from."""
    layer = {"x": 0, "y": trace.program.layout.layers}.get(line.writes, line.layer)
    if pointed is not None and pointed[0] == layer and pointed[1] < len(column):
        return pointed[1]
    if chosen is not None and chosen.layer == layer:
        return chosen.row
    if chosen is not None and chosen.kind == "W" and layer is not None and chosen.layer == layer + 1:
        return chosen.column
    return _largest(column)


def _largest(values: np.ndarray) -> int:
    return int(np.argmax(np.abs(np.nan_to_num(values))))

"""Description: the matrices in words, for whoever does not see them; and a line with the shapes of its parts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gdsim.core.readings.digits import short, signed
from gdsim.core.readings.rich import rich, rich_name
from gdsim.core.readings.spoken import spoken
from gdsim.core.symbols import symbol
from gdsim.state.snapshot import Snapshot
from gdsim.ui.matrices.matrix import LOWER, Matrix, Spot, active_layer, titles


def description(snapshot: Snapshot, found: Mapping[Spot, Matrix]) -> str:
    """The operation, every matrix of the layer at work with its range, and how large the other gradients are."""
    names, at_work, line = titles(snapshot), active_layer(snapshot), snapshot.line
    parts = ["Nothing of this update is computed yet."]
    if line is not None:
        written = symbol(line.writes).spoken or line.writes
        parts = [f"{line.stage.value.capitalize()}: {written} is {spoken(line.tree)}. {line.why}"]
    for layer, title in names.items():
        if layer == at_work:
            said = "; ".join(_matrix(matrix) for matrix in found.values() if matrix.spot[0] == layer)
            parts.append(f"{title.full}: {said}.")
        elif layer:
            parts.append(f"{title.full}: {_size(found[layer, 'W', LOWER])}.")
    return " ".join(parts)


def _size(matrix: Matrix) -> str:
    name = symbol(matrix.name).spoken or matrix.name
    said = "not computed yet" if matrix.norm is None else short(matrix.norm)
    return f"norm of {name} {said}"


def _matrix(matrix: Matrix) -> str:
    name = symbol(matrix.name).spoken or matrix.name
    if matrix.name != matrix.label:
        name = f"{name} of {symbol(matrix.label).spoken}"
    if matrix.values is None:
        return f"{name} not computed yet"
    rows, columns = matrix.shape
    low, high = float(np.min(matrix.values)), float(np.max(matrix.values))
    return f"{name}, {rows} by {columns}, from {signed(low, 3)} to {signed(high, 3)}"


def line_in_words(snapshot: Snapshot, number: int) -> str:
    """A line of the program with the shapes of what it reads, as rich text: z² = W² a¹ + b², 16×32 times 32×16."""
    line = snapshot.program.lines[number]
    shapes = []
    for name in line.reads:
        values = snapshot.trace.values.get(name)
        if values is not None and values.ndim == 2:
            shapes.append(f"{rich_name('a0' if name == 'x' else name)} {values.shape[0]}×{values.shape[1]}")
    written = snapshot.trace[line.writes]
    result = f" → {'×'.join(map(str, written.shape))}" if written.ndim else f" = {short(float(written))}"
    return (
        f"<p style='white-space:pre'><b>{rich_name(line.writes)} = {rich(line.tree)}</b></p>"
        f"<p>{' · '.join(shapes)}{result}</p><p>{line.why}</p>"
    )

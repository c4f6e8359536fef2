"""Matrix: what one field of cells shows at the cursor; what is not computed yet has no values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gdsim.core.program import Line, Stage
from gdsim.core.registries import ACTIVATIONS
from gdsim.state.snapshot import Snapshot

UPPER, LOWER = 0, 1
"""The two rows: forward values above, gradients below."""
Numbers = np.ndarray | None
Spot = tuple[int, str, int]
"""Layer (0 is the input), column (``W``, ``z``, ``a`` or ``y``) and row (:data:`UPPER` or :data:`LOWER`)."""


@dataclass(frozen=True, eq=False)
class Matrix:
    """One field of cells.

    Args:
        spot: where it stands.
        name: the name in the program, ``W2``; of a step the vector that it is cut from: ``step``.
        label: what a cell of it is selected as: ``W2`` of a step as well.
        paint: ``value`` by sign, ``gradient`` by size in magenta, ``size`` for what has no direction.
        shape: rows and columns.
        values: (rows, columns), or None: not computed yet.
        source: the array that it is part of; the same array is never painted twice.
        strip: one number a row beside it, the bias.
        strip_label: what a cell of the strip is selected as; empty where there is no strip.
        samples: True where the columns are the samples of the batch.
        faded: True where the numbers belong to the weights before the step.
        formula: the line that writes it, where the reader is told.
    """

    spot: Spot
    name: str
    label: str
    paint: str
    shape: tuple[int, int]
    values: Numbers
    source: Numbers
    strip: Numbers = None
    strip_label: str = ""
    samples: bool = True
    faded: bool = False
    formula: Line | None = None

    @cached_property
    def largest(self) -> float:
        """The largest magnitude, strip and all; 0 where nothing is computed."""
        return max(_magnitude(part) for part in (self.values, self.strip))

    @cached_property
    def least(self) -> float:
        """The least value."""
        return 0.0 if self.values is None else float(np.min(np.nan_to_num(self.values)))

    @cached_property
    def norm(self) -> float | None:
        """The length of all its numbers without the strip; None where they are not computed yet."""
        return None if self.values is None else float(np.sqrt(np.square(self.values).sum()))

    def shows_the_same(self, other: Matrix) -> bool:
        """True where the other has the same numbers in the same look: what is known of one holds for both."""
        mine = (self.name, self.paint, self.shape, self.faded, self.formula, self.strip_label)
        theirs = (other.name, other.paint, other.shape, other.faded, other.formula, other.strip_label)
        return mine == theirs and same(self.source, other.source) and same(self.strip, other.strip)


@dataclass(frozen=True)
class LayerTitle:
    """The name over a layer's columns, and the same in fewer words."""

    full: str
    short: str


def same(mine: Numbers, other: Numbers) -> bool:
    """True of the same array, and of the same piece of the same array."""
    if mine is other:
        return True
    if mine is None or other is None or mine.base is None or mine.base is not other.base:
        return False
    return bool(mine.__array_interface__["data"] == other.__array_interface__["data"])


def _magnitude(values: Numbers) -> float:
    """The largest magnitude of what is finite."""
    if values is None or not values.size:
        return 0.0
    largest = max(float(values.max()), -float(values.min()))
    return (
        largest if np.isfinite(largest) else float(np.max(np.abs(np.nan_to_num(values, posinf=0, neginf=0))))
    )


def matrices(snapshot: Snapshot, before: Mapping[Spot, Matrix] | None = None) -> dict[Spot, Matrix]:
    """Every matrix of the network at the cursor.

    Args:
        snapshot: the moment.
        before: those of another moment; what has not changed since is taken from there, with all that is known of it.
    """
    found = {matrix.spot: matrix for matrix in _all(snapshot)}
    for spot, matrix in (before or {}).items():
        if spot in found and found[spot].shows_the_same(matrix):
            found[spot] = matrix
    return found


def titles(snapshot: Snapshot) -> dict[int, LayerTitle]:
    """Name · activation · units of every layer."""
    made = {0: LayerTitle("input", "input")}
    for number, layer in enumerate(snapshot.current.network.layers, 1):
        function = ACTIVATIONS[layer.activation.key].name
        made[number] = LayerTitle(f"layer {number} · {function} · {layer.units}", f"layer {number}")
    return made


def active_layer(snapshot: Snapshot) -> int | None:
    """The layer that the operation at the cursor works in."""
    line, top = snapshot.line, snapshot.program.layout.layers
    if line is None or line.stage is Stage.UPDATE:
        return None
    if line.stage is Stage.LOSS or line.writes == "y":
        return top
    return 0 if line.stage is Stage.SAMPLE else line.layer


def target_stands_apart(snapshot: Snapshot) -> bool:
    """True where ∂ℓ/∂a of the output layer has a place of its own, so that the targets stand beside it."""
    return f"da{snapshot.program.layout.layers}" in snapshot.program.written


def moving(snapshot: Snapshot) -> Line | None:
    """The line whose vector, one number a parameter, stands under the weights in stage 5."""
    if snapshot.stage is not Stage.UPDATE:
        return None
    done = snapshot.program.lines[: snapshot.model.cursor.line]
    size = snapshot.program.layout.size
    for line in reversed(done):
        if line.stage is Stage.UPDATE and line.writes != "theta_next":
            values = snapshot.trace[line.writes]
            if values.ndim == 1 and values.size == size:
                return line
    return None


def _all(snapshot: Snapshot) -> Iterator[Matrix]:
    units, count = snapshot.program.layout.units, len(snapshot.position.batch)
    x, y, late = snapshot.value("x"), snapshot.value("y"), snapshot.finished
    yield Matrix((0, "a", UPPER), "x", "x", "value", (units[0], count), x, x, faded=late)
    top = len(units) - 1
    apart = target_stands_apart(snapshot)
    vector = moving(snapshot)
    for layer in range(1, top + 1):
        yield _weights(snapshot, layer)
        yield _gradient(snapshot, layer) if vector is None else _moved(snapshot, layer, vector)
        for column, above, below in (("z", "z", "delta"), ("a", "a", "da")):
            shape = (units[layer], count)
            for row, base in ((UPPER, above), (LOWER, below)):
                if row == LOWER and column == "a" and layer == top and not apart:
                    continue
                paint = "value" if row == UPPER else "gradient"
                yield _of_samples(snapshot, (layer, column, row), f"{base}{layer}", paint, shape)
    spot = (top, "y" if apart else "a", LOWER)
    yield Matrix(spot, "y", "y", "value", (units[top], count), y, y, faded=late)


def _of_samples(snapshot: Snapshot, spot: Spot, name: str, paint: str, shape: tuple[int, int]) -> Matrix:
    values = snapshot.value(name)
    wide = None if values is None else np.broadcast_to(np.atleast_2d(values), shape)
    return Matrix(
        spot,
        name,
        name,
        paint,
        shape,
        wide,
        values,
        faded=snapshot.stage is Stage.UPDATE and (spot[2] == LOWER or snapshot.finished),
        formula=_line(snapshot, name) if spot[2] == LOWER else None,
    )


def _weights(snapshot: Snapshot, layer: int) -> Matrix:
    """W and b; once the step is made, the new ones."""
    layout, after = snapshot.program.layout, snapshot.value("theta_next")
    block, biases = layout.block(f"W{layer}"), layout.block(f"b{layer}")
    assert block is not None
    weights, bias = snapshot.value(f"W{layer}"), snapshot.value(f"b{layer}")
    source = weights
    if after is not None:
        weights, source = block.of(after), after
        bias = bias if biases is None else biases.of(after)
    has_bias = bias is not None and bias.ndim > 0
    return Matrix(
        *((layer, "W", UPPER), f"W{layer}", f"W{layer}", "value", block.shape),
        *(weights, source, bias if has_bias else None),
        f"b{layer}" if has_bias else "",
        False,
    )


def _gradient(snapshot: Snapshot, layer: int) -> Matrix:
    """∂L/∂W and ∂L/∂b, that of the loss alone before the penalty is added."""
    layout = snapshot.program.layout
    block = layout.block(f"W{layer}")
    assert block is not None
    values, line = snapshot.value(f"dW{layer}"), _line(snapshot, f"dW{layer}")
    if f"dW{layer}_loss" in snapshot.program.written and values is None:
        values, line = snapshot.value(f"dW{layer}_loss"), _line(snapshot, f"dW{layer}_loss")
    strip = f"db{layer}" if layout.block(f"b{layer}") is not None else ""
    return Matrix(
        *((layer, "W", LOWER), f"dW{layer}", f"dW{layer}", "gradient", block.shape, values, values),
        *(snapshot.value(strip) if strip else None, strip, False),
        formula=line,
    )


def _moved(snapshot: Snapshot, layer: int, line: Line) -> Matrix:
    """A vector of the update, in the shape of the weights."""
    layout, vector = snapshot.program.layout, snapshot.trace[line.writes]
    block, biases = layout.block(f"W{layer}"), layout.block(f"b{layer}")
    assert block is not None
    paint = "value"
    if line.writes == "g" or line.writes.startswith("g_"):
        paint = "gradient"
    elif not (vector < 0).any():
        paint = "size"
    return Matrix(
        *((layer, "W", LOWER), line.writes, f"W{layer}", paint, block.shape, block.of(vector), vector),
        *(None if biases is None else biases.of(vector), "" if biases is None else f"b{layer}", False),
        formula=line,
    )


def _line(snapshot: Snapshot, name: str) -> Line | None:
    number = snapshot.program.written.get(name)
    return None if number is None else snapshot.program.lines[number]

"""Cell: one number of a matrix, found under the pointer or by its label, and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gdsim.ui.matrices.matrix import LOWER, UPPER, Matrix, Numbers, Spot
from gdsim.ui.matrices.placement import Placement

_LABEL = re.compile(r"(dW|db|da|delta|W|b|z|a)(\d+)\[(\d+)(?:,(\d+))?\]\Z|([xy])\[(\d+)\]\Z")
_PLACES = {
    "W": ("W", UPPER), "b": ("W", UPPER), "dW": ("W", LOWER), "db": ("W", LOWER),
    "z": ("z", UPPER), "delta": ("z", LOWER), "a": ("a", UPPER), "da": ("a", LOWER),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One number, from 0; ``column`` is None for a bias."""

    spot: Spot
    row: int
    column: int | None


@dataclass(frozen=True)
class Mark:
    """A part of a matrix that is lit: a row, a column or one cell."""

    spot: Spot
    row: int | None = None
    column: int | None = None
    strip: bool = False


def number_of(matrix: Matrix, cell: Cell) -> float | None:
    """Its value; None where it is not computed yet."""
    values: Numbers = matrix.strip if cell.column is None else matrix.values
    if values is None:
        return None
    return float(values.reshape(-1)[cell.row] if cell.column is None else values[cell.row, cell.column])


def label_of(matrix: Matrix, cell: Cell) -> str:
    """What it is selected as: ``W2[3,2]``, and ``delta2[3]`` for that of the sample in view."""
    if cell.column is None:
        return f"{matrix.strip_label}[{cell.row + 1}]"
    if matrix.samples:
        return f"{matrix.label}[{cell.row + 1}]"
    return f"{matrix.label}[{cell.row + 1},{cell.column + 1}]"


def cell_of(label: str | None, sample: int, found: Mapping[Spot, Matrix]) -> Cell | None:
    """The cell of a selected label, or None where this network has none of that name."""
    match = _LABEL.match(label or "")
    if match is None:
        return None
    if match[5]:
        spots = [matrix.spot for matrix in found.values() if matrix.name == match[5]]
        cell = Cell(spots[0], int(match[6]) - 1, sample) if spots else None
    else:
        column, row = _PLACES[match[1]]
        spot = (int(match[2]), column, row)
        if match[1] in ("W", "dW"):
            cell = Cell(spot, int(match[3]) - 1, int(match[4] or 1) - 1)
        else:
            cell = Cell(spot, int(match[3]) - 1, None if match[1] in ("b", "db") else sample)
    return cell if cell is not None and _inside(cell, found) else None


def _inside(cell: Cell, found: Mapping[Spot, Matrix]) -> bool:
    matrix = found.get(cell.spot)
    if matrix is None or not 0 <= cell.row < matrix.shape[0]:
        return False
    if cell.column is None:
        return bool(matrix.strip_label)
    return 0 <= cell.column < matrix.shape[1]


def moved(cell: Cell, down: int, right: int, found: Mapping[Spot, Matrix]) -> Cell | None:
    """The cell beside it; None at the end of the matrix. The strip is right of the last column."""
    matrix = found[cell.spot]
    if cell.column is None:
        beside = replace(cell, row=cell.row + down, column=matrix.shape[1] - 1 if right < 0 else None)
        return beside if _inside(beside, found) and right <= 0 else None
    column: int | None = cell.column + right
    if column == matrix.shape[1] and matrix.strip_label:
        column = None
    beside = replace(cell, row=cell.row + down, column=column)
    return beside if _inside(beside, found) else None


def cell_at(point: QPointF, placement: Placement, found: Mapping[Spot, Matrix]) -> Cell | None:
    """The cell under a point."""
    for spot, matrix in found.items():
        cells, strip = placement.parts(spot, bool(matrix.strip_label))
        for rect, shape in ((cells, matrix.shape), (strip, (matrix.shape[0], 1))):
            if not rect.isEmpty() and rect.contains(point):
                row = min(int((point.y() - rect.top()) / rect.height() * shape[0]), shape[0] - 1)
                column = min(int((point.x() - rect.left()) / rect.width() * shape[1]), shape[1] - 1)
                return Cell(spot, row, None if rect is strip else column)
    return None


def kin(cell: Cell, found: Mapping[Spot, Matrix]) -> tuple[Mark, ...]:
    """What belongs to a cell: its row and column, the rows that make it, the same weight above or below."""
    marks = _of_sample(cell, found) if found[cell.spot].samples else _of_weight(cell)
    return tuple(mark for mark in marks if mark.spot in found)


def _of_weight(cell: Cell) -> Iterator[Mark]:
    layer, _, row = cell.spot
    other = (layer, "W", LOWER if row == UPPER else UPPER)
    if cell.column is None:
        yield Mark(cell.spot, cell.row, strip=True)
        yield Mark(other, cell.row, strip=True)
        yield Mark((layer, "z", row), cell.row)
        return
    yield Mark(cell.spot, cell.row)
    yield Mark(cell.spot, None, cell.column)
    yield Mark(cell.spot, cell.row, cell.column)
    yield Mark(other, cell.row, cell.column)
    yield Mark((layer, "z", row), cell.row)
    yield Mark((layer - 1, "a", UPPER), cell.column)


def _of_sample(cell: Cell, found: Mapping[Spot, Matrix]) -> Iterator[Mark]:
    yield from (Mark(spot, None, cell.column) for spot, matrix in found.items() if matrix.samples)
    yield Mark(cell.spot, cell.row)
    yield Mark(cell.spot, cell.row, cell.column)
    layer, column, row = cell.spot
    if column == "z":
        yield Mark((layer, "W", row), cell.row)
    elif row == LOWER:
        # ∂ℓ/∂a is a column of the weights above times δ there.
        yield Mark((layer + 1, "W", UPPER), None, cell.row)


def mark_rect(mark: Mark, matrix: Matrix, placement: Placement, least: float = 3.0) -> QRectF:
    """Where a mark lies; never thinner than can be seen."""
    cells, strip = placement.parts(mark.spot, bool(matrix.strip_label))
    area, shape = (strip, (matrix.shape[0], 1)) if mark.strip else (cells, matrix.shape)
    if area.isEmpty():
        return QRectF()
    rect = QRectF(area)
    if mark.row is not None:
        high = area.height() / shape[0]
        rect.setTop(area.top() + mark.row * high)
        rect.setHeight(high)
    if mark.column is not None:
        wide = area.width() / shape[1]
        rect.setLeft(area.left() + mark.column * wide)
        rect.setWidth(wide)
    grow_x, grow_y = max(0.0, least - rect.width()) / 2, max(0.0, least - rect.height()) / 2
    return rect.adjusted(-grow_x, -grow_y, grow_x, grow_y)


def around(cell: Cell, matrix: Matrix, most: int) -> tuple[np.ndarray, int, int] | None:
    """The numbers round a cell for the lens, and where the cell is among them."""
    if matrix.values is None or cell.column is None:
        return None
    rows, columns = matrix.shape
    top = max(0, min(cell.row - most // 2, rows - most))
    left = max(0, min(cell.column - most // 2, columns - most))
    return matrix.values[top : top + most, left : left + most], cell.row - top, cell.column - left

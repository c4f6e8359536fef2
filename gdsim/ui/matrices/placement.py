"""Placement: where matrices, gaps and bands lie for a size; pure, no widget and no painter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gdsim.ui.matrices.cells import MOST_CELLS
from gdsim.ui.matrices.matrix import LOWER, UPPER, Spot

NARROWEST = {"W": 66.0, "z": 50.0, "a": 50.0, "y": 44.0}
"""The least width of a column: fewer layers are shown rather than narrower ones."""
GAP = 24.0
"""Room for a glyph between two columns."""
LARGEST_CELL = 24.0
BETWEEN = 10.0
"""From the upper panels to the lower ones."""
NAME, BELOW = 1.35, (1.45, 3.25)
"""Rows of words over each matrix, and under it: the scale; in the lower panels formula, scale and flow."""


@dataclass(frozen=True)
class Shapes:
    """What is to be placed.

    Args:
        units: of each layer, from the input on.
        samples: columns of z, a and δ.
        biased: the layers that have a bias.
        apart: True where the targets have a column of their own.
    """

    units: tuple[int, ...]
    samples: int
    biased: tuple[int, ...]
    apart: bool

    @property
    def top(self) -> int:
        """The output layer."""
        return len(self.units) - 1

    def columns(self, layer: int) -> tuple[str, ...]:
        """The columns of a layer, from the left."""
        if layer == 0:
            return ("a",)
        return ("W", "z", "a", "y") if layer == self.top and self.apart else ("W", "z", "a")

    def cells(self, layer: int, column: str) -> int:
        """How many cells wide a column is drawn."""
        if column == "W":
            return min(self.units[layer - 1], MOST_CELLS) + (2 if layer in self.biased else 0)
        return min(self.samples, MOST_CELLS)


@dataclass(frozen=True)
class Placement:
    """Everything's place on a canvas of a size.

    Args:
        width, height: of the canvas.
        shapes: of the network.
        wanted: the first layer that is asked for, from 1.
    """

    width: float
    height: float
    shapes: Shapes
    wanted: int = 1

    @cached_property
    def scale(self) -> float:
        """How large to draw: 1 at the design's size."""
        return float(np.clip(min(self.width / 1040, self.height / 500), 0.8, 2.0))

    @cached_property
    def font(self) -> float:
        """Size of the words in pixels, never below 11."""
        return max(11.0, 12.0 * self.scale)

    @cached_property
    def row(self) -> float:
        """Height of a row of words."""
        return round(1.6 * self.font)

    @cached_property
    def glyph(self) -> float:
        """Radius of a glyph."""
        return 9.0 * self.scale

    @cached_property
    def margin(self) -> float:
        """Free room along the rim."""
        return 8.0 * self.scale

    @cached_property
    def header(self) -> QRectF:
        """What flows where, and what the columns are."""
        return QRectF(self.margin + 6, 4, self.width - 2 * self.margin - 12, self.row + 4)

    @cached_property
    def titles(self) -> QRectF:
        """The names of the layers."""
        return QRectF(0, self.header.bottom() - 2, self.width, self.row)

    @cached_property
    def band(self) -> QRectF:
        """The sizes of the gradients at the bottom."""
        high = 1.7 * self.row
        return QRectF(self.margin + 6, self.height - high - 3, self.width - 2 * self.margin - 12, high)

    @cached_property
    def tallest(self) -> float:
        """The height of the tallest matrix: what words and flow leave."""
        room = self.band.top() - self.titles.bottom() - 4 - BETWEEN * self.scale
        words = 2 * NAME + self._below(UPPER) + self._below(LOWER)
        return max(20.0, (room - words * self.row) / 2)

    def _below(self, row: int) -> float:
        """Rows of words under a matrix; one more where cells are pooled, which is said there."""
        return BELOW[row] + (0.85 if self.pools else 0.0)

    @cached_property
    def pools(self) -> bool:
        """True where some cells stand for several numbers."""
        return max(*self.shapes.units, self.shapes.samples) > MOST_CELLS

    def panel_y(self, row: int) -> tuple[float, float]:
        """Top and bottom of a row of panels; the lower ones are taller, for the flow runs in them."""
        top, bottom = self.titles.bottom() + 2, self.band.top() - 2
        divide = top + self.tallest + (NAME + self._below(UPPER)) * self.row
        return (top, divide) if row == UPPER else (divide + BETWEEN * self.scale, bottom)

    @cached_property
    def channel(self) -> float:
        """Between the two rows, where the lines of what is reused run."""
        return (self.panel_y(UPPER)[1] + self.panel_y(LOWER)[0]) / 2

    @cached_property
    def middles(self) -> tuple[float, float]:
        """The line on which the matrices of each row and the glyphs between them stand."""
        upper, lower = (self.panel_y(row)[0] + NAME * self.row + self.tallest / 2 for row in (UPPER, LOWER))
        return round(upper), round(lower)

    # Which layers

    @cached_property
    def side(self) -> float:
        """Width of the column at the left: the input, and under it the legend."""
        cells = self.shapes.cells(0, "a")
        return max(88.0 * self.scale, min(cells * self.cell_high, 110 * self.scale)) + 8

    @cached_property
    def stub(self) -> float:
        """Width of the sign that tells of layers out of sight."""
        return 30.0 * self.scale

    def _least(self, layer: int) -> float:
        columns = self.shapes.columns(layer)
        return sum(NARROWEST[column] + GAP for column in columns) * self.scale

    @cached_property
    def visible(self) -> range:
        """The layers that are shown, from the wanted one on as many as find room."""
        top, room = self.shapes.top, self.width - 2 * self.margin - self.side
        least = [self._least(layer) for layer in range(1, top + 1)]
        if sum(least) <= room:
            return range(1, top + 1)
        room -= 2 * self.stub
        count = max(1, int(room // max(least)))
        first = min(max(1, self.wanted), top - count + 1)
        return range(first, first + count)

    def first_from(self, layer: int) -> int:
        """The first layer in sight where as many as find room are shown from ``layer`` on."""
        return min(max(1, layer), self.shapes.top - len(self.visible) + 1)

    def first_with(self, layer: int) -> int:
        """The first layer in sight where ``layer`` is to be: nothing moves unless it is out of sight or at the rim."""
        shown = self.visible
        if not any(self.hidden) or layer in shown[1:-1] or (layer in shown and len(shown) < 3):
            return shown.start
        return self.first_from(layer - len(shown) // 2)

    @cached_property
    def hidden(self) -> tuple[int, int]:
        """How many layers are out of sight at the left and at the right."""
        return self.visible.start - 1, self.shapes.top - self.visible.stop + 1

    # Columns

    @cached_property
    def cell_high(self) -> float:
        """The usual height of a cell."""
        tallest = max(min(units, MOST_CELLS) for units in self.shapes.units)
        return min(self.tallest / tallest, LARGEST_CELL * self.scale)

    @cached_property
    def columns(self) -> dict[tuple[int, str], tuple[float, float]]:
        """Left and right of every column in sight."""
        places = [(layer, column) for layer in self.visible for column in self.shapes.columns(layer)]
        start = self.margin + self.side + (self.stub if self.hidden[0] else 0)
        end = self.width - self.margin - (self.stub if self.hidden[1] else 0) - 4 * self.scale
        room = end - start - len(places) * GAP * self.scale
        widths = self._widths(places, room)
        spare = max(0.0, room - sum(widths)) / max(1, len(places))
        found = {(0, "a"): (self.margin + 4, self.margin + self.side - 4)}
        x = start
        for place, wide in zip(places, widths, strict=True):
            x += GAP * self.scale + spare
            found[place] = (round(x), round(x + wide))
            x += wide
        inner = min(self.side - 8, self._input_width(widths, places))
        middle = self.margin + self.side / 2
        found[0, "a"] = (round(middle - inner / 2), round(middle + inner / 2))
        return found

    def _input_width(self, widths: list[float], places: list[tuple[int, str]]) -> float:
        """The samples of the input are as wide as those of the layers."""
        return next(wide for (_, column), wide in zip(places, widths, strict=True) if column == "z")

    def _widths(self, places: list[tuple[int, str]], room: float) -> list[float]:
        """Cells of one width for all columns, but no column narrower than its name."""
        least = np.array([NARROWEST[column] * self.scale for _, column in places])
        cells = np.array([self.shapes.cells(*place) for place in places], float)
        low, high = 0.0, min(LARGEST_CELL * self.scale, 2.2 * self.cell_high)
        if np.maximum(least, cells * high).sum() <= room:
            low = high
        for _ in range(24):
            middle = (low + high) / 2
            if np.maximum(least, cells * middle).sum() <= room:
                low = middle
            else:
                high = middle
        return list(np.maximum(least, cells * low))

    def high(self, layer: int) -> float:
        """Height of the matrices of a layer: one for all, but a few units get taller cells."""
        cells = min(self.shapes.units[layer], MOST_CELLS)
        few = min(30.0 * self.scale, cells * 15.0 * self.scale)
        return round(min(self.tallest, max(cells * self.cell_high, few)))

    def rect(self, spot: Spot) -> QRectF:
        """The whole of a matrix, its strip and all; empty where its layer is out of sight."""
        layer, column, row = spot
        if (layer, column) not in self.columns:
            return QRectF()
        left, right = self.columns[layer, column]
        high = self.high(layer)
        return QRectF(left, round(self.middles[row] - high / 2), right - left, high)

    def parts(self, spot: Spot, strip: bool) -> tuple[QRectF, QRectF]:
        """The cells of a matrix, and those of its strip, which is empty where there is none."""
        whole = self.rect(spot)
        if not strip or whole.isEmpty():
            return whole, QRectF()
        cells = self.shapes.cells(spot[0], spot[1])
        thin = round(max(6.0 * self.scale, min(whole.width() / cells, 14.0 * self.scale)))
        inner = QRectF(whole.left(), whole.top(), whole.width() - thin - 2, whole.height())
        return inner, QRectF(whole.right() - thin, whole.top(), thin, whole.height())

    def gap(self, layer: int, before: str) -> float:
        """The middle of the gap before a column."""
        left = self.columns[layer, before][0]
        order = self.shapes.columns(layer)
        at = order.index(before)
        if at:
            right = self.columns[layer, order[at - 1]][1]
        elif layer > self.visible.start:
            right = self.columns[layer - 1, self.shapes.columns(layer - 1)[-1]][1]
        else:
            right = self.margin + self.side + (self.stub - 4 if self.hidden[0] else 0)
        return (left + right) / 2

    def panel(self, layer: int, row: int) -> QRectF:
        """The ground under the matrices of a layer."""
        top, bottom = self.panel_y(row)
        if layer == 0:
            return QRectF(self.margin, top, self.side, bottom - top)
        end, half = self.columns[layer, self.shapes.columns(layer)[-1]][1], 5.0 * self.scale
        left = self.gap(layer, "W") + half
        right = self.gap(layer + 1, "W") - half if layer + 1 in self.visible else end + half
        return QRectF(left, top, right - left, bottom - top)

    def stub_rect(self, side: int) -> QRectF:
        """The sign at the left (0) or at the right (1) that tells of layers out of sight."""
        if not self.hidden[side]:
            return QRectF()
        top, bottom = self.panel_y(UPPER)[0], self.panel_y(LOWER)[1]
        x = self.margin + self.side + 5 if side == 0 else self.width - self.margin - self.stub + 2
        return QRectF(x, top, self.stub - 7, bottom - top)

    def glyph_at(self, x: float, row: int) -> QPointF:
        """The middle of a glyph in a gap."""
        return QPointF(x, self.middles[row])

"""Rows: what the table draws at one cursor, with the decimals and the longest bar of each column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gdsim.core.readings.digits import decimals_for, short, signed
from gdsim.core.symbols import symbol
from gdsim.core.trace import Trace
from gdsim.insight.focus import Parameter, parameter_at
from gdsim.insight.rule_table import Column, RuleTable

NOT_YET = "not computed yet"


@dataclass(frozen=True)
class Form:
    """How a column is written.

    Args:
        column: which.
        decimals: digits after the point, the same in every row.
        largest: |value| of the longest bar; the largest of the layer, whether its row is on the screen or not.
        smallest: |value| of the smallest that is not 0, which may need a power of ten.
    """

    column: Column
    decimals: int
    largest: float
    smallest: float

    def text(self, value: float) -> str:
        """A number of the column; what has a direction always carries its sign."""
        return (signed if self.column.directed else short)(value, self.decimals)


@dataclass(frozen=True, eq=False)
class Rows:
    """Everything that the table draws.

    Args:
        table: the numbers.
        places: from the top row down, the places in theta.
        forms: from left to right.
        in_order: True where the rows lie as in theta, so that a rule can part one unit's from the next's.
        selected: the place of the selected parameter, or None.
        followed: the place whose numbers the line at the cursor is told for.
    """

    table: RuleTable
    places: np.ndarray
    forms: tuple[Form, ...]
    in_order: bool
    selected: int | None
    followed: int | None

    @property
    def columns(self) -> tuple[Column, ...]:
        """From left to right."""
        return tuple(form.column for form in self.forms)

    def parameter(self, row: int) -> Parameter:
        """The parameter of a row."""
        return parameter_at(self.table.trace, int(self.places[row]))

    def row_of(self, place: int | None) -> int | None:
        """The row of a place in theta, or None where it is not shown."""
        if place is None or not self.places.size:
            return None
        if self.in_order:
            row = int(np.searchsorted(self.places, place))
            return row if row < self.places.size and self.places[row] == place else None
        found = np.flatnonzero(self.places == place)
        return int(found[0]) if found.size else None

    def value(self, row: int, column: int) -> float | None:
        """A number, or None: not computed yet."""
        values = self.table.values(self.forms[column].column.name)
        return None if values is None else float(values[self.places[row]])

    def text(self, row: int, column: int) -> str:
        """A number as it is written."""
        value = self.value(row, column)
        return NOT_YET if value is None else self.forms[column].text(value)

    def dot(self, row: int) -> bool:
        """True where the memory points against this batch's gradient."""
        against = self.table.against
        return against is not None and bool(against[self.places[row]])

    def starts_unit(self, row: int) -> bool:
        """True for the first row of a unit's weights, and for every bias."""
        if not self.in_order or row == 0:
            return False
        here, above = self.parameter(row), self.parameter(row - 1)
        return (here.block, here.row) != (above.block, above.row)


def forms_of(trace: Trace, columns: tuple[Column, ...], scope: range) -> tuple[Form, ...]:
    """The forms of all columns, by the numbers of the layers in ``scope``.

    They are taken from the whole update, computed or not, so that no column changes its width while one steps.
    """
    here = slice(scope.start, scope.stop)
    forms = []
    for column in columns:
        values = trace[column.name][here]
        # θ and the new θ are compared digit by digit.
        like = trace["theta"][here] if column.name == "theta_next" else values
        sizes = np.abs(values)
        sizes = sizes[np.isfinite(sizes) & (sizes > 0.0)]
        largest = float(np.max(sizes, initial=0.0))
        forms.append(
            Form(
                column,
                decimals_for(like, 4 if column.directed else 5),
                largest,
                float(np.min(sizes, initial=largest)),
            )
        )
    return tuple(forms)


@lru_cache(maxsize=256)
def spoken(column: Column) -> str:
    """How a column is called by a screen reader."""
    return symbol(column.name).spoken or column.label

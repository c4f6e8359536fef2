"""Row order: which parameters a table shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.insight.row_filter import RowFilter
from gdsim.insight.rule_table import RuleTable


@dataclass(frozen=True)
class Sort:
    """Sorted by a column: the largest first, by its size or by its value."""

    column: str
    by_value: bool = False


def next_sort(before: Sort | None, column: str) -> Sort | None:
    """What one more click on a column's head asks for: by magnitude, then by value, then as they lie in theta.

    >>> next_sort(None, "g"), next_sort(Sort("g"), "g"), next_sort(Sort("g", True), "g")
    (Sort(column='g', by_value=False), Sort(column='g', by_value=True), None)
    """
    if before is None or before.column != column:
        return Sort(column)
    return None if before.by_value else Sort(column, by_value=True)


def arranged(table: RuleTable, layer: int | None, kept: RowFilter | None, sort: Sort | None) -> np.ndarray:
    """The places in theta from the top row to the last one.

    Args:
        table: the numbers at the cursor.
        layer: only this layer; all where it is None.
        kept: only what meets this filter; one that names a layer itself looks in all of them.
        sort: by a column; where that is not computed yet, as they lie in theta.
    """
    inside = table.rows(None if kept is not None and kept.anywhere else layer)
    places = np.arange(inside.start, inside.stop)
    if kept is not None and kept.terms:
        places = places[kept.mask(table)[inside.start : inside.stop]]
    values = table.values(sort.column) if sort is not None else None
    if sort is None or values is None:
        return places
    keys = values[places] if sort.by_value else np.abs(values[places])
    # NaN sorts last; equal numbers keep their order.
    return places[np.argsort(-keys, kind="stable")]

"""As text: the shown rows for a spreadsheet, every number in full."""

from __future__ import annotations

import numpy as np

from gdsim.ui.optimizer_table.rows import Rows


def as_text(rows: Rows) -> str:
    """Tab-separated lines: the names of the columns, then a line a row; empty where a number is not computed yet."""
    shown = [rows.table.values(form.column.name) for form in rows.forms]
    columns = [
        [""] * len(rows.places) if values is None else list(map(repr, _floats(values[rows.places])))
        for values in shown
    ]
    names = [rows.parameter(row).label for row in range(len(rows.places))]
    head = "\t".join(["parameter", *(form.column.name for form in rows.forms)])
    return "\n".join([head, *map("\t".join, zip(names, *columns, strict=True))]) + "\n"


def _floats(values: np.ndarray) -> list[float]:
    return [float(value) for value in values]

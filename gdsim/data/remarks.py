"""Remarks on a table that can be used, but from which little can be learned as it is."""

from __future__ import annotations

from gdsim.data.table import Table

# The square of a larger number is beyond float64.
_SQUARE_OVERFLOWS = 1e150


def remarks(table: Table) -> tuple[str, ...]:
    """One sentence for each thing that a reader would want to know before training.

    >>> import numpy as np
    >>> remarks(Table(np.array([[1.0, 2.0]]), ("a", "b"), ("y",), targets=np.ones((1, 1))))
    ('there is only one row',)
    """
    found = []
    if table.rows == 1:
        found.append("there is only one row")
    if len(table.classes) == 1:
        found.append(f'there is only one class, "{table.classes[0]}": nothing to tell apart')
    columns = list(zip(table.features, table.inputs.T, strict=True))
    if table.targets is not None:
        columns += list(zip(table.outputs, table.targets.T, strict=True))
    for name, values in columns:
        low, high = float(values.min()), float(values.max())
        if low == high and table.rows > 1:
            found.append(f"{name} has the same value in every row, {low:g}")
        if max(-low, high) > _SQUARE_OVERFLOWS:
            found.append(f"{name} reaches {max(-low, high):g}, whose square is too large to compute with")
    return tuple(found)

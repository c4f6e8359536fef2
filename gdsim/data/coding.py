"""Coding of the targets: what each output of the network should be, checked against the number of outputs."""

from __future__ import annotations

import numpy as np

from gdsim.data.error import DataError
from gdsim.data.table import Table

FIELD = "network.layers"
LARGEST = 50_000_000


def output_names(table: Table, outputs: int) -> tuple[str, ...]:
    """The names of the network's outputs: the targets, the one yes-or-no question, or a class each.

    Raises:
        DataError: where the last layer does not have as many units as the data need.

    >>> table = Table(np.zeros((2, 1)), ("x",), ("species",), labels=np.array([0, 1]), classes=("a", "b"))
    >>> output_names(table, 1), output_names(table, 2)
    (('species',), ('a', 'b'))
    """
    if table.labels is None:
        count = len(table.outputs)
        if outputs != count:
            have = f"the data have {_count(count, 'target')} ({_listed(table.outputs)})"
            raise DataError(FIELD, f"{have}, so the last layer needs {_count(count, 'unit')}, not {outputs}")
        return table.outputs
    count = len(table.classes)
    if outputs == count:
        return table.classes if outputs > 1 else table.outputs
    if outputs == 1 and count == 2:
        return table.outputs
    have = f"the data have {_count(count, 'class')} ({_listed(table.classes)})"
    need = "1 or 2 units" if count == 2 else _count(count, "unit")
    raise DataError(FIELD, f"{have}, so the last layer needs {need}, not {outputs}")


def coded(table: Table, rows: np.ndarray, outputs: int, codes: tuple[float, float]) -> np.ndarray:
    """The targets of some rows, (n_out, N) float64: numbers as they are, classes by their two codes.

    Args:
        table: the table, whose classes fit ``outputs``.
        rows: (N,) the numbers of the rows.
        outputs: 1 gives ``codes[label]``; more give ``codes[1]`` at the sample's class and ``codes[0]`` elsewhere.
        codes: (0, 1), or (−1, 1) for the hinge loss.
    """
    if len(rows) * outputs > LARGEST:
        raise DataError("data", f"{len(rows)} rows with {outputs} outputs are more than {LARGEST} targets")
    if table.targets is not None:
        return np.ascontiguousarray(table.targets[rows].T)
    assert table.labels is not None
    labels = table.labels[rows]
    if outputs == 1:
        return np.array(codes, dtype=np.float64)[labels][None, :]
    columns = np.full((outputs, len(rows)), float(codes[0]))
    columns[labels, np.arange(len(rows))] = float(codes[1])
    return columns


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "es" if noun.endswith("s") else "s")


def _listed(names: tuple[str, ...]) -> str:
    short = [name if len(name) <= 20 else name[:19] + "…" for name in names[:6]]
    return ", ".join(short) + (", …" if len(names) > 6 else "")

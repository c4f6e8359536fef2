"""Rows of numbers out of an experiment file, checked to the last cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from gdsim.core.parameter import shown
from gdsim.data.error import DataError

ROWS = 1_000_000


def numbers(rows: Any, field: str, columns: int) -> np.ndarray:
    """The rows as an array (N, n) of finite float64.

    Args:
        rows: a list of N rows, each a list of n numbers; 1 to 1,000,000 rows.
        field: what the rows are in the experiment file, for the error.
        columns: the most numbers that a row may have; it has at least 1.

    Raises:
        DataError: with the row, or the cell, that does not fit.

    >>> numbers([[0, 1], [1, 0.5]], "data.inputs", columns=256).tolist()
    [[0.0, 1.0], [1.0, 0.5]]
    >>> numbers([[0, 1], [True, 0]], "data.inputs", columns=256)
    Traceback (most recent call last):
    gdsim.data.error.DataError: data.inputs[1][0]: must be a finite number, not true
    """
    if isinstance(rows, np.ndarray):
        rows = rows.tolist()
    if not _is_list(rows):
        raise DataError(field, f"must be a list of rows, as [[0, 1], [1, 0]], not {shown(rows)}")
    if not 1 <= len(rows) <= ROWS:
        raise DataError(field, f"must have 1 to {ROWS} rows, not {len(rows)}")
    width = len(rows[0]) if _is_list(rows[0]) else 0
    for place, row in enumerate(rows):
        _check(row, f"{field}[{place}]", width, columns)
    return np.array(rows, dtype=np.float64)


def _check(row: Any, field: str, width: int, columns: int) -> None:
    if not _is_list(row):
        raise DataError(field, f"must be a row of numbers, as [0, 1], not {shown(row)}")
    if not 1 <= len(row) <= columns:
        raise DataError(field, f"must have 1 to {columns} numbers, not {len(row)}")
    if len(row) != width:
        raise DataError(field, f"must have {width} numbers, as the first row has, not {len(row)}")
    for place, value in enumerate(row):
        if not _is_finite(value):
            raise DataError(f"{field}[{place}]", f"must be a finite number, not {_quoted(value)}")


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _quoted(value: Any) -> str:
    # Python refuses to write out whole numbers of more than 4,300 digits.
    too_long = isinstance(value, int) and value.bit_length() > 1024
    return "one beyond 1.8e308" if too_long else shown(value)


def _is_finite(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the largest float64
        return False

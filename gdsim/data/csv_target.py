"""The target column of a CSV file: numbers to predict, or classes to tell apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.data.csv_numbers import is_missing, is_number, number, numbers
from gdsim.data.csv_text import CsvText
from gdsim.data.error import DataError

CLASSES = 512
"""A layer has 512 units at most, and each class needs one."""


@dataclass(frozen=True)
class Target:
    """The column to learn, as text.

    Args:
        text: the file, for its errors.
        label: the column's name.
        column: its number, from 1.
        cells: one for each row, without blanks around it.
        lines: the line of each cell.
        mark: the file's decimal mark, where the inputs have shown it.
    """

    text: CsvText
    label: str
    column: int
    cells: list[str]
    lines: list[int]
    mark: str | None

    def refuse(self, row: int, message: str) -> DataError:
        """The error for one cell of the column; rows count from 0."""
        return self.text.refuse(self.lines[row], self.column, self.label, message)

    def guess(self) -> str:
        """``regression`` where all cells are numbers, ``classification`` where none is.

        Raises:
            DataError: for a missing value, or where some cells are numbers and some are not.
        """
        if numbers(self.cells, self.mark) is not None:
            return "regression"
        _refuse_missing(self)
        numeric = [is_number(cell) for cell in self.cells]
        if not any(numeric):
            return "classification"
        if not all(numeric):
            row = numeric.index(not numeric[0])
            message = f'"{self.cells[row][:40]}": the target holds numbers and text; '
            raise self.refuse(row, message + "if these are classes, say so in data.task")
        return "regression"


def values_of(target: Target) -> tuple[np.ndarray, str | None]:
    """The targets of a regression, shape (N,), and the file's decimal mark.

    Raises:
        DataError: for the first cell that is no finite number.
    """
    if quick := numbers(target.cells, target.mark):
        return quick
    values, mark = np.empty(len(target.cells)), target.mark
    for row, cell in enumerate(target.cells):
        try:
            values[row], mark = number(cell, mark)
        except ValueError as error:
            raise target.refuse(row, str(error)) from error
    return values, mark


def classes_of(target: Target) -> tuple[np.ndarray, tuple[str, ...]]:
    """Labels (N,) int64 and the names of the classes, sorted by name, or by value where all are numbers.

    Raises:
        DataError: for a missing value, or more than 512 classes.
    """
    _refuse_missing(target)
    distinct = dict.fromkeys(target.cells)
    if len(distinct) > CLASSES:
        message = f"{len(distinct)} different values are more than the limit of {CLASSES} classes"
        raise DataError("data.target", f"{target.label}: {message}; is this a regression?")
    if all(map(is_number, distinct)):
        value = {cell: number(cell, None)[0] for cell in distinct}
        # "1" and "1.0" are one class, under the name that comes first.
        named = {value[cell]: cell for cell in reversed(distinct)}
        order = sorted(named)
        codes = {cell: order.index(value[cell]) for cell in distinct}
        classes = tuple(named[key] for key in order)
    else:
        classes = tuple(sorted(distinct))
        codes = {cell: place for place, cell in enumerate(classes)}
    return np.array([codes[cell] for cell in target.cells], dtype=np.int64), classes


def _refuse_missing(target: Target) -> None:
    for row, cell in enumerate(target.cells):
        if is_missing(cell):
            raise target.refuse(row, f'a missing value ("{cell}"); fill it in or leave its row out')

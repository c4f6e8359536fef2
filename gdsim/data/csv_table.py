"""A table out of a CSV file: its columns, its numbers, its classes."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdsim.data.csv_numbers import is_missing, is_number, number, numbers
from gdsim.data.csv_target import Target, classes_of, values_of
from gdsim.data.csv_text import CsvText, Record, line_in_record
from gdsim.data.error import DataError
from gdsim.data.remarks import remarks
from gdsim.data.table import Table

TASKS = ("regression", "classification")
ROWS, FEATURES = 1_000_000, 256
# Small enough for the processor's cache: four times the rows take half as long again.
_BLOCK = 1024


@dataclass(frozen=True)
class Columns:
    """Which columns of the file are read."""

    header: tuple[str, ...]
    features: tuple[int, ...]
    target: int


def read_table(
    content: bytes,
    name: str,
    features: tuple[str, ...] | None = None,
    target: str | None = None,
    task: str | None = None,
    leave_out_missing: bool = False,
) -> Table:
    """The rows of a CSV file.

    Args:
        content: the bytes of the file.
        name: what errors call the file.
        features: the names of the input columns; all but the target where None.
        target: the column to learn; the last one where None.
        task: one of ``TASKS``; guessed from the target, with a note, where None.
        leave_out_missing: skip rows with a missing value, with a note, instead of refusing them.

    Raises:
        DataError: with line and column of what cannot be read.

    >>> read_table(b"height,weight\\n1.6,55\\n1.8,80\\n", "people.csv").notes
    ('weight holds numbers: read as regression',)
    """
    text = CsvText.of(content, name)
    header, records, notes = header_of(text)
    columns = _columns(text, header, features, target)
    inputs: list[np.ndarray] = []
    cells: list[str] = []
    lines: list[int] = []
    mark = "." if text.delimiter == "," else None
    read = left_out = 0
    for block in _blocks(records):
        read += len(block)
        if read > ROWS:
            raise DataError("data.path", f"{name}, line {block[0][0]}: more rows than the limit of {ROWS}")
        _check_width(text, columns.header, block)
        if leave_out_missing:
            used = (*columns.features, columns.target)
            whole = [entry for entry in block if not any(is_missing(entry[1][place]) for place in used)]
            left_out, block = left_out + len(block) - len(whole), whole
        values, mark = _inputs(text, columns, block, mark)
        inputs.append(values)
        lines += [line_in_record(line, row, columns.target) for line, row in block]
        cells += [row[columns.target].strip() for _, row in block]
    if not cells:
        raise text.refuse(2, 1, "", "no row with data follows the header")
    label = columns.header[columns.target]
    found = Target(text, label, columns.target + 1, cells, lines, mark)
    notes += (f"{left_out} rows with missing values are left out",) if left_out else ()
    return _table(np.concatenate(inputs), columns, found, task, notes)


def _table(
    inputs: np.ndarray, columns: Columns, found: Target, task: str | None, notes: tuple[str, ...]
) -> Table:
    if task is None:
        task = found.guess()
        notes += (f"{found.label} holds {'numbers' if task == TASKS[0] else 'text'}: read as {task}",)
    features = tuple(columns.header[place] for place in columns.features)
    if task == "classification":
        labels, classes = classes_of(found)
        table = Table(inputs, features, (found.label,), labels=labels, classes=classes)
        mark = found.mark
    else:
        targets, mark = values_of(found)
        table = Table(inputs, features, (found.label,), targets=targets[:, None])
    if mark == ",":
        notes += ("numbers are read with a decimal comma: 1,5 is one and a half",)
    shown = found.text.notes + notes + remarks(table)
    return Table(inputs, features, table.outputs, table.targets, table.labels, table.classes, shown)


def header_of(text: CsvText) -> tuple[tuple[str, ...], Iterator[Record], tuple[str, ...]]:
    """The names of the columns, the records below them, and a note where that is not certain."""
    records = text.records()
    line, first = next(records)
    if len(first) < 2:
        raise text.refuse(line, 1, "", "only one column; a table needs an input and a target at least")
    numeric = [is_number(cell) for cell in first]
    if all(numeric):
        names = tuple(f"column_{place}" for place in range(1, len(first) + 1))
        return names, itertools.chain([(line, first)], records), ("the file has no header line",)
    names = tuple(" ".join(cell.split()) for cell in first)
    for place, name in enumerate(names):
        at = line_in_record(line, first, place)
        if not name:
            raise text.refuse(at, place + 1, "", "this column has no name in the header")
        if name in names[:place]:
            before = names.index(name) + 1
            raise text.refuse(at, place + 1, name, f"column {before} has the same name; each needs its own")
    doubt = f"line {line} is read as the header, though it holds numbers"
    return names, records, (doubt,) if any(numeric) else ()


def _columns(
    text: CsvText, header: tuple[str, ...], features: tuple[str, ...] | None, target: str | None
) -> Columns:
    def place(name: str, field: str) -> int:
        if name in header:
            return header.index(name)
        near = difflib.get_close_matches(name, header, n=1)
        listed = ", ".join(header[:10]) + (", …" if len(header) > 10 else "")
        hint = f"did you mean {near[0]}?" if near else f"it has {listed}"
        raise DataError(field, f'"{name[:60]}" is not a column of {text.name}; {hint}')

    aim = len(header) - 1 if target is None else place(target, "data.target")
    if features is None:
        chosen = tuple(other for other in range(len(header)) if other != aim)
        if len(chosen) > FEATURES:
            at = text.refuse(
                1, FEATURES + 2, "", f"{len(chosen)} inputs are more than the limit of {FEATURES}"
            )
            raise DataError(at.field, f"{at.message}; choose some with data.features")
        return Columns(header, chosen, aim)
    if not 1 <= len(features) <= FEATURES:
        raise DataError("data.features", f"must name 1 to {FEATURES} columns, not {len(features)}")
    chosen = tuple(place(name, f"data.features[{number}]") for number, name in enumerate(features))
    for number_, other in enumerate(chosen):
        if other == aim:
            raise DataError(f"data.features[{number_}]", f'"{header[other]}" is the target, so no input')
        if other in chosen[:number_]:
            raise DataError(f"data.features[{number_}]", f'"{header[other]}" stands in the list twice')
    return Columns(header, chosen, aim)


def _blocks(records: Iterator[Record]) -> Iterator[list[Record]]:
    while block := list(itertools.islice(records, _BLOCK)):
        yield block


def _check_width(text: CsvText, header: tuple[str, ...], block: list[Record]) -> None:
    width = len(header)
    for line, row in block:
        if len(row) != width:
            place = min(len(row), width)
            label = header[place] if place < width else ""
            message = f"{len(row)} cells in a row of {width}: one is missing or too many"
            raise text.refuse(line_in_record(line, row, place), place + 1, label, message)


def _inputs(
    text: CsvText, columns: Columns, block: list[Record], mark: str | None
) -> tuple[np.ndarray, str | None]:
    """The inputs of one block of records, (rows, n_in), and the decimal mark found so far."""
    values = np.empty((len(block), len(columns.features)))
    cells = list(zip(*(row for _, row in block), strict=True))
    for place, column in enumerate(columns.features if block else ()):
        if quick := numbers(list(cells[column]), mark):
            values[:, place], mark = quick
            continue
        for at, (line, row) in enumerate(block):
            try:
                values[at, place], mark = number(row[column], mark)
            except ValueError as error:
                end = "" if not str(error).endswith("is not a number") else _ADVICE
                where = line_in_record(line, row, column)
                raise text.refuse(where, column + 1, columns.header[column], f"{error}{end}") from error
    return values, mark


_ADVICE = "; inputs are numbers, so leave this column out of data.features"

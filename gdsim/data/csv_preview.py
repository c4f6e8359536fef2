"""CSV preview: the columns of a table and its first rows, as text, before anything is chosen."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from gdsim.data.csv_numbers import is_missing, is_number
from gdsim.data.csv_table import header_of
from gdsim.data.csv_text import CsvText

LOOKED_AT = 200
"""Rows by which a column is taken for numbers or for text."""


@dataclass(frozen=True)
class CsvPreview:
    """The beginning of a table.

    Args:
        header: the names of the columns.
        rows: the first rows, cell by cell.
        numeric: for each column, whether all of its first 200 values are numbers.
        notes: what the reader should know, one sentence each.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    notes: tuple[str, ...]


def csv_preview(content: bytes, name: str, rows: int = 5) -> CsvPreview:
    """The beginning of a CSV file.

    Args:
        content: the bytes of the file.
        name: what errors call the file.
        rows: how many rows to show.

    Raises:
        gdsim.data.error.DataError: where the file is no table at all.

    >>> csv_preview(b"species,mass\\nAdelie,3.7\\n", "p.csv").numeric
    (False, True)
    """
    text = CsvText.of(content, name)
    header, records, notes = header_of(text)
    seen = [tuple(row) for _, row in itertools.islice(records, max(rows, LOOKED_AT))]
    numeric = tuple(
        any(not is_missing(row[place]) for row in seen if place < len(row))
        and all(is_number(row[place]) or is_missing(row[place]) for row in seen if place < len(row))
        for place in range(len(header))
    )
    return CsvPreview(header, tuple(seen[:rows]), numeric, text.notes + notes)

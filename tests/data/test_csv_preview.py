"""The beginning of a table, before anything is chosen."""

from __future__ import annotations

import pytest

from gdsim.data.csv_preview import csv_preview
from gdsim.data.error import DataError


def test_preview_has_five_rows_and_finds_numbers() -> None:
    """Five rows as text; a column is of numbers where all that is there is one, blanks aside."""
    rows = "".join(f"{row},{'' if row == 2 else row / 2},n{row},\n" for row in range(9))
    preview = csv_preview(f"a,b,c,d\n{rows}".encode(), "t.csv")
    assert preview.header == ("a", "b", "c", "d")
    assert len(preview.rows) == 5
    assert preview.rows[3] == ("3", "1.5", "n3", "")
    assert preview.numeric == (True, True, False, False)


def test_preview_names_columns_without_a_header() -> None:
    """Columns get names, and a note says why; the first row is a row."""
    preview = csv_preview(b"1;2,5\n3;4,5\n", "t.csv")
    assert preview.header == ("column_1", "column_2")
    assert preview.rows[0] == ("1", "2,5")
    assert any("no header" in note for note in preview.notes)


def test_preview_shows_ragged_rows() -> None:
    """A row that is too short is no reason not to show the others: reading the table will tell."""
    preview = csv_preview(b"a,b\n1,2\n3\n4,5\n", "t.csv")
    assert preview.rows == (("1", "2"), ("3",), ("4", "5"))
    assert preview.numeric == (True, True)


@pytest.mark.parametrize("content", [b"", b"alone\n1\n", b"\x00\x01"])
def test_preview_refuses_what_is_no_table(content: bytes) -> None:
    """What is no table is refused with a sentence."""
    with pytest.raises(DataError):
        csv_preview(content, "t.csv")

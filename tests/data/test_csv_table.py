"""RELIABILITY cases 20 to 24: what a CSV file may look like, and how it is refused."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest

from gdsim.data.csv_table import read_table
from gdsim.data.error import DataError

PLAIN = b"x,y\n1.5,2\n-0.25,3e2\n"
SAME = {
    "plain": PLAIN,
    "byte order mark": b"\xef\xbb\xbf" + PLAIN,
    "semicolon": PLAIN.replace(b",", b";"),
    "tab": PLAIN.replace(b",", b"\t"),
    "decimal comma, semicolon": PLAIN.replace(b",", b";").replace(b".", b","),
    "decimal comma, tab": PLAIN.replace(b",", b"\t").replace(b".", b","),
    "CRLF": PLAIN.replace(b"\n", b"\r\n"),
    "CR": PLAIN.replace(b"\n", b"\r"),
    "quotes": b'"x","y"\n"1.5","2"\n"-0.25","3e2"\n',
    "blanks": b"x, y\n 1.5 , 2\n-0.25,\t3e2\n",
    "quoted newline": b'"x\n",y\n"1.5\n",2\n-0.25,"\r\n3e2"\n',
    "no final newline": PLAIN.rstrip(),
    "blank lines": b"\n" + PLAIN.replace(b"\n", b"\n\n  \n"),
}


@pytest.mark.parametrize("content", SAME.values(), ids=SAME.keys())
def test_every_form_gives_the_same_numbers(content: bytes) -> None:
    """Case 20: encoding mark, delimiter, decimal mark, line ends and quotes change no number."""
    table = read_table(content, "t.csv")
    assert table.inputs.tolist() == [[1.5], [-0.25]]
    assert table.targets is not None and table.targets.tolist() == [[2], [300]]
    assert (table.features, table.outputs) == (("x",), ("y",))


def test_columns_without_a_header_are_numbered() -> None:
    """Case 20: a first line of numbers is data, and the columns are numbered."""
    table = read_table(b"1.5,2\n-0.25,3e2", "t.csv")
    assert table.inputs.tolist() == [[1.5], [-0.25]] and table.features == ("column_1",)
    assert "the file has no header line" in table.notes


def test_doubtful_header_is_told() -> None:
    """A first line with numbers and text is the header, but the reader hears of it."""
    assert "line 1 is read as the header, though it holds numbers" in read_table(b"5.1,a\n1,b\n", "t").notes


def test_decimal_commas_are_told_from_separators() -> None:
    """1,5;2,5 has two columns with a decimal comma, not three with a semicolon in them."""
    table = read_table(b"1,5;2,5\n3,5;4,5\n", "t.csv")
    assert table.inputs.tolist() == [[1.5], [3.5]]
    assert any("decimal comma" in note for note in table.notes)


REFUSED = {
    "empty": (b"", 1, 1),
    "only blanks": (b" \r\n\r\n", 1, 1),
    "only a byte order mark": (b"\xef\xbb\xbf", 1, 1),
    "header only": (b"x,y\n", 2, 1),
    "missing cell": (b"x,y\n1,2\n,3\n", 3, 1),
    "missing target": (b"x,y\n1,2\n2,\n", 3, 2),
    "NaN": (b"x,y\n1,2\nNaN,3\n", 3, 1),
    "NA": (b"x,y\nNA,2\n1,3\n", 2, 1),
    "inf": (b"x,y\n1,2\n-inf,3\n", 3, 1),
    "infinite target": (b"x,y\n1,2\n1,inf\n", 3, 2),
    "too large": (b"x,y\n1e999,2\n", 2, 1),
    "short row": (b"x,y,z\n1,2,3\n1,2\n1,2,3\n", 3, 3),
    "long row": (b"x,y\n1,2\n1,2,3\n", 3, 3),
    "text in an input": (b"x,y\n1,2\ntall,3\n", 3, 1),
    "other digits": ("x,y\n１,2\n".encode(), 2, 1),
    "underscore": (b"x,y\n1_000,2\n", 2, 1),
    "hexadecimal": (b"x,y\n0x10,2\n", 2, 1),
    "unclosed quote": (b'x,y\n1,2\n3,"4\n5,6\n', 3, 2),
    "unclosed quote after a quoted newline": (b'x,y\n"1\n",2\n3,"4\n', 4, 2),
    "text after a quote": (b'x,y\n1,2\n"3"4,5\n', 3, 1),
    "endless cell": (b'x,y\n1,"' + b"2,3\n" * 50_000, 2, 2),
    "duplicate header": (b"x,y,x\n1,2,3\n", 1, 3),
    "nameless column": (b"x,,y\n1,2,3\n", 1, 2),
    "thousands, comma": (b'x,y\n1.5,2\n"1,234",3\n', 3, 1),
    "thousands, several": (b"x;y\n1,234,567;2\n", 2, 1),
    "thousands, point and comma": (b"x;y\n1.234,5;2\n", 2, 1),
    "thousands, blank": (b"x;y\n1 234;2\n", 2, 1),
    "thousands, apostrophe": (b"x;y\n1'234;2\n", 2, 1),
    "point and comma in one file": (b"x;y;z\n1,5;2;1\n1;2.5;1\n", 3, 2),
    "one column": (b"x\n1\n2\n", 1, 1),
    "numbers and text in the target": (b"x,y\n1,2\n2,a\n", 3, 2),
    "UTF-16": ("x,y\n1,2\n".encode("utf-16"), 1, 1),
    "UTF-16 without mark": ("x,y\n1,2\n".encode("utf-16-le"), 1, 1),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 2, 1),
    "NUL": (b"x,y\n1,\x002\n", 2, 1),
    "zip": (b"PK\x03\x04\x14\x00", 1, 1),
    "pickle": (b"\x80\x04\x95\x0c.", 1, 1),
    "neither encoding": (b"x,y\n1,\x81\n", 2, 1),
}


@pytest.mark.parametrize(("content", "line", "column"), REFUSED.values(), ids=REFUSED.keys())
def test_a_fault_is_refused_with_line_and_column(content: bytes, line: int, column: int) -> None:
    """Case 21: each fault is told with the line of the file and the column, in one line of text."""
    with pytest.raises(DataError) as caught:
        read_table(content, "t.csv")
    assert caught.value.field == "data.path"
    assert re.match(rf"t\.csv, line {line}, column {column}\b", caught.value.message), caught.value.message
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 250


def test_the_line_of_a_fault_holds_in_long_files() -> None:
    """The line is right far down in a file, also below quoted line breaks."""
    with pytest.raises(DataError, match=r"line 5004, column 1 \(x\)"):
        read_table(b'x,y\n"1\n\n",2\n' + b"1,2\n" * 4999 + b"oops,2\n" + b"1,2\n" * 10, "t.csv")


LOADED = {
    "one class": (b"x,k\n1,a\n2,a\n", "only one class"),
    "one row": (b"x,y\n1,2\n", "only one row"),
    "constant column": (b"x,y\n0.1,2\n0.1,3\n", "x has the same value in every row"),
    "huge number": (b"x,y\n1e300,2\n1,3\n", "x reaches 1e+300"),
}


@pytest.mark.parametrize(("content", "note"), LOADED.values(), ids=LOADED.keys())
def test_weak_tables_load_with_a_note(content: bytes, note: str) -> None:
    """Case 22: what can be used is used, and its weakness is said."""
    assert any(note in said for said in read_table(content, "t.csv").notes)


def test_a_latin_1_file_is_read_and_named() -> None:
    """Case 24: a file in Latin-1 is read, and the encoding named."""
    table = read_table("größe,art\n1,Bär\n2,Löwe\n".encode("latin-1"), "t.csv")
    assert (table.features, table.classes) == (("größe",), ("Bär", "Löwe"))
    assert any("Windows-1252 (Latin-1)" in note for note in table.notes)


def test_classes_are_sorted_by_name_or_value() -> None:
    """Classes are sorted by name; numbers as classes by value, equal values being one class."""
    words = read_table(b"x,k\n1,b\n2,a\n", "t.csv")
    assert words.labels is not None and (words.classes, words.labels.tolist()) == (("a", "b"), [1, 0])
    figures = read_table(b"x,k\n1,10\n2,9\n3,10.0\n", "t.csv", task="classification")
    assert figures.labels is not None and (figures.classes, figures.labels.tolist()) == (
        ("9", "10"),
        [1, 0, 1],
    )


def test_numbers_and_text_are_classes_when_said_so() -> None:
    """Numbers and text are classes where the experiment says so."""
    assert read_table(b"x,k\n1,7\n2,a\n", "t.csv", task="classification").classes == ("7", "a")


def test_the_guessed_task_is_told() -> None:
    """Text means classification, numbers mean regression, and a note says what was guessed."""
    assert "k holds text: read as classification" in read_table(b"x,k\n1,a\n2,b\n", "t.csv").notes
    assert "y holds numbers: read as regression" in read_table(PLAIN, "t.csv").notes
    assert not read_table(PLAIN, "t.csv", task="regression").notes


def test_regression_needs_numbers() -> None:
    """Text in the target of a regression is refused with its place."""
    with pytest.raises(DataError, match=r"line 2, column 2 \(k\)"):
        read_table(b"x,k\n1,a\n", "t.csv", task="regression")


def test_features_come_in_the_chosen_order() -> None:
    """Features come in the order asked for; columns that nobody asked for may hold anything."""
    table = read_table(b"id,b,k,a\nq,1,2,3\n,4,5,6\n", "t.csv", features=("a", "b"), target="k")
    assert table.inputs.tolist() == [[3, 1], [6, 4]] and table.features == ("a", "b")


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"target": "heigth"}, "data.target"),
        ({"features": ("a", "heigth")}, "data.features[1]"),
        ({"features": ("a", "a")}, "data.features[1]"),
        ({"features": ("height",)}, "data.features[0]"),
        ({"features": ()}, "data.features"),
    ],
)
def test_chosen_columns_that_do_not_fit_are_refused(choice: dict, field: str) -> None:
    """An unknown, doubled or target column in the choice is refused under its own field."""
    with pytest.raises(DataError) as caught:
        read_table(b"a,height\n1,2\n", "t.csv", **choice)
    assert caught.value.field == field


def test_rows_with_missing_values_are_left_out_on_demand() -> None:
    """Bundled tables leave out rows with a missing value, and say how many."""
    table = read_table(b"x,y\n1,2\nNA,3\n4,\n5,6\n", "t.csv", task="regression", leave_out_missing=True)
    assert table.inputs.tolist() == [[1], [5]]
    assert "2 rows with missing values are left out" in table.notes


def test_more_than_256_inputs_are_refused() -> None:
    """Case 23: 5,000 columns are refused with the limit; 256 inputs are read."""
    wide = b",".join(b"c%d" % place for place in range(5000)) + b"\n" + b",".join([b"1"] * 5000)
    with pytest.raises(DataError, match="limit of 256"):
        read_table(wide, "t.csv")
    assert read_table(wide, "t.csv", features=("c0", "c4")).inputs.tolist() == [[1, 1]]


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Case 23: more rows than the limit are refused, the limit named."""
    monkeypatch.setattr("gdsim.data.csv_table.ROWS", 10)
    assert read_table(b"x,y\n" + b"1,2\n" * 10, "t.csv").rows == 10
    with pytest.raises(DataError, match="limit of 10"):
        read_table(b"x,y\n" + b"1,2\n" * 11, "t.csv")


def test_more_than_512_classes_are_refused() -> None:
    """More classes than a layer can have units are refused, with the likely reason."""
    rows = b"".join(b"1,%d\n" % place for place in range(513))
    with pytest.raises(DataError, match="512 classes; is this a regression"):
        read_table(b"x,k\n" + rows, "t.csv", task="classification")


def test_a_hundred_thousand_rows_are_quick() -> None:
    """Case 23: a tenth of the million rows in a tenth of the ten seconds, with room for a slow machine."""
    rows = b"".join(b"%d.5,%d,%d\n" % (row, row % 7, -row) for row in range(100_000))
    start = time.perf_counter()
    table = read_table(b"a,b,c\n" + rows, "t.csv")
    assert time.perf_counter() - start < 5
    assert table.inputs.shape == (100_000, 2) and np.isfinite(table.inputs).all()

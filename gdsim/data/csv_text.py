"""The text of a CSV file: its encoding, its delimiter and its records, each with its line in the file."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdsim.data.error import DataError

if TYPE_CHECKING:
    from _csv import Reader

Record = tuple[int, list[str]]
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_BREAK = re.compile(r"\r\n|\r|\n")
# The order decides where more than one fits: "1,5;2,5" has two columns, with a decimal comma, not three.
_DELIMITERS = ("\t", ";", ",")


@dataclass(frozen=True)
class CsvText:
    """A CSV file that can be read record by record.

    Args:
        content: the bytes of the file.
        name: what errors call the file.
        encoding: the name of its encoding for Python.
        delimiter: what stands between two cells.
        notes: what the reader should know about the encoding.

    >>> text = CsvText.of(b'a;b\\r\\n1,5;"x\\r\\ny"\\r\\n2,5;z', "t.csv")
    >>> text.delimiter, list(text.records())
    (';', [(1, ['a', 'b']), (2, ['1,5', 'x\\r\\ny']), (4, ['2,5', 'z'])])
    """

    content: bytes
    name: str
    encoding: str
    delimiter: str
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, content: bytes, name: str) -> CsvText:
        """Find encoding and delimiter.

        Raises:
            DataError: where the file is empty, binary, or text in another encoding than UTF-8 and Windows-1252.
        """
        encoding = _encoding(content, name)
        notes: tuple[str, ...] = ()
        if encoding == "cp1252":
            notes = (
                f"{name} is not UTF-8 and is read as Windows-1252 (Latin-1): check its umlauts and accents",
            )
        return cls(content, name, encoding, _delimiter(content, encoding), notes)

    def records(self) -> Iterator[Record]:
        """The records that are not blank, each with the number of its first line.

        Raises:
            DataError: for a quote that is not closed, or text after a closing one.
        """
        reader = _reader(self.content, self.encoding, self.delimiter)
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self._unreadable(line, error) from error
            if len(row) > 1 or (row and row[0].strip()):
                yield line, row

    def refuse(self, line: int, column: int, label: str, message: str) -> DataError:
        """The error for one cell; lines and columns count from 1."""
        place = f"line {line}, column {column}" + (f" ({label})" if label else "")
        return DataError("data.path", f"{self.name}, {place}: {message}")

    def _unreadable(self, line: int, error: csv.Error) -> DataError:
        """Walk over the closed cells from the record's first line on: where they end, the fault is."""
        lines = io.TextIOWrapper(io.BytesIO(self.content), encoding=self.encoding, newline="")
        rest = "".join(itertools.islice(lines, line - 1, None))
        mark = re.escape(self.delimiter)
        closed = re.compile(rf' *(?:"[^"]*(?:""[^"]*)*"|[^"{mark}\r\n][^{mark}\r\n]*|){mark}')
        position, column = 0, 1
        while match := closed.match(rest, position):
            position, column = match.end(), column + 1
        line += len(_BREAK.findall(rest[:position]))
        if "expected after" in str(error):
            return self.refuse(line, column, "", 'text follows a closing quote; inside quotes, write " twice')
        if "limit" in str(error):
            message = f"a cell is longer than {csv.field_size_limit()} characters; is its quote closed?"
            return self.refuse(line, column, "", message)
        return self.refuse(line, column, "", "this quote is never closed")


def line_in_record(line: int, row: list[str], column: int) -> int:
    """The line where a cell of a record begins, since quoted cells before it may run over several lines.

    >>> line_in_record(7, ["a\\nb", "c"], 1)
    8
    """
    before = "".join(row[:column])
    return line if before.isprintable() else line + sum(len(_BREAK.findall(cell)) for cell in row[:column])


def _reader(content: bytes, encoding: str, delimiter: str) -> Reader:
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)


def _encoding(content: bytes, name: str) -> str:
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise DataError("data.path", f"{name}, line 1, column 1: the file is empty")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError("data.path", f"{name}, line 1, column 1: the file is UTF-16; save it as UTF-8")
    if found := _CONTROL.search(content):
        line = content.count(b"\n", 0, found.start()) + 1
        column = found.start() - content.rfind(b"\n", 0, found.start())
        message = f"byte {column} of the line is {found[0][0]}: a binary file, not a table of text"
        raise DataError("data.path", f"{name}, line {line}, column 1: {message}")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
        else:
            return encoding
    message = "the file is neither UTF-8 nor Windows-1252 text; save it as UTF-8"
    raise DataError("data.path", f"{name}, line {line}, column 1: {message}")


def _delimiter(content: bytes, encoding: str) -> str:
    """The delimiter whose records agree with the first one, which has at least two cells."""

    def agreeing(delimiter: str) -> tuple[bool, int]:
        widths = []
        try:
            for row in itertools.islice(_reader(content, encoding, delimiter), 1000):
                if row and (len(row) > 1 or row[0].strip()):
                    widths.append(len(row))
        except csv.Error:
            widths.append(0)  # told with its line when the file is read
        if not widths or widths[0] < 2:
            return False, 0
        return len(set(widths)) == 1, widths.count(widths[0])

    scores = {delimiter: agreeing(delimiter) for delimiter in _DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])  # the first of equals
    return best if scores[best][1] else ","

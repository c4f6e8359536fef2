"""Numbers in a CSV file: decimal point or decimal comma, one of the two in a file, and nothing ambiguous."""

from __future__ import annotations

import math
import re

import numpy as np

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ,.'’_\u00a0\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)
_MISSING = {"", "na", "n/a", "#n/a", "nan", "null", "?"}
_INFINITE = re.compile(r"[+-]?inf(inity)?", re.IGNORECASE)


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value.

    >>> is_missing(" NA "), is_missing("0")
    (True, False)
    """
    return cell.strip().lower() in _MISSING


def is_number(cell: str) -> bool:
    """Whether a cell has the form of a number, with a point or a comma.

    >>> is_number("-1,5e3"), is_number("1.234,5"), is_number("1_000")
    (True, False, False)
    """
    return _NUMBER.fullmatch(cell.strip()) is not None


def number(cell: str, mark: str | None) -> tuple[float, str | None]:
    """A cell's value, and the decimal mark of the file after it.

    Args:
        cell: the cell's text; blanks around it do not count.
        mark: ``.`` or ``,`` where the file has shown its decimal mark, else None.

    Raises:
        ValueError: what is wrong with the cell, as the end of a sentence.

    >>> number("1,5", None)
    (1.5, ',')
    >>> number("1,234", ".")
    Traceback (most recent call last):
    ValueError: "1,234" has a comma, but this file's decimal mark is a point: thousands separators are not read
    """
    text = cell.strip()
    quoted = f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'
    if is_missing(text):
        raise ValueError(f"a missing value ({quoted}); fill it in or leave its row out")
    if not _NUMBER.fullmatch(text):
        if _INFINITE.fullmatch(text):
            raise ValueError(f"{quoted} is not a finite number")
        if _GROUPED.fullmatch(text):
            raise ValueError(f"{quoted} has thousands separators; write the digits without them")
        raise ValueError(f"{quoted} is not a number")
    used = "," if "," in text else "." if "." in text else None
    if used and mark and used != mark:
        words = {",": "comma", ".": "point"}
        raise ValueError(
            f"{quoted} has a {words[used]}, but this file's decimal mark is a {words[mark]}: "
            "thousands separators are not read"
        )
    value = float(text.replace(",", "."))
    if math.isinf(value):
        raise ValueError(f"{quoted} is beyond the largest number, 1.8e308")
    return value, mark or used


def numbers(cells: list[str], mark: str | None) -> tuple[np.ndarray, str | None] | None:
    """Many cells at once, as :func:`number` reads each; None where the whole column is not plainly readable.

    It is a short cut and decides nothing: where it gives up, the cells are read one by one.

    >>> values, mark = numbers(["1,5", "2"], None)
    >>> values.tolist(), mark
    ([1.5, 2.0], ',')
    >>> numbers(["1.5", "1,5"], None) is None
    True
    """
    joined = "\n".join(cells)
    used = "," if "," in joined else "." if "." in joined else None
    if (used == "," and "." in joined) or (used and mark and used != mark):
        return None
    if "_" in joined or not joined.isascii():  # Python's own float reads 1_000 and other scripts' digits
        return None
    parts = joined.replace(",", ".").split("\n")
    if len(parts) != len(cells):
        return None
    try:
        values = np.array(list(map(float, parts)), dtype=np.float64)
    except ValueError:
        return None
    return (values, mark or used) if np.isfinite(values).all() else None

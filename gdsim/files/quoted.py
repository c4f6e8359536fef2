"""Quoting: any value of a file in at most 60 printable characters, on one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gdsim.core.parameter import shown

LONGEST = 60


class TooLarge(float):
    """A number beyond float64 (1e999, or of thousands of digits): infinite, and remembers how it was written."""

    text: str

    def __new__(cls, text: str) -> TooLarge:
        number = super().__new__(cls, "-inf" if text.startswith("-") else "inf")
        number.text = text
        return number


def quoted(value: Any) -> str:
    """A value as an error quotes it.

    >>> quoted(-3), quoted("tanh"), quoted([1, {"a": None}]), quoted(TooLarge("1e999"))
    ('-3', '"tanh"', '[1, {"a": null}]', '1e999')
    >>> len(quoted("x" * 1000)), quoted(float("nan"))
    (60, 'NaN')
    """
    if isinstance(value, TooLarge):
        return cut(value.text)
    if isinstance(value, str):
        return cut(json.dumps(value[: LONGEST + 1], ensure_ascii=False))
    if isinstance(value, (list, tuple, Mapping)):
        found = ""
        for piece in _pieces(value):
            found += piece
            if len(found) > LONGEST:
                break
        return cut(found)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**400:
        return "a number of more than 400 digits"
    return cut(shown(value))


def _pieces(value: Any) -> Iterator[str]:
    """JSON piece by piece, so that a value of many megabytes costs no more than its first 60 characters."""
    if isinstance(value, Mapping):
        mark = "{"
        for key, item in value.items():
            yield f"{mark}{quoted(key)}: "
            yield from _pieces(item)
            mark = ", "
        yield "{}" if mark == "{" else "}"
    elif isinstance(value, (list, tuple)):
        mark = "["
        for item in value:
            yield mark
            yield from _pieces(item)
            mark = ", "
        yield "[]" if mark == "[" else "]"
    else:
        yield quoted(value)


def cut(text: str, longest: int = LONGEST) -> str:
    """A text on one line and no longer than that; what cannot be printed is written as an escape.

    >>> cut("a\\nb"), cut("x" * 9, 5)
    ('a\\\\nb', 'xxxx…')
    """
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)

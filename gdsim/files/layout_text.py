"""Layout: a JSON document as text that people can read and compare line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

WIDTH = 110


def text_of_document(document: Any) -> str:
    """Indented JSON; what fits on a line, and every row of numbers, stands on one line.

    >>> print(text_of_document({"weights": [[0.1, 0.2], [0.3, 0.4]], "layers": [{"units": 4}]}), end="")
    {
      "weights": [[0.1, 0.2], [0.3, 0.4]],
      "layers": [{"units": 4}]
    }

    Raises:
        ValueError: for NaN and infinity, which are no JSON.
    """
    return "".join(_object(document, "")) + "\n"


def _object(document: dict[str, Any], indent: str) -> Iterator[str]:
    yield "{"
    inner = indent + "  "
    for number, (key, value) in enumerate(document.items()):
        lead = f"{inner}{_line(key)}: "
        yield (",\n" if number else "\n") + lead
        yield from _value(value, inner, WIDTH - len(lead))
    yield f"\n{indent}}}" if document else "}"


def _list(values: list[Any], indent: str) -> Iterator[str]:
    inner = indent + "  "
    for number, value in enumerate(values):
        yield (",\n" if number else "[\n") + inner
        yield from _value(value, inner, WIDTH - len(inner))
    yield f"\n{indent}]"


def _value(value: Any, indent: str, room: int) -> Iterator[str]:
    if not isinstance(value, (dict, list)) or _is_row(value) or _is_short(value, room):
        yield _line(value)
    elif isinstance(value, dict):
        yield from _object(value, indent)
    else:
        yield from _list(value, indent)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _is_row(value: Any) -> bool:
    """True for a list of nothing but numbers and words."""
    return isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value)


def _is_short(value: Any, room: int) -> bool:
    """True where a value fits on the rest of a line; looks at no more of it than that."""
    return _least(value, room) <= room and len(_line(value)) <= room


def _least(value: Any, most: int) -> int:
    """At least so many characters does a value take; stops counting beyond ``most``."""
    if not isinstance(value, (dict, list)):
        return 1
    total = 2
    for one in value.values() if isinstance(value, dict) else value:
        total += 1 + _least(one, most - total)
        if total > most:
            break
    return total

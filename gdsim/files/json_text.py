"""JSON text: read strictly, so that nothing is lost, doubled or made infinite on the way in."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from gdsim.files.messages import FileError, Place, dotted
from gdsim.files.quoted import TooLarge

_DIGITS = 400
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _Doubled(dict[str, Any]):
    """An object in which a key was given twice."""

    key: str


def json_value(text: str, name: str) -> Any:
    """The value of a JSON text.

    Numbers beyond float64 come out as :class:`TooLarge` and NaN as itself, for the checks of their fields to refuse
    by name; keys given twice and halves of surrogate pairs are refused here.

    Args:
        text: the text.
        name: the file's path as the user gave it.

    Raises:
        FileError: with line and column where the text is no JSON.

    >>> json_value('{"a": [1, 2.5]}', "a.gdsim")
    {'a': [1, 2.5]}
    >>> json_value('{"a": {"b": 1, "b": 2}}', "a.gdsim")
    Traceback (most recent call last):
    gdsim.files.messages.FileError: a.gdsim: a.b: is given twice
    """
    doubled: list[_Doubled] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(found)
        if len(table) == len(found):
            return table
        marked = _Doubled(table)
        seen: set[str] = set()
        marked.key = next(key for key, _ in found if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        doubled.append(marked)
        return marked

    try:
        value = json.loads(
            text, object_pairs_hook=pairs, parse_float=_number, parse_int=_whole, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        raise FileError(name, "", _syntax(error, text)) from error
    except RecursionError:
        raise FileError(name, "", "is nested too deeply for an experiment") from None
    if doubled:
        place = next((place for place, found in places(value) if isinstance(found, _Doubled)), ())
        raise FileError(name, dotted((*place, doubled[0].key)), "is given twice")
    if _SURROGATE.search(text):
        _refuse_halves(value, name)
    return value


def _number(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else TooLarge(text)


def _whole(text: str) -> float:
    return int(text) if len(text) <= _DIGITS else TooLarge(text)


def _constant(text: str) -> float:
    return float(text.replace("Infinity", "inf"))


def _syntax(error: json.JSONDecodeError, text: str) -> str:
    where = f"line {error.lineno}, column {error.colno}"
    if not text.strip():
        return f"{where}: the file is empty; an experiment is a JSON object"
    return f"{where}: is no JSON: {error.msg[:1].lower()}{error.msg[1:]}"


def _refuse_halves(value: Any, name: str) -> None:
    """A lone half of a surrogate pair cannot be written back as UTF-8."""
    for place, found in places(value):
        for text in (found, place[-1] if place else ""):
            if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
                raise FileError(name, dotted(place), "holds half of a surrogate pair, which is no character")


def places(value: Any) -> Iterator[tuple[Place, Any]]:
    """Every value inside a JSON value with its place, in the order of the file; never recursive."""
    stack: list[tuple[Place, Any]] = [((), value)]
    while stack:
        place, found = stack.pop()
        yield place, found
        if isinstance(found, dict):
            stack.extend(((*place, key), one) for key, one in reversed(found.items()))
        elif isinstance(found, list):
            stack.extend(((*place, number), found[number]) for number in range(len(found) - 1, -1, -1))

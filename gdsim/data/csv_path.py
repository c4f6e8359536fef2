"""The path of a CSV file: relative, below the experiment's folder, an ordinary file, and nothing else."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

from gdsim.core.parameter import shown
from gdsim.data.error import DataError

FIELD = "data.path"
LARGEST = 64 * 2**20
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # NUL, line breaks, lone surrogates
# Windows opens these names as devices in every folder, so that an experiment with one could not be passed on.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def read_beside(path: Any, folder: Path | None) -> bytes:
    """The content of a file that the experiment names, at most 64 MiB.

    Args:
        path: relative, with ``/`` between folders; ``..`` and links may not lead out of the folder.
        folder: where the experiment's file lies; None while it has not been saved.

    Raises:
        DataError: for ``data.path``, where the path leads elsewhere or is no ordinary, readable file.
    """
    if fault := path_fault(path):
        raise DataError(FIELD, fault)
    if folder is None:
        raise DataError(FIELD, "is relative to the experiment's file, so save the experiment first")
    try:
        place = _inside(folder, path)
        return _read(place, path)
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        if isinstance(error, FileNotFoundError):
            raise DataError(FIELD, f"{shown(path)} is not there, beside the experiment's file") from error
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(FIELD, f"{shown(path)} cannot be read: {reason}") from error


def path_fault(path: Any) -> str | None:
    """What is wrong with the path as text, or None; asks no file system.

    >>> path_fault("tables/heights.csv") is None
    True
    >>> path_fault("../secret.csv")
    'must stay below the folder of the experiment\\'s file, but "../secret.csv" leads out of it'
    """
    if not isinstance(path, str) or not path.strip():
        return f"must be the path of a CSV file, not {shown(path)}"
    if _UNNAMEABLE.search(path):
        return f"holds a character that no file name may have: {shown(ascii(path))}"
    if _SCHEME.match(path):
        return f"must be a relative path, without drive or address, not {shown(path)}"
    if path.startswith(("/", "\\")):
        return f"must be relative to the experiment's file, not {shown(path)}"
    if "\\" in path:
        return f"must have / between folders, not \\, so that it holds on every system: {shown(path)}"
    depth = 0
    for part in path.split("/"):
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        if depth < 0:
            return f"must stay below the folder of the experiment's file, but {shown(path)} leads out of it"
        if _DEVICE.fullmatch(part):
            return f"must be an ordinary file, but {part} names a device on Windows: {shown(path)}"
    return None


def _inside(folder: Path, path: str) -> Path:
    place = (folder / path).resolve(strict=True)
    if not place.is_relative_to(folder.resolve()):
        raise DataError(FIELD, f"{shown(path)} is a link that leads out of the experiment's folder")
    if not stat.S_ISREG(place.stat().st_mode):
        kind = "a folder" if place.is_dir() else "a device or pipe"
        raise DataError(FIELD, f"{shown(path)} is {kind}, not a file")
    return place


def _read(place: Path, path: str) -> bytes:
    # Not blocking, and asked once more: between the look and the opening the file could have become a pipe.
    handle = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise DataError(FIELD, f"{shown(path)} is not a file")
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise DataError(FIELD, f"{shown(path)} is larger than the limit of {LARGEST // 2**20} MiB")
    return content

"""Content: the bytes of a file as text, without ever waiting for a pipe or filling the memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from gdsim.files.messages import FileError

LARGEST = 64 * 2**20
_KINDS = (
    (stat.S_ISDIR, "is a folder, not a file"),
    (stat.S_ISFIFO, "is a pipe, not a file"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)
_BEGINNINGS = (
    (b"\x89PNG", "is a PNG picture"),
    (b"PK\x03\x04", "is a ZIP archive"),
    (b"\x80\x02", "is a Python pickle, which gdsim never loads"),
    (b"\x80\x03", "is a Python pickle, which gdsim never loads"),
    (b"\x80\x04", "is a Python pickle, which gdsim never loads"),
    (b"\x80\x05", "is a Python pickle, which gdsim never loads"),
    (b"%PDF", "is a PDF document"),
    (b"\x1f\x8b", "is a gzip archive"),
    (b"\xff\xfe", "is UTF-16 text; save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16 text; save it as UTF-8"),
)


def content(path: Path | str) -> bytes:
    """The bytes of an ordinary file of at most 64 MiB.

    Raises:
        FileError: where it is something else, cannot be read or is too large.
    """
    try:
        _refuse_special(path, os.stat(path))
        # Not blocking, and looked at once more: between the look and the opening it could have become a pipe.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            _refuse_special(path, os.fstat(handle))
            found = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(path, "", reason_of(error)) from error
    if len(found) > LARGEST:
        raise _too_large(path)
    return found


def _refuse_special(path: Path | str, status: os.stat_result) -> None:
    for is_kind, reason in _KINDS:
        if is_kind(status.st_mode):
            raise FileError(path, "", reason)
    if status.st_size > LARGEST:
        raise _too_large(path)


def _too_large(path: Path | str) -> FileError:
    return FileError(path, "", f"is larger than the limit of {LARGEST // 2**20} MiB")


def reason_of(error: OSError | ValueError) -> str:
    """What an error of the operating system means for the user."""
    if isinstance(error, OSError):
        known = {
            errno.ENOENT: "there is no such file",
            errno.ELOOP: "is a link that leads back to itself",
            errno.EACCES: "may not be read: permission denied",
        }
        return known.get(error.errno or 0, f"cannot be read: {error.strerror or error}")
    return f"is no path of a file: {error}"


def decoded(found: bytes, name: str) -> str:
    """UTF-8 bytes as text; a byte order mark is left out.

    Args:
        found: the bytes.
        name: the file's path as the user gave it.

    Raises:
        FileError: where the bytes are no UTF-8 text.
    """
    for beginning, reason in _BEGINNINGS:
        if found.startswith(beginning):
            raise FileError(name, "", reason)
    if (zero := found.find(b"\0")) >= 0:
        raise FileError(name, "", f"is no text: byte {zero + 1} is 0; an experiment is JSON in UTF-8")
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        reason = (
            f"is not UTF-8: byte {error.start + 1}, in line {line}, does not belong there; save it as UTF-8"
        )
        raise FileError(name, "", reason) from error

"""Replacing: new content for a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from gdsim.files.messages import FileError

TEMPORARY = ".gdsim-"
"""How the name of an unfinished file begins; it lies in the folder of the file that it will be."""


def replace_file(path: Path | str, text: bytes) -> None:
    """Put new content in place of a file, or make it; at every moment the file is either old or new.

    Args:
        path: an ordinary file, a link to one, or nothing yet.
        text: the new content.

    Raises:
        FileError: where it cannot be written; the old file is whole.
    """
    temporary: Path | None = None
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        temporary = target.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
        _write_all(temporary, text, mode)
        os.replace(temporary, target)
        temporary = None
        _settle(target.parent)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FileError(path, "", f"cannot be written: {reason}") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _mode(target: Path) -> int | None:
    """The permissions of the file that is there; None where there is none.

    Replacing needs only the folder's permission, so that a file which is read-only or a device has to be refused here.
    """
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("it is a folder or a device, not a file")
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only; save it as another one")
    return stat.S_IMODE(status.st_mode)


def _write_all(path: Path, text: bytes, mode: int | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)
    if mode is not None:
        os.chmod(path, mode)


def _settle(folder: Path) -> None:
    """Let the folder's new entry reach the disk as well, where the system can do that."""
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:
        return
    # The file is in place already: what goes wrong here takes nothing away from it.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | flag)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

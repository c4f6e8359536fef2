"""Packed: a folder as a tar whose bytes depend on nothing but its files and the release."""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path


def pack(folder: Path, name: str, target: Path, epoch: int) -> Path:
    """Write ``target``, a .tar.xz, with one folder ``name`` in it.

    Args:
        folder: what goes in, sorted, owned by root, dated ``epoch``.
        name: the folder's name in the archive.
        target: the file.
        epoch: seconds since 1970.
    """

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch
        return entry

    with (
        lzma.open(target, "wb", preset=6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        archive.add(folder, name, recursive=False, filter=plain)
        for file in sorted(folder.rglob("*")):
            archive.add(file, f"{name}/{file.relative_to(folder).as_posix()}", recursive=False, filter=plain)
    return target

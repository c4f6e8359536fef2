"""Sums: file, size and SHA-256 of what was built, for a reader and for ``sha256sum --check``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path


def sha256(file: Path) -> str:
    """The sum of a file, in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def table(files: Sequence[Path]) -> str:
    """The files for a reader."""
    width = max((len(file.name) for file in files), default=0)
    return "\n".join(
        f"{file.name:<{width}}  {file.stat().st_size / 1e6:>7.2f} MB  {sha256(file)}" for file in files
    )


def write_sums(folder: Path) -> Path:
    """``SHA256SUMS`` of all files of a folder."""
    target = folder / "SHA256SUMS"
    files = sorted(file for file in folder.iterdir() if file.is_file() and file != target)
    target.write_text("".join(f"{sha256(file)}  {file.name}\n" for file in files), encoding="utf-8")
    return target

"""Record: which files were packed into this installation, with their sums, as the installer wrote them down.

A built program carries the same list, so that a file which the packing lost is missed.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import gdsim

PACKAGE = Path(gdsim.__file__).parent


@dataclass(frozen=True)
class Entry:
    """One packed file: its name from the package's parent on, as ``gdsim/core/update.py``, and its SHA-256."""

    name: str
    sha256: str

    @property
    def module(self) -> str | None:
        """The import name, None for a file that is no module.

        >>> Entry("gdsim/core/optimizers/__init__.py", "").module
        'gdsim.core.optimizers'
        """
        for suffix in (*EXTENSION_SUFFIXES, ".py"):
            if self.name.endswith(suffix):
                return self.name.removesuffix(suffix).removesuffix("/__init__").replace("/", ".")
        return None

    def fault(self, package: Path = PACKAGE) -> str:
        """What is wrong with the file, nothing where it is as it was packed.

        Args:
            package: the folder that is looked at.
        """
        file = package.parent / self.name
        if file.is_file():
            # Of an extension the packers change the paths in which its libraries are looked for.
            changed = not self.name.endswith(tuple(EXTENSION_SUFFIXES)) and _sum(file) != self.sha256
            return f"{self.name} is damaged" if changed else ""
        # The modules of a built program are no files; the program finds them all the same.
        found = self.module is not None and importlib.util.find_spec(self.module) is not None
        return "" if found else f"{self.name} is missing"


def _sum(file: Path) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(file.read_bytes()).digest()).rstrip(b"=").decode()


@lru_cache(maxsize=1)
def recorded() -> Sequence[Entry]:
    """Everything that runs or is read; empty where gdsim runs from its sources and nothing was packed."""
    try:
        files = importlib.metadata.distribution("gdsim").files or []
    except importlib.metadata.PackageNotFoundError:
        return ()
    entries = [Entry(file.as_posix(), file.hash.value) for file in files if file.hash is not None]
    if not any(entry.name == "gdsim/__init__.py" for entry in entries):
        return ()  # an editable installation: a link to the sources
    # Sources of the compiled loop and hints for type checkers are packed, but nobody reads them while gdsim runs.
    return tuple(
        entry
        for entry in entries
        if entry.name.startswith("gdsim/resources/") or (entry.name.startswith("gdsim/") and entry.module)
    )

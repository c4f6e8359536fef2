"""Cache home: a folder for what libraries keep for later, where the home cannot be written."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import MutableMapping
from pathlib import Path


def provide(environment: MutableMapping[str, str] = os.environ, system: str = sys.platform) -> None:
    """Name a temporary folder where neither the cache of this user nor the home that it belongs in can be written.

    Fontconfig complains on stderr of each folder of fonts whose index it cannot keep. The folder goes with the process.
    """
    if not system.startswith("linux"):
        return
    home = environment.get("XDG_CACHE_HOME") or Path(environment.get("HOME") or Path.home(), ".cache")
    if _can_be_written(Path(home)):
        return
    try:
        folder = tempfile.mkdtemp(prefix="gdsim-cache-")
    except OSError:  # nothing can be written anywhere: the complaint is right
        return
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    environment["XDG_CACHE_HOME"] = folder


def _can_be_written(folder: Path) -> bool:
    """Whether a folder can be written, or made where the nearest one above it ends."""
    nearest = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)

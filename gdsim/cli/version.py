"""Version: one line that says which gdsim this is, with which executor, Python and libraries; quick to say.

``importlib.metadata`` would import the readers of mail, tables and archives for four numbers, and take longer than
everything else here together, so it is asked only about what the folders of installed packages do not tell.
"""

from __future__ import annotations

import os
import sys

from gdsim import __version__
from gdsim.core.executors.names import executor_name

LIBRARIES = ("numpy", "PySide6-Essentials", "pyqtgraph", "pydantic")


def version() -> str:
    """What ``gdsim --version`` prints.

    Raises:
        NoSuchExecutor: where GDSIM_EXECUTOR names another one than this installation has.
    """
    found = installed(LIBRARIES)
    libraries = ", ".join(f"{name} {found.get(name) or _asked(name) or 'missing'}" for name in LIBRARIES)
    return f"gdsim {__version__} · executor {executor_name()} · Python {sys.version.split()[0]} · {libraries}"


def installed(names: tuple[str, ...]) -> dict[str, str]:
    """The versions of packages out of their ``.dist-info`` folders, the first on the path; others are left out."""
    wanted = {_folder_name(name): name for name in names}
    found: dict[str, str] = {}
    for place in sys.path:
        try:
            entries = os.listdir(place or ".")
        except OSError:  # an archive, or nothing at all
            continue
        for entry in entries:
            if entry.endswith(".dist-info"):
                name = wanted.get(_folder_name(entry.partition("-")[0]))
                if name is not None and name not in found and (told := _told(os.path.join(place, entry))):
                    found[name] = told
    return found


def _folder_name(name: str) -> str:
    """A package's name as its folder has it, whatever way it is written: ``PySide6-Essentials``."""
    return name.lower().replace("-", "_").replace(".", "_")


def _told(folder: str) -> str:
    """The version in the head of a package's metadata, or nothing."""
    try:
        with open(os.path.join(folder, "METADATA"), encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("Version:"):
                    return line.removeprefix("Version:").strip()
                if not line.strip():  # the end of the head
                    break
    except (OSError, UnicodeDecodeError):
        pass
    return ""


def _asked(name: str) -> str | None:
    """The long way, for packages that were installed in another way: as an egg, or in an archive."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None

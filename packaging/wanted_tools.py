"""Wanted tools: what a kind needs from the system, and which Debian package has it."""

from __future__ import annotations

import ctypes.util
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

PACKAGES = {
    "cc": "build-essential",
    "objdump": "binutils",
    "strip": "binutils",
    "dpkg-deb": "dpkg",
    "makeself": "makeself",
    "mksquashfs": "squashfs-tools",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "man": "man-db",
    "makensis": "nsis",
}
"""Program → Debian package."""


def missing(programs: Iterable[str]) -> dict[str, str]:
    """Those that are not here, with the package to install."""
    return {program: PACKAGES.get(program, program) for program in programs if shutil.which(program) is None}


def sentence(absent: dict[str, str]) -> str:
    """What is missing and what mends it.

    >>> sentence({"makeself": "makeself", "mksquashfs": "squashfs-tools"})
    'makeself, mksquashfs: missing; apt-get install makeself squashfs-tools'
    """
    return f"{', '.join(absent)}: missing; apt-get install {' '.join(dict.fromkeys(absent.values()))}"


def python_fault() -> str:
    """Why this Python cannot be built into a program, or nothing.

    PyInstaller copies the shared libpython. Debian's python3 is linked without it, and its package has it apart.
    """
    if sys.platform != "linux":
        return ""
    name = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
    beside = Path(sysconfig.get_config_var("LIBDIR") or "/") / f"{name}.so.1.0"
    if beside.exists() or ctypes.util.find_library(name.removeprefix("lib")):
        return ""
    return (
        f"{sys.executable} has no shared {name}.so.1.0: apt-get install {name}, or build this Python with "
        "--enable-shared"
    )

"""System libraries: what Qt needs from Linux, looked for before Qt is imported.

Qt ends the process where a library is missing, and the one it names is often not the one that is missing.
So this module imports nothing of Qt, and says which packages to install.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
}
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
OF_PLATFORM = {"xcb": X11, "wayland": WAYLAND}


class QtCannotStart(RuntimeError):
    """Qt would end the process: a library or the display is missing. The message is one line."""


@dataclass(frozen=True)
class Report:
    """What was found.

    Args:
        platform: the Qt platform looked at (``xcb``, ``wayland``, ``offscreen`` …), None without a display.
        missing: library → Debian package, of those that are not there.
    """

    platform: str | None
    missing: Mapping[str, str]

    @property
    def message(self) -> str:
        """One line that says what to do, empty where all is well."""
        if self.missing:
            names = ", ".join(self.missing)
            packages = " ".join(dict.fromkeys(self.missing.values()))
            verb = "is" if len(self.missing) == 1 else "are"
            return f"gdsim: Qt needs {names}, which {verb} missing: sudo apt-get install {packages}"
        if self.platform is None:
            return (
                "gdsim: there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set "
                "(QT_QPA_PLATFORM=offscreen draws without one)"
            )
        return ""


def loads(library: str) -> bool:
    """Whether the system's loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def look(
    environment: Mapping[str, str] | None = None,
    system: str = sys.platform,
    loads: Callable[[str], bool] = loads,
) -> Report:
    """Looks for everything the platform of this session needs.

    Where both Wayland and X11 are offered Qt falls back from one to the other: one complete set is enough.
    """
    if not system.startswith("linux"):
        return Report(system, {})
    found: list[Report] = []
    for platform in _platforms(os.environ if environment is None else environment):
        needed = ALWAYS | OF_PLATFORM.get(platform or "", {})
        report = Report(platform, {name: package for name, package in needed.items() if not loads(name)})
        if not report.missing:
            return report
        found.append(report)
    return found[0]


def require() -> None:
    """Raises where Qt would end the process.

    Raises:
        QtCannotStart: with the message for the user.
    """
    if message := look().message:
        raise QtCannotStart(message)


def _platforms(environment: Mapping[str, str]) -> list[str | None]:
    """The platforms Qt will try, best first; ``[None]`` without a display."""
    wish = environment.get("QT_QPA_PLATFORM", "")
    if wish:
        return [part.split(":")[0].split("-")[0] for part in wish.split(";")]
    offered: list[str | None] = []
    if environment.get("WAYLAND_DISPLAY"):
        offered.append("wayland")
    if environment.get("DISPLAY"):
        offered.append("xcb")
    return offered or [None]

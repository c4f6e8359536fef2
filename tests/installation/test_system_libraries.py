"""System libraries are looked for before Qt, and what is missing is named by its package."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gdsim.installation import system_libraries
from gdsim.installation.system_libraries import look


def test_missing_library_names_its_package() -> None:
    """The message is one line with the command that mends it."""
    report = look({"QT_QPA_PLATFORM": "offscreen"}, "linux", lambda name: name != "libEGL.so.1")
    assert dict(report.missing) == {"libEGL.so.1": "libegl1"}
    assert report.message == ("gdsim: Qt needs libEGL.so.1, which is missing: sudo apt-get install libegl1")


def test_one_package_is_named_once() -> None:
    """Two libraries of one package ask for it once."""
    report = look({"QT_QPA_PLATFORM": "offscreen"}, "linux", lambda name: "-2.0" not in name)
    assert len(report.missing) == 2
    assert report.message.count("libglib2.0-0") == 1
    assert "which are missing" in report.message


@pytest.mark.parametrize(
    ("environment", "platform", "library"),
    [
        ({"DISPLAY": ":0"}, "xcb", "libxcb-cursor.so.0"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland", "libwayland-cursor.so.0"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "wayland", "libwayland-client.so.0"),
    ],
)
def test_the_platform_decides_what_is_needed(
    environment: dict[str, str], platform: str, library: str
) -> None:
    """X11 and Wayland need libraries of their own, offscreen needs neither."""
    report = look(environment, "linux", lambda name: False)
    assert report.platform == platform
    assert library in report.missing


def test_offscreen_needs_no_display_libraries() -> None:
    """A machine without X11 can still draw pictures."""
    assert not look({"QT_QPA_PLATFORM": "offscreen"}, "linux", lambda name: "xcb" not in name).message


def test_falls_back_as_qt_does() -> None:
    """Where Wayland's libraries are missing but X11 is complete, Qt starts, and so nothing is missing."""
    both = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert look(both, "linux", lambda name: "wayland" not in name).platform == "xcb"


def test_no_display_is_said() -> None:
    """Without a display there is a sentence instead of a crash."""
    assert "no display" in look({}, "linux", lambda name: True).message


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_bring_their_own(system: str) -> None:
    """On macOS and Windows Qt's wheels are complete."""
    assert not look({}, system, lambda name: False).message


def test_require_raises_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller gets one exception with the line to print."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(system_libraries.QtCannotStart, match="gdsim: "):
        system_libraries.require()


def test_looks_before_qt_is_imported() -> None:
    """Neither the check nor the module of the application imports Qt: the process would end there."""
    program = (
        "import sys, gdsim.ui.application, gdsim.installation.system_libraries as s; s.look();"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

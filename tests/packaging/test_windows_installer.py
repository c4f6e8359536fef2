"""The installer for Windows: its list of files, and, compiled with a stub payload and run under Wine, what it does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import pytest

CHECKOUT = Path(__file__).parents[2]
sys.path.insert(0, str(CHECKOUT / "packaging" / "windows"))
import installer  # noqa: E402

WIDE = "amd64-unicode"
"""Wine without its 32-bit half runs no other."""
REMOVAL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\gdsim"

compiles = pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is missing (Debian: nsis)")


@pytest.fixture
def icon(tmp_path: Path) -> Path:
    """One pixel: the smallest .ico."""
    picture = bytes.fromhex(
        "28000000010000000200000001002000000000000800000000000000000000000000000000000000"
    )
    pixel = picture + bytes.fromhex("ff8040ff00000000")
    head = bytes.fromhex("000001000100010101000100200030000000 16000000".replace(" ", ""))
    place = tmp_path / "icons" / "gdsim.ico"
    place.parent.mkdir()
    place.write_bytes(head + pixel)
    return place


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """A folder like PyInstaller's."""
    folder = tmp_path / "payload"
    for name in ("gdsim.exe", "_internal/base.dll", "_internal/gdsim/cost$.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"MZ")
    return folder


def test_everything_installed_is_removed_and_nothing_else(payload):
    """One line installs each file and one deletes it; no folder goes with its content."""
    files = installer.payload(payload)
    lines = installer.listing(payload, files).splitlines()
    middle = lines.index("!macro REMOVE_PAYLOAD")
    assert sum("File " in line for line in lines[:middle]) == len(files) == 3
    assert [line.strip() for line in lines[middle + 1 : -1]] == [
        r'Delete "$INSTDIR\_internal\base.dll"',
        r'Delete "$INSTDIR\_internal\gdsim\cost$$.txt"',
        r'Delete "$INSTDIR\gdsim.exe"',
        r'RMDir "$INSTDIR\_internal\gdsim"',
        r'RMDir "$INSTDIR\_internal"',
    ]


def test_script_deletes_no_folder_with_its_content():
    """``RMDir /r`` would take along what a user has saved there."""
    assert "rmdir /r" not in (CHECKOUT / "packaging/windows/gdsim.nsi").read_text(encoding="utf-8").lower()


def test_payload_without_the_program_is_refused(tmp_path):
    """One line says what the folder must have."""
    with pytest.raises(SystemExit, match=r"must be a folder with gdsim\.exe"):
        installer.payload(tmp_path)


def test_icon_that_is_missing_is_named(tmp_path):
    """Before anything is compiled."""
    with pytest.raises(SystemExit, match=r"must be a folder with gdsim\.ico"):
        installer.installer("1.0", tmp_path / "gdsim.ico", tmp_path, None)


@compiles
def test_two_builds_are_equal(icon, payload, tmp_path):
    """To the byte, whatever the dates of the files."""
    first = installer.installer("1.2.3", icon, tmp_path / "a", payload)
    os.utime(payload / "gdsim.exe", (1, 1))
    second = installer.installer("1.2.3", icon, tmp_path / "b", payload)
    assert first.name == second.name == "gdsim-1.2.3-windows-setup.exe"
    assert first.read_bytes() == second.read_bytes()


@compiles
@pytest.mark.slow
def test_command_compiles_against_the_stub_and_prints_its_file(icon, tmp_path):
    """As packaging/build.py calls it where there is no Windows; the name says that it is not for users."""
    words = [
        sys.executable,
        installer.__file__,
        "--icons",
        icon.parent,
        "--out",
        tmp_path,
        "--version",
        "1.2.3",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == tmp_path / "gdsim-1.2.3-stub-not-for-users.exe"
    assert (tmp_path / "gdsim-1.2.3-stub-not-for-users.exe").read_bytes()[:2] == b"MZ"


class Wine:
    """A Windows of its own below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "WINEPREFIX": str(folder), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=",
        }  # fmt: skip
        self.environment.pop("DISPLAY", None)
        self.run("wineboot", "-i", check=False)

    def run(self, *words: str | Path, check: bool = True) -> str:
        """What a program of this Windows prints."""
        done = subprocess.run(
            ["wine", *map(str, words)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert not check or done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def registry(self, key: str) -> dict[str, str]:
        """The values of a key; nothing where it does not exist."""
        lines = [
            line.strip().split("    ") for line in self.run("reg", "query", key, check=False).splitlines()
        ]
        return {line[0]: line[2] if len(line) > 2 else "" for line in lines if len(line) > 1}

    def files(self) -> set[PurePosixPath]:
        """All that belongs to the user of this Windows, its own databases aside."""
        users = self.folder / "drive_c" / "users"
        return {
            PurePosixPath(file.relative_to(users).as_posix())
            for file in users.rglob("*")
            if "Temp" not in file.parts
        }

    def close(self) -> None:
        """End the servers of this folder, and no others."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)


def appears(file: Path, seconds: float = 30) -> bool:
    """Whether a file comes, or with :func:`goes` leaves, within a while."""
    return _within(seconds, file.exists)


def goes(file: Path, seconds: float = 30) -> bool:
    """See :func:`appears`."""
    return _within(seconds, lambda: not file.exists())


def _within(seconds: float, true) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.1)
    return true()


def wine_and_wide_stubs() -> str:
    """Why the installer cannot be run here; empty where it can."""
    if shutil.which("makensis") is None or shutil.which("wine") is None or shutil.which("wineserver") is None:
        return "makensis or wine is missing (Debian: nsis, wine, wine64)"
    stubs = [Path(folder) / "share/nsis/Stubs" for folder in ("/usr", "/usr/local")]
    if not any((folder / f"lzma_solid-{WIDE}").exists() for folder in stubs):
        return f"makensis has no {WIDE} stub"
    return ""


@pytest.mark.soak
@pytest.mark.skipif(bool(wine_and_wide_stubs()), reason=wine_and_wide_stubs())
def test_installs_registers_upgrades_and_leaves_no_trace(icon, tmp_path):
    """Silently, without rights: files, Start menu, registry; what the user saved beside the program stays."""
    wine = Wine(tmp_path / "wine")
    try:
        before = wine.files()
        old = installer.installer("1.0.0", icon, tmp_path, None, TARGET=WIDE)
        wine.run(old, "/S")
        (folder,) = (wine.folder / "drive_c/users").glob("*/AppData/Local/Programs/gdsim")
        (link,) = (wine.folder / "drive_c/users").glob(
            "*/AppData/Roaming/Microsoft/Windows/Start Menu/**/gdsim.lnk"
        )
        inside = folder / "_internal" / "gdsim" / "a name with $ and ∂.txt"
        assert inside.read_text(encoding="utf-8") == "stub\n" and link.exists()
        entry = wine.registry(REMOVAL)
        assert entry["DisplayName"] == "gdsim" and entry["DisplayVersion"] == "1.0.0"
        assert entry["Publisher"] == "The gdsim authors" and int(entry["EstimatedSize"], 16) > 10
        assert wine.registry(r"HKCU\Software\Classes\.gdsim")["(Default)"] == "gdsim.experiment"

        # What a double click would run; Wine's own `start` does not find it, or hangs.
        command = wine.registry(r"HKCU\Software\Classes\gdsim.experiment\shell\open\command")["(Default)"]
        program, argument = command[1:].split('" ', 1)
        assert argument == '"%1"'
        wine.run(program, r"C:\two words.gdsim")
        assert appears(folder / "opened.txt")
        assert r'"C:\two words.gdsim"' in (folder / "opened.txt").read_text(encoding="utf-16-le")
        (folder / "opened.txt").unlink()

        # A newer version, which does not have every file of the older one.
        payload = installer.stub(tmp_path / "newer", TARGET=WIDE)
        (payload / "_internal" / "gdsim" / inside.name).unlink()
        (payload / "_internal" / "new.txt").write_text("new\n", encoding="utf-8")
        kept = folder / "_internal" / "mine.gdsim"
        kept.write_text("{}", encoding="utf-8")
        wine.run(installer.installer("1.1.0", icon, tmp_path, payload, TARGET=WIDE), "/S")
        assert wine.registry(REMOVAL)["DisplayVersion"] == "1.1.0"
        assert (folder / "_internal" / "new.txt").exists() and not inside.exists() and kept.exists()

        # Away; the uninstaller goes on from a copy of itself.
        wine.run(folder / "uninstall.exe", "/S")
        assert goes(folder / "uninstall.exe") and goes(link)
        assert [file for file in folder.rglob("*") if file.is_file()] == [kept]
        kept.unlink()
        kept.parent.rmdir()
        folder.rmdir()
        left = {file for file in wine.files() - before if file.name != "Programs"}
        assert not left
        for key in (REMOVAL, r"HKCU\Software\Classes\.gdsim", r"HKCU\Software\Classes\gdsim.experiment"):
            assert not wine.registry(key)
        assert "gdsim" not in wine.run("reg", "query", r"HKCU\Software", "/s", check=False)
    finally:
        wine.close()

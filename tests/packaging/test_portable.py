"""The tar's install.sh and uninstall.sh: what is installed runs from anywhere, and nothing of it is left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="install.sh is for Linux")


@pytest.fixture
def unpacked(checkout: Path, tmp_path: Path) -> Path:
    """A small program in the place of the real one, with the real files of the desktop."""
    linux = checkout / "packaging" / "linux"
    folder = tmp_path / "gdsim-0.1.0"
    for place in ("bin", "lib/gdsim/_internal", "share/applications", "share/mime/packages"):
        (folder / place).mkdir(parents=True)
    program = folder / "lib" / "gdsim" / "gdsim"
    program.write_text("#!/bin/sh\necho gdsim is here\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / "bin" / "gdsim").symlink_to("../lib/gdsim/gdsim")
    for name, place in (
        ("org.gdsim.gdsim.desktop", "share/applications/org.gdsim.gdsim.desktop"),
        ("org.gdsim.gdsim.mime.xml", "share/mime/packages/org.gdsim.gdsim.xml"),
        ("install.sh", "install.sh"),
        ("uninstall.sh", "uninstall.sh"),
    ):
        (folder / place).write_bytes((linux / name).read_bytes())
    (folder / "uninstall.sh").chmod(0o755)
    return folder


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a script and keep what it says."""
    return subprocess.run(list(words), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("place", ["prefix", "a folder/with & signs"])
def test_what_is_installed_runs_and_goes_without_a_trace(unpacked: Path, tmp_path: Path, place: str) -> None:
    """The desktop entry has the absolute path, also one with spaces and signs that sed knows."""
    prefix = tmp_path / place
    prefix.parent.mkdir(exist_ok=True)
    assert run("sh", unpacked / "install.sh", "--prefix", prefix).returncode == 0
    assert run(prefix / "bin" / "gdsim").stdout == "gdsim is here\n"
    entry = (prefix / "share" / "applications" / "org.gdsim.gdsim.desktop").read_text(encoding="utf-8")
    assert f'Exec="{prefix}/bin/gdsim" %f\n' in entry
    assert run(prefix / "lib" / "gdsim" / "uninstall.sh").returncode == 0
    assert not prefix.exists()


def test_what_root_installs_is_for_everybody(unpacked: Path, tmp_path: Path) -> None:
    """The one-file installer unpacks itself with a closed umask; folders and program are open all the same."""
    prefix = tmp_path / "prefix"
    done = run("sh", "-c", 'umask 077; exec sh "$0" --prefix "$1"', unpacked / "install.sh", prefix)
    assert done.returncode == 0
    for place in ("bin", "lib/gdsim", "lib/gdsim/gdsim"):
        assert (prefix / place).stat().st_mode & 0o777 == 0o755
    assert (prefix / "share" / "mime" / "packages" / "org.gdsim.gdsim.xml").stat().st_mode & 0o777 == 0o644


def test_what_others_have_put_there_stays(unpacked: Path, tmp_path: Path) -> None:
    """What was there before, and what came between."""
    prefix = tmp_path / "prefix"
    theirs = prefix / "share" / "applications" / "other.desktop"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("[Desktop Entry]\n", encoding="utf-8")
    run("sh", unpacked / "install.sh", "--prefix", prefix)
    late = prefix / "bin" / "late"
    late.touch()
    run(prefix / "lib" / "gdsim" / "uninstall.sh")
    left = sorted(file.name for file in prefix.rglob("*") if file.is_file() and file.name != "mimeinfo.cache")
    assert left == ["late", "other.desktop"]


def test_installing_again_replaces_what_was_there(unpacked: Path, tmp_path: Path) -> None:
    """Nothing of the old version is left in the program's folder."""
    prefix = tmp_path / "prefix"
    run("sh", unpacked / "install.sh", "--prefix", prefix)
    (prefix / "lib" / "gdsim" / "_internal" / "of-the-old-version").touch()
    assert run("sh", unpacked / "install.sh", "--prefix", prefix).returncode == 0
    assert not (prefix / "lib" / "gdsim" / "_internal" / "of-the-old-version").exists()
    run(prefix / "lib" / "gdsim" / "uninstall.sh")
    assert not prefix.exists()


def test_a_folder_that_is_not_of_the_installer_is_refused_in_one_line(unpacked: Path, tmp_path: Path) -> None:
    """And nothing is written."""
    theirs = tmp_path / "prefix" / "lib" / "gdsim"
    theirs.mkdir(parents=True)
    done = run("sh", unpacked / "install.sh", "--prefix", tmp_path / "prefix")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is there already" in done.stderr
    assert list(theirs.iterdir()) == []

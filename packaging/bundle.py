"""Bundle: the program as one folder that needs no Python, made by PyInstaller from the installed wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from clean_environment import with_gdsim
from icons_folder import icons
from kind import Bench
from release import CHECKOUT

LIMIT = 175_000_000
"""Bytes on disk, on Linux."""


@cache
def bundle(bench: Bench) -> Path:
    """The folder ``gdsim`` with the program of that name in it; ``gdsim.app`` beside it on macOS."""
    interpreter = with_gdsim(bench)
    if sys.platform == "linux":
        _look_at_libraries(bench, interpreter)
    bench.run(
        [interpreter, "-m", "PyInstaller", "--noconfirm", "--distpath", bench.work / "bundle",
         "--workpath", bench.work / "pyinstaller", CHECKOUT / "packaging" / "gdsim.spec"],
        more={"GDSIM_ICONS": str(icons(bench))},
    )  # fmt: skip
    folder = bench.work / "bundle" / "gdsim"
    if sys.platform == "linux":
        _strip(bench, folder)
        _settle(folder, bench.release.epoch)
    _check(bench, folder)
    return folder


def size(folder: Path) -> int:
    """Bytes that the files of a folder take; a link takes none."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def program(folder: Path) -> Path:
    """The program in its folder."""
    return folder / ("gdsim.exe" if os.name == "nt" else "gdsim")


def _look_at_libraries(bench: Bench, interpreter: Path) -> None:
    """PyInstaller leaves out, without an error, what the system it runs on does not have."""
    script = (
        "from gdsim.installation.system_libraries import ALWAYS, WAYLAND, X11, loads\n"
        "print(*{package for name, package in (ALWAYS | X11 | WAYLAND).items() if not loads(name)})"
    )
    if absent := sorted(bench.run([interpreter, "-I", "-c", script]).split()):
        raise SystemExit(
            f"bundle: Qt's system libraries must be here to be carried: apt-get install {' '.join(absent)}"
        )


def _strip(bench: Bench, folder: Path) -> None:
    """Only Python's own libraries: NumPy's and Qt's are patched, and stripping breaks them."""
    inside = folder / "_internal"
    wanted = [*inside.glob("libpython3*.so*"), *inside.glob("python3*/lib-dynload/*.so")]
    bench.run(["strip", "--strip-unneeded", *sorted(file for file in wanted if not file.is_symlink())])


def _settle(folder: Path, epoch: int) -> None:
    """No link to what was left out, plain permissions and one date, whatever the umask and the clock of this build."""
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_symlink():
            if not file.exists():
                file.unlink()
            continue
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
                continue
            file.chmod(0o755)
        else:
            file.chmod(0o755 if file == folder / "gdsim" else 0o644)
    for file in (folder, *folder.rglob("*")):
        os.utime(file, (epoch, epoch), follow_symlinks=False)


def _check(bench: Bench, folder: Path) -> None:
    """It says its version without a Python, the compiled loop is in it, and it is no larger than allowed."""
    found = list(folder.glob("_internal/gdsim/core/executors/_vm*"))
    if not any(file.suffix in (".so", ".pyd") for file in found):
        raise SystemExit(f"bundle: {folder}: the compiled executor _vm is missing")
    bare = {"PATH": "/nonexistent"} if os.name != "nt" else dict(os.environ)
    # Read with care: on Windows a pipe may have another encoding, and the dots between the words are lost.
    said = subprocess.run(
        [program(folder), "--version"],
        env=bare,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    wanted = (f"gdsim {bench.release.version} ", "executor compiled")
    if not all(words in said.stdout for words in wanted) or "missing" in said.stdout:
        raise SystemExit(f"bundle: --version says: {said.stdout}{said.stderr}")
    # All panes and plots, so that a library that was left out by mistake is missed here and not by a user.
    file, picture = bench.work / "mazur.gdsim", bench.work / "mazur.png"
    bench.run([program(folder), "new", "mazur", "-o", file], more=bare)
    bench.run(
        [program(folder), "screenshot", file, "-o", picture], more={**bare, "QT_QPA_PLATFORM": "offscreen"}
    )
    taken = size(folder)
    if sys.platform == "linux" and taken > LIMIT:
        raise SystemExit(f"bundle: {taken / 1e6:.0f} MB on disk are more than {LIMIT / 1e6:.0f}; see lean.py")
    if shutil.which("gdsim", path=str(folder)) is None and os.name != "nt":
        raise SystemExit(f"bundle: {folder}/gdsim cannot be run")

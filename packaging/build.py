"""Build: everything that can be built on this system, with one command, from a fresh checkout.

    python packaging/build.py [--only KIND…] [--out FOLDER]

It ends with a table of files, sizes and SHA-256 sums, and says what was skipped and why.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import clean_environment
from bundle import bundle, size
from kind import Bench, Kind, Skipped
from release import CHECKOUT, release
from sums import table, write_sums
from wanted_tools import missing, python_fault, sentence

LINUX = ("linux",)


def _tar(bench: Bench) -> list[Path]:
    from linux.portable import tar

    return tar(bench)


def _run(bench: Bench) -> list[Path]:
    from linux.portable import one_file

    return one_file(bench)


def _deb(bench: Bench) -> list[Path]:
    from linux.deb import deb

    return deb(bench)


def _appimage(bench: Bench) -> list[Path]:
    from linux.appimage import appimage

    return appimage(bench)


def _installer(script: str, bench: Bench) -> list[Path]:
    """Another system's installer: a script of its folder is called, and prints the files that it has made.

    ``SCRIPT --version VERSION --icons FOLDER --out FOLDER [--bundle FOLDER]``; without ``--bundle``, on another system
    than its own, it compiles against a stub payload, and its file is not for users.
    """
    from icons_folder import icons

    path = CHECKOUT / "packaging" / script
    if not path.exists():
        raise Skipped(f"packaging/{script} is not in this checkout")
    words: list[str | Path] = [
        clean_environment.with_gdsim(bench), path, "--version", bench.release.version, "--icons", icons(bench),
        "--out", bench.out,
    ]  # fmt: skip
    if sys.platform != "linux":
        words += ["--bundle", bundle(bench)]
    said = bench.run(words)
    return [Path(line) for line in said.splitlines() if line and Path(line).is_file()]


KINDS = (
    Kind("sdist", "the source distribution", lambda bench: [clean_environment.sdist(bench)]),
    Kind("wheel", "the wheel of this system", lambda bench: [clean_environment.wheel(bench)], ("cc",)),
    Kind("tar", "a tar.xz that runs in place", _tar, ("cc", "objdump", "strip"), LINUX),
    Kind("run", "one file that installs itself", _run, ("cc", "objdump", "strip", "makeself"), LINUX),
    Kind("deb", "the package for Debian and Ubuntu", _deb, ("cc", "objdump", "strip", "dpkg-deb"), LINUX),
    Kind("appimage", "one file that runs", _appimage, ("cc", "objdump", "strip", "mksquashfs"), LINUX),
    Kind(
        "windows", "the installer for Windows; elsewhere its script with a stub payload",
        lambda bench: _installer("windows/installer.py", bench), ("makensis",), ("linux", "win32"),
    ),
    Kind("dmg", "the disk image for macOS", lambda bench: _installer("macos/dmg.py", bench), (), ("darwin",)),
)  # fmt: skip


def build(wanted: Sequence[Kind], out: Path) -> int:
    """Build the kinds, print the table; 0, or 1 where one that should have been built was not."""
    if fault := python_fault():
        print(f"gdsim: {fault}", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    skipped: dict[str, str] = {}
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="gdsim-build-") as work:
        bench = Bench(release(), Path(work), out.resolve())
        for kind in wanted:
            absent = missing(kind.tools) if sys.platform == "linux" else {}
            if kind.system and sys.platform not in kind.system:
                skipped[kind.key] = f"is built on {' or '.join(kind.system)}, not on {sys.platform}"
                continue
            if absent:
                skipped[kind.key] = sentence(absent)
                continue
            clock = time.monotonic()
            try:
                files = kind.make(bench)
            except Skipped as reason:
                skipped[kind.key] = str(reason)
                continue
            except (SystemExit, OSError, subprocess.SubprocessError) as fault:
                failed[kind.key] = str(fault)
                print(f"FAILED: {kind.key}: {fault}", file=sys.stderr, flush=True)
                continue
            made += files
            print(f"{kind.key}: {kind.about}, {time.monotonic() - clock:.0f} s", flush=True)
        folder = bench.work / "bundle" / "gdsim"
        if folder.exists():
            print(f"\nThe program's folder takes {size(folder) / 1e6:.1f} MB on disk.")
    write_sums(out)
    print("\n" + table(made))
    for key, why in skipped.items():
        print(f"SKIPPED: {key}: {why}")
    for key, why in failed.items():
        print(f"FAILED: {key}: {why.splitlines()[-1] if why else 'no reason given'}")
    return 1 if failed else 0


def main() -> int:
    """Read the words and build."""
    words = argparse.ArgumentParser(prog="packaging/build.py", description=(__doc__ or "").splitlines()[0])
    words.add_argument(
        "--only", nargs="+", metavar="KIND", choices=[kind.key for kind in KINDS],
        help=f"of {', '.join(kind.key for kind in KINDS)}; all that this system can build if not given",
    )  # fmt: skip
    words.add_argument("--out", type=Path, metavar="FOLDER", default=Path("dist"), help="dist if not given")
    arguments = words.parse_args()
    return build([kind for kind in KINDS if not arguments.only or kind.key in arguments.only], arguments.out)


if __name__ == "__main__":
    sys.exit(main())

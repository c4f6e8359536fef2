"""Installer for Windows: lists the payload's files for gdsim.nsi and compiles it with makensis.

    python packaging/windows/installer.py --icons FOLDER [--bundle FOLDER] [--version V] [--out FOLDER]

``--bundle`` is the folder that PyInstaller has made on Windows. Without it a stub takes its place: such an installer
shows that the script compiles, installs and uninstalls, is named so, and is not for users. Prints the file.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent


def numbers(version: str) -> str:
    """A version as the four numbers of a Windows program.

    >>> numbers("0.1.0"), numbers("1.2rc1")
    ('0.1.0.0', '1.2.0.0')
    """
    found = re.match(r"\d+(\.\d+)*", version)
    if found is None:
        raise SystemExit(f"installer.py: --version: must begin with a number, as 0.1.0 does, not {version}")
    return ".".join([*found[0].split("."), "0", "0", "0"][:4])


def payload(folder: Path) -> list[PurePosixPath]:
    """The files of a folder, by their places in it, in one order everywhere."""
    found = sorted(
        PurePosixPath(file.relative_to(folder).as_posix()) for file in folder.rglob("*") if file.is_file()
    )
    if PurePosixPath("gdsim.exe") not in found:
        raise SystemExit(f"installer.py: --bundle: must be a folder with gdsim.exe in it, not {folder}")
    return found


def listing(folder: Path, files: list[PurePosixPath]) -> str:
    """What NSIS installs, and what it takes away: those files, and folders that are then empty."""
    return "\n".join([
        "!macro INSTALL_PAYLOAD", *_installed(folder, files), "!macroend",
        "!macro REMOVE_PAYLOAD", *_removed(files), "!macroend", "",
    ])  # fmt: skip


def _installed(folder: Path, files: list[PurePosixPath]) -> Iterator[str]:
    current = None
    for file in sorted(files, key=lambda each: (each.parent.parts, each.name)):
        if file.parent != current:
            current = file.parent
            yield f'  SetOutPath "{_place(current)}"'
        # In the text of a script $ begins a variable; in the name of a file to read it does not.
        yield f'  File "{folder / file}"'


def _removed(files: list[PurePosixPath]) -> Iterator[str]:
    for file in files:
        yield f'  Delete "{_place(file)}"'
    folders = {folder for file in files for folder in file.parents if folder.parts}
    for folder in sorted(folders, key=lambda each: (-len(each.parts), each)):
        yield f'  RMDir "{_place(folder)}"'


def _place(path: PurePosixPath) -> str:
    return "\\".join(["$INSTDIR", *(part.replace("$", "$$") for part in path.parts)])


def compile_script(script: Path, **defined: str | Path | int) -> None:
    """Run makensis; where it fails or warns, say its words and end."""
    makensis = shutil.which("makensis") or shutil.which("makensis", path=r"C:\Program Files (x86)\NSIS")
    if makensis is None:
        raise SystemExit(
            "installer.py: makensis is missing; Debian: apt-get install nsis, Windows: winget install NSIS.NSIS"
        )
    # Windows wants /D and takes -D too; the other systems take -D only.
    words = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    words += [f"-D{name}={value}" for name, value in defined.items()]
    done = subprocess.run(
        [*words, str(script)], capture_output=True, text=True, check=False,
        env={"SOURCE_DATE_EPOCH": "0", **os.environ},
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(
            f"installer.py: {script.name}: makensis ended with {done.returncode}\n{done.stdout}{done.stderr}"
        )


def stub(folder: Path, **target: str) -> Path:
    """A payload with a program that only writes what it was asked to open, and a file in a folder below."""
    (folder / "_internal" / "gdsim").mkdir(parents=True)
    (folder / "_internal" / "gdsim" / "a name with $ and ∂.txt").write_text("stub\n", encoding="utf-8")
    compile_script(HERE / "stub.nsi", OUT=folder / "gdsim.exe", **target)
    return folder


def installer(version: str, icon: Path, out: Path, bundle: Path | None, **target: str) -> Path:
    """Compile the installer of a payload, or of the stub; its path.

    Args:
        version: of what is installed.
        icon: the program's, as .ico.
        out: where the installer goes.
        bundle: the payload, or None for the stub.
        target: TARGET, for makensis.
    """
    if not icon.is_file():
        raise SystemExit(f"installer.py: --icons: must be a folder with gdsim.ico in it, not {icon.parent}")
    numbered = numbers(version)
    with tempfile.TemporaryDirectory() as work:
        folder = bundle.resolve() if bundle is not None else stub(Path(work) / "stub", **target)
        files = payload(folder)
        listed = Path(work) / "payload.nsh"
        listed.write_text(listing(folder, files), encoding="utf-8")
        out.mkdir(parents=True, exist_ok=True)
        made = out.resolve() / f"gdsim-{version}-{'windows-setup' if bundle else 'stub-not-for-users'}.exe"
        compile_script(
            HERE / "gdsim.nsi", VERSION=version, NUMBERS=numbered, ICON=icon.resolve(), LIST=listed, OUT=made,
            LICENCE=CHECKOUT / "LICENSE",
            KILOBYTES=sum((folder / file).stat().st_size for file in files) // 1024, **target,
        )  # fmt: skip
    return made


def _own_version() -> str:
    text = (CHECKOUT / "gdsim" / "__init__.py").read_text(encoding="utf-8")
    return re.findall(r'^__version__ = "(.+)"', text, re.MULTILINE)[0]


def main() -> int:
    """Read the words, compile, print the file."""
    words = argparse.ArgumentParser(prog="installer.py", description=(__doc__ or "").splitlines()[0])
    words.add_argument("--icons", type=Path, required=True, metavar="FOLDER", help="has gdsim.ico")
    words.add_argument("--bundle", type=Path, metavar="FOLDER", help="has gdsim.exe; a stub if not given")
    words.add_argument("--version", default=_own_version(), help="that of this checkout if not given")
    words.add_argument("--out", type=Path, default=Path("dist"), metavar="FOLDER", help="dist if not given")
    words.add_argument(
        "--target", metavar="NAME",
        help="of the installer itself, as amd64-unicode; 32-bit, which every Windows runs, if not given",
    )  # fmt: skip
    asked = words.parse_args()
    target = {"TARGET": asked.target} if asked.target else {}
    print(installer(asked.version, asked.icons / "gdsim.ico", asked.out, asked.bundle, **target))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Licences: one text with the licences of everything that the built program carries.

``python packaging/licences.py FILE`` writes it, in the build's environment: each library's own text out of its
installed distribution, Python's out of its folder, fonts', icons' and tables' out of gdsim's resources.
"""

from __future__ import annotations

import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

CARRIED = (
    "numpy", "PySide6-Essentials", "shiboken6", "pyqtgraph", "colorama", "pydantic", "pydantic-core",
    "annotated-types", "typing-extensions", "typing-inspection", "rich", "packaging",
)  # fmt: skip
"""Distributions with code in the bundle; one that is not installed is not carried either."""
QT = """\
Qt 6 and PySide6 are Copyright (C) The Qt Company Ltd. and other contributors, and are used here under the GNU Lesser
General Public License version 3. They are shared libraries in a folder of their own: you may replace them with your
own build of the same version. Their sources are at https://download.qt.io/official_releases/ under QtForPython and
qt. On Debian the licence's text is /usr/share/common-licenses/LGPL-3, elsewhere
https://www.gnu.org/licenses/lgpl-3.0.html . Qt carries third-party code of its own, ICU and the Unicode data among it:
https://doc.qt.io/qt-6/licenses-used-in-qt.html"""
PYINSTALLER = """\
The start of the program is PyInstaller's bootloader, GPL 2 or later with the exception that programs built with it may
be distributed under any licence: https://pyinstaller.org/en/stable/license.html"""
SYSTEM = """\
The Linux builds carry shared libraries of the system that they were built on: libxcb and its utilities, libxkbcommon
(MIT/X11), libffi (MIT), liblzma (public domain), libbz2 (BSD), libuuid, libbsd and libmd (BSD). Their texts are in
/usr/share/doc/PACKAGE/copyright on Debian."""


def text() -> str:
    """All of it."""
    import gdsim
    from gdsim.data.resources_folder import resources

    parts = [("gdsim", _own(distribution("gdsim"))), ("Python", _python())]
    for name in CARRIED:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        parts.append((f"{name} {found.version}", _own(found) or _declared(found)))
    parts += [("Qt", QT), ("PyInstaller", PYINSTALLER), ("System libraries", SYSTEM)]
    for file in sorted(resources().rglob("LICENSE*")):
        parts.append(
            (f"resources/{file.relative_to(resources()).as_posix()}", file.read_text(encoding="utf-8"))
        )
    head = f"gdsim {gdsim.__version__} and what it carries. Each part has its own licence:\n\n" + "".join(
        f"  {name}\n" for name, _ in parts
    )
    rule = "-" * 80
    return head + "".join(f"\n{rule}\n{name}\n{rule}\n\n{licence.strip()}\n" for name, licence in parts)


def _own(found: Distribution) -> str:
    """The texts that a distribution brings."""
    names = sorted(
        (str(file) for file in found.files or () if ".dist-info" in str(file)
         and any(word in Path(str(file)).name.lower() for word in ("licen", "copying", "notice", "third-party"))),
    )  # fmt: skip
    if found.metadata["Name"].lower() == "gdsim":  # the others come with the resources that they are about
        names = [name for name in names if Path(name).name in ("LICENSE", "THIRD-PARTY.md")]
    return "\n\n".join(Path(str(found.locate_file(name))).read_text(encoding="utf-8") for name in names)


def _declared(found: Distribution) -> str:
    """What a distribution says of its licence where it brings no text."""
    said = next(
        (found.metadata[key] for key in ("License-Expression", "License") if key in found.metadata), ""
    )
    kinds = [line for line in found.metadata.get_all("Classifier") or () if line.startswith("License ::")]
    return said or "\n".join(kinds) or "see its home page"


def _python() -> str:
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        *Path("/usr/share/doc").glob("python3.*/copyright"),
        *Path("/usr/share/doc").glob("libpython3.*/copyright"),
    )
    for place in places:
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise SystemExit(
        "licences: the text of Python's licence is not installed (Debian: libpython3.11-minimal)"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")

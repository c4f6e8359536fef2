"""System needs: which libraries of the system the bundle's files ask for, and the Debian packages that have them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from bundle import bundle
from clean_environment import with_gdsim
from kind import Bench

BESIDES = {
    "libc.so.6": "", "libm.so.6": "", "libdl.so.2": "", "libpthread.so.0": "", "librt.so.1": "", "libutil.so.1": "",
    "ld-linux-x86-64.so.2": "", "libresolv.so.2": "",  # libc6, whose version is counted by itself
    "libcrypt.so.1": "libcrypt1",
    "libstdc++.so.6": "libstdc++6", "libgcc_s.so.1": "libgcc-s1", "libz.so.1": "zlib1g", "libexpat.so.1": "libexpat1",
    "libxcb.so.1": "libxcb1", "libXau.so.6": "libxau6", "libXext.so.6": "libxext6", "libdrm.so.2": "libdrm2",
    "libsystemd.so.0": "libsystemd0", "libzstd.so.1": "libzstd1",
    "libpng16.so.16": "libpng16-16", "libpcre2-8.so.0": "libpcre2-8-0",
    "libOpenGL.so.0": "libopengl0", "libGLX.so.0": "libglx0",
}  # fmt: skip
"""Library → package, of those that gdsim/installation/system_libraries.py has no reason to look for."""
RENAMED = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64", "libpng16-16": "libpng16-16 | libpng16-16t64"}
"""Since 2024 Debian and Ubuntu have them under another name too."""
TOOLS = ("shared-mime-info", "desktop-file-utils")
"""Their triggers make the file association."""


@cache
def depends(bench: Bench) -> tuple[str, ...]:
    """The relations of the .deb, in order.

    Raises:
        SystemExit: where a library is asked for that nothing here knows.
    """
    folder = bundle(bench)
    files = [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink() and _is_elf(file)
    ]
    head = bench.run(["objdump", "-p", *files])
    carried = {file.name for file in folder.rglob("*")}
    asked = set(re.findall(r"^\s+NEEDED\s+(\S+)$", head, re.MULTILINE)) - carried
    known = _looked_for(bench)
    # What Qt opens by name while it runs stands in no file's head.
    packages = {known[name] for name in known if name not in carried}
    unknown = sorted(name for name in asked if name not in known and name not in BESIDES)
    if unknown:
        raise SystemExit(
            f"system_needs: no package is known for {', '.join(unknown)}: carry them, or add them here"
        )
    packages |= {BESIDES[name] for name in asked if BESIDES.get(name)}
    libc = max(
        tuple(map(int, found.split("."))) for found in re.findall(r"\bGLIBC_(\d+\.\d+(?:\.\d+)?)\b", head)
    )
    if any(name.startswith("libxkbcommon") for name in carried):
        packages.add("xkb-data")  # the carried library reads its tables
    relations = [RENAMED.get(package, package) for package in sorted(packages)]
    return (f"libc6 (>= {'.'.join(map(str, libc))})", *relations, *TOOLS)


def _looked_for(bench: Bench) -> dict[str, str]:
    script = (
        "from gdsim.installation.system_libraries import ALWAYS, WAYLAND, X11\n"
        "for pair in (ALWAYS | X11 | WAYLAND).items(): print(*pair)"
    )
    said = bench.run([with_gdsim(bench), "-I", "-c", script])
    return {library: package for library, package in (line.split() for line in said.splitlines())}


def _is_elf(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(4) == b"\x7fELF"

"""Deb: the package for Debian 12, Ubuntu 24.04 and what is newer."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import textwrap
from email.utils import formatdate
from pathlib import Path

from bundle import size
from kind import Bench
from linux.system_needs import depends
from linux.tree import settle, tree
from release import ABOUT, HOMEPAGE, MAINTAINER, SUMMARY


def deb(bench: Bench) -> list[Path]:
    """``gdsim_VERSION_amd64.deb``. It has no script of its own: the desktop's packages act on triggers."""
    root = bench.work / "deb"
    usr = root / "usr"
    shutil.copytree(tree(bench), usr, symlinks=True)
    _as_debian_has_it(usr, bench)
    control = root / "DEBIAN"
    control.mkdir()
    sums = "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(root).as_posix()}\n"
        for file in sorted(usr.rglob("*"))
        if file.is_file() and not file.is_symlink()
    )
    (control / "md5sums").write_text(sums, encoding="utf-8")
    (control / "control").write_text(_control(bench, size(usr)), encoding="utf-8")
    settle(root, bench.release.epoch)
    target = bench.out / f"gdsim_{bench.release.version}_amd64.deb"
    # One thread: with more, xz cuts the content elsewhere and the sum changes with the machine.
    bench.run([
        "dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=1", "--build", root, target,
    ])  # fmt: skip
    return [target]


def _as_debian_has_it(usr: Path, bench: Bench) -> None:
    share = usr / "share"
    documents = share / "doc" / "gdsim"
    for page in (share / "man" / "man1" / "gdsim.1", documents / "CHANGELOG.md"):
        _pack(page.parent / f"{page.name}.gz", page.read_bytes())
        page.unlink()
    _pack(documents / "changelog.gz", _changelog(bench).encode())
    (share / "zsh" / "site-functions").rename(share / "zsh" / "vendor-completions")
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(Path(__file__).resolve().parent / "lintian-overrides", overrides / "gdsim")


def _pack(target: Path, content: bytes) -> None:
    target.write_bytes(gzip.compress(content, mtime=0))


def _changelog(bench: Bench) -> str:
    """Debian's own form, which its tools read; what changed stands in CHANGELOG.md."""
    day = formatdate(bench.release.epoch)
    return (
        f"gdsim ({bench.release.version}) unstable; urgency=medium\n\n"
        f"  * See /usr/share/doc/gdsim/CHANGELOG.md.gz.\n\n -- {MAINTAINER}  {day}\n"
    )


def _control(bench: Bench, taken: int) -> str:
    about = "\n .\n".join(textwrap.indent(textwrap.fill(paragraph, 78), " ") for paragraph in ABOUT)
    return (
        f"Package: gdsim\nVersion: {bench.release.version}\nArchitecture: amd64\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {taken // 1024}\nDepends: {', '.join(depends(bench))}\n"
        f"Section: education\nPriority: optional\nHomepage: {HOMEPAGE}\n"
        f"Description: {SUMMARY[0].lower()}{SUMMARY[1:]}\n{about}\n"
    )

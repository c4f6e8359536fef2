"""Portable: the prefix tree with its own install.sh, as a tar that runs in place and as one file that installs."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from kind import Bench
from linux.packed import pack
from linux.tree import settle, tree

HERE = Path(__file__).resolve().parent


@cache
def portable(bench: Bench) -> Path:
    """The folder ``gdsim-VERSION``."""
    folder = bench.work / "portable" / f"gdsim-{bench.release.version}"
    shutil.copytree(tree(bench), folder, symlinks=True)
    for name in ("install.sh", "uninstall.sh"):
        shutil.copyfile(HERE / name, folder / name)
        (folder / name).chmod(0o755)
    settle(folder, bench.release.epoch)
    return folder


def tar(bench: Bench) -> list[Path]:
    """``gdsim-VERSION-linux-x86_64.tar.xz``."""
    folder = portable(bench)
    target = bench.out / f"{folder.name}-linux-x86_64.tar.xz"
    return [pack(folder, folder.name, target, bench.release.epoch)]


def one_file(bench: Bench) -> list[Path]:
    """``gdsim-VERSION-linux-x86_64.run``: makeself unpacks it into a temporary folder and calls install.sh."""
    return [installing(bench, portable(bench))]


def installing(bench: Bench, folder: Path) -> Path:
    """The file that unpacks ``folder`` and calls the install.sh in it; equal bytes for equal files and release."""
    name = f"{folder.name}-linux-x86_64.run"
    sorted_ = f"--sort=name --mtime=@{bench.release.epoch} --owner=0 --group=0 --numeric-owner --format=gnu"
    shutil.copyfile(HERE / "run-help.txt", folder.parent / "run-help.txt")
    # gzip, although xz would take a quarter less: a system can be without xz, and then the one file is of no use.
    # -n: gzip would write down when the tar was made, and makeself gives it no other way to be told.
    # makeself writes its own words into the file: no path of this build may be among them.
    bench.run([
        "makeself", "--gzip", "--complevel", "9", "--sha256", "--nox11", "--nomd5", "--nocrc",
        "--tar-extra", sorted_, "--packaging-date", bench.release.date, "--help-header", "run-help.txt",
        folder.name, name, f"gdsim {bench.release.version}", "./install.sh",
    ], folder=folder.parent, more={"GZIP": "-n"})  # fmt: skip
    target = bench.out / name
    shutil.move(folder.parent / name, target)
    target.chmod(0o755)
    return target

"""Clean environment: a venv of this build alone, with gdsim installed from the wheel that users get."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tomllib
import venv
from functools import cache
from pathlib import Path

from kind import Bench
from release import CHECKOUT


@cache
def python(bench: Bench) -> Path:
    """The interpreter of a new venv with the build's tools: the extra ``package`` of pyproject.toml."""
    folder = bench.work / "venv"
    venv.create(folder, clear=True, with_pip=True, symlinks=os.name != "nt")
    found = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bench.run([found, "-m", "pip", "install", "--quiet", *project["optional-dependencies"]["package"]])
    return found


@cache
def sdist(bench: Bench) -> Path:
    """The source distribution, in the folder of finished files."""
    folder = bench.work / "sdist"
    bench.run([python(bench), "-I", "-m", "build", "--sdist", "--outdir", folder, CHECKOUT])
    (made,) = folder.glob("gdsim-*.tar.gz")
    return Path(shutil.copy2(made, bench.out))


@cache
def wheel(bench: Bench) -> Path:
    """The wheel of this system, made from the sdist, as an installation from the sdist makes it.

    Python's own flags are kept, for setuptools drops them where CFLAGS is set; but no debugging symbols, which hold
    the folder of the build and are most of the file.
    """
    # Not tarfile with a filter: Debian 12's Python 3.11.2 has none.
    shutil.unpack_archive(sdist(bench), bench.work / "source", "gztar")
    (source,) = (bench.work / "source").iterdir()
    folder = bench.work / "wheel"
    flags = (
        {"CFLAGS": f"{sysconfig.get_config_var('CFLAGS') or '-DNDEBUG'} -g0"} if os.name == "posix" else {}
    )
    if sys.platform == "linux":
        flags["LDFLAGS"] = "-Wl,-s"
    bench.run([python(bench), "-I", "-m", "build", "--wheel", "--outdir", folder, source], more=flags)
    (made,) = folder.glob("gdsim-*.whl")
    return Path(shutil.copy2(made, bench.out))


@cache
def with_gdsim(bench: Bench) -> Path:
    """The interpreter of the same venv once the wheel and its libraries are installed in it."""
    interpreter = python(bench)
    bench.run([interpreter, "-m", "pip", "install", "--quiet", wheel(bench)])
    return interpreter

"""Icons folder: where the build's drawn icons are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from clean_environment import with_gdsim
from kind import Bench
from release import CHECKOUT


@cache
def icons(bench: Bench) -> Path:
    """The folder that ``icons.py`` has filled in the build's environment."""
    folder = bench.work / "icons"
    bench.run([with_gdsim(bench), CHECKOUT / "packaging" / "icons.py", folder])
    return folder

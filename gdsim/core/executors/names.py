"""The executor in use, by name, without importing it."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.machinery import EXTENSION_SUFFIXES

NAMES = ("numpy", "compiled")
VARIABLE = "GDSIM_EXECUTOR"
"""Environment variable that chooses one of the names."""


class NoSuchExecutor(Exception):
    """What the environment asks for cannot be had; one line for the reader."""


def available() -> tuple[str, ...]:
    """What this installation has: ``compiled`` only where a compiler was there when it was built."""
    # Without pathlib, which ``gdsim --version`` has no other use for.
    here = os.path.dirname(__file__)
    built = any(os.path.isfile(os.path.join(here, f"_vm{suffix}")) for suffix in EXTENSION_SUFFIXES)
    return NAMES if built else ("numpy",)


@lru_cache(maxsize=1)
def executor_name() -> str:
    """The one of this process.

    Raises:
        NoSuchExecutor: where GDSIM_EXECUTOR names another one than this installation has.
    """
    asked, there = os.environ.get(VARIABLE, ""), available()
    if asked in there:
        return asked
    if not asked:
        return there[-1]
    if asked in NAMES:
        raise NoSuchExecutor(
            f"{VARIABLE}={asked}: gdsim was built without a compiler; only {there[0]} is here"
        )
    raise NoSuchExecutor(f"{VARIABLE}={asked}: no such executor; there are {', '.join(there)}")

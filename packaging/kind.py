"""Kind: one thing that can be built, and what all of them are given."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from release import Release


class Skipped(Exception):
    """This kind cannot be built here; the message says why, and what mends it."""


@dataclass(frozen=True)
class Bench:
    """Where a build happens.

    Args:
        release: what is built.
        work: a folder of this build alone.
        out: where the finished files go.
    """

    release: Release
    work: Path
    out: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """Of every tool: one date, one order of sets, no sign of the folder that it happened in."""
        own = {
            "SOURCE_DATE_EPOCH": str(self.release.epoch), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "PYTHONDONTWRITEBYTECODE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1",
        }  # fmt: skip
        unwanted = ("PYTHONPATH", "PYTHONHOME", "PYTHONPYCACHEPREFIX", "VIRTUAL_ENV")
        return {name: value for name, value in os.environ.items() if name not in unwanted} | own

    def run(
        self, words: Sequence[str | Path], folder: Path | None = None, more: Mapping[str, str] | None = None
    ) -> str:
        """Run a tool and return what it printed; where it fails, say its words and end.

        Args:
            words: the program and what it is told.
            folder: where it runs; the folder of this build if not given.
            more: environment variables beside those of the build.
        """
        done = subprocess.run(
            [str(word) for word in words], cwd=folder or self.work, env={**self.environment, **(more or {})},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            errors="replace", check=False,
        )  # fmt: skip
        if done.returncode:
            said = "\n".join(done.stdout.splitlines()[-25:])
            raise SystemExit(f"{' '.join(map(str, words))}\n{said}\nended with {done.returncode}")
        return done.stdout


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    Args:
        key: the word for ``--only``.
        about: what it is.
        make: builds it and returns the files; raises :class:`Skipped` where it cannot.
        tools: programs it needs.
        system: ``sys.platform`` that it can be built on; any if empty.
    """

    key: str
    about: str
    make: Callable[[Bench], list[Path]]
    tools: tuple[str, ...] = ()
    system: tuple[str, ...] = ()

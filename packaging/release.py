"""Release: which gdsim is built, and the one date that everything in it carries."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
IDENTITY = "org.gdsim.gdsim"
"""Of the desktop file, the metainfo, the macOS bundle and, on Wayland, the window."""
MIME = "application/vnd.gdsim+json"
MAINTAINER = "The gdsim authors <authors@gdsim.org>"
HOMEPAGE = "https://gdsim.org/"
SUMMARY = "See what happens inside the training of a neural network"
ABOUT = (
    "gdsim shows what happens inside one training update of a neural network. Build a small network, pick a loss, an "
    "optimizer and a way of sampling, and step through it: forward, loss, backpropagation layer by layer, update.",
    "Every operation is told in one sentence with the numbers that it was computed from.",
)
"""Paragraphs for software centres and package lists."""


@dataclass(frozen=True)
class Release:
    """Version, and seconds since 1970 of its last change: builds of one state are equal to the byte."""

    version: str
    epoch: int

    @property
    def date(self) -> str:
        """The day, as 2026-11-26."""
        return f"{datetime.fromtimestamp(self.epoch, UTC):%Y-%m-%d}"


def release(checkout: Path = CHECKOUT) -> Release:
    """Of a checkout, or of an unpacked sdist."""
    text = (checkout / "gdsim" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if found is None:
        raise SystemExit(f'{checkout}: gdsim/__init__.py must have a line __version__ = "…"')
    return Release(found[1], _epoch(checkout))


def changes(changelog: str) -> list[tuple[str, str]]:
    """The versions of a changelog with their days, newest first.

    >>> changes("## [Unreleased]\\n\\n## [0.2.0] - 2027-01-05\\n\\n## [0.1.0] - 2026-11-26\\n")
    [('0.2.0', '2027-01-05'), ('0.1.0', '2026-11-26')]
    """
    return re.findall(r"^## \[([^\]]+)\] - (\d{4}-\d\d-\d\d)", changelog, re.MULTILINE)


def _epoch(checkout: Path) -> int:
    asked = subprocess.run(
        ["git", "-C", str(checkout), "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    ) if (checkout / ".git").exists() else None  # fmt: skip
    if asked is not None and asked.returncode == 0 and asked.stdout.strip():
        return int(asked.stdout)
    days = changes((checkout / "CHANGELOG.md").read_text(encoding="utf-8"))
    # Without git and without a released version: the first day of the year gdsim began.
    day = days[0][1] if days else "2026-01-01"
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())

"""The citation file cites this version."""

from __future__ import annotations

import re
from pathlib import Path

import gdsim

ROOT = Path(__file__).resolve().parents[2]
FIELDS = dict(
    re.findall(r"^([\w-]+): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
)


def test_cites_this_version() -> None:
    """Version and licence are those of the package, so that a release cannot be cited as another."""
    assert FIELDS["version"] == gdsim.__version__ and FIELDS["license"] == "MIT"


def test_has_what_the_schema_asks() -> None:
    """The fields that version 1.2.0 of the format asks for are there; cffconvert has validated the rest."""
    assert FIELDS["cff-version"] == "1.2.0" and FIELDS["message"] and FIELDS["title"]
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    (holder,) = re.findall(r"^authors:\n  - name: (.+)$", text, re.MULTILINE)
    assert holder in (ROOT / "LICENSE").read_text(encoding="utf-8")

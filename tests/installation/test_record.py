"""The list of what was packed misses what is lost, and sees what was changed."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from gdsim.installation.record import Entry, recorded


def entry(name: str, content: bytes) -> Entry:
    """A file as the installer writes it down."""
    return Entry(name, base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode())


def test_a_file_as_it_was_packed_is_well(tmp_path: Path) -> None:
    """Name and sum are those of the list."""
    (tmp_path / "gdsim").mkdir()
    (tmp_path / "gdsim" / "tokens.json").write_bytes(b"{}")
    assert entry("gdsim/tokens.json", b"{}").fault(tmp_path / "gdsim") == ""


def test_a_changed_file_is_damaged(tmp_path: Path) -> None:
    """One byte less is enough."""
    (tmp_path / "gdsim").mkdir()
    (tmp_path / "gdsim" / "tokens.json").write_bytes(b"{")
    assert entry("gdsim/tokens.json", b"{}").fault(tmp_path / "gdsim") == "gdsim/tokens.json is damaged"


def test_a_lost_file_is_missing(tmp_path: Path) -> None:
    """Resource or module: both are named."""
    for name in ("gdsim/resources/fonts/lost.woff2", "gdsim/core/optimizers/lost.py"):
        assert entry(name, b"").fault(tmp_path / "gdsim") == f"{name} is missing"


def test_a_module_needs_no_file(tmp_path: Path) -> None:
    """A built program keeps its modules in an archive, where Python's own importer finds them."""
    assert entry("gdsim/core/optimizers/adam.py", b"").fault(tmp_path / "gdsim") == ""


def test_what_runs_from_its_sources_was_not_packed() -> None:
    """Entries are modules and resources of an installation; a checkout has none at all."""
    assert all(each.module or each.name.startswith("gdsim/resources/") for each in recorded())

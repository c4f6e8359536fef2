"""The Flatpak's manifest: what it may do, and that what it names exists."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
FLATPAK = CHECKOUT / "packaging" / "flatpak"
MANIFEST = (FLATPAK / "org.gdsim.gdsim.yaml").read_text(encoding="utf-8")
sys.path.insert(0, str(FLATPAK))
import pip_sources  # noqa: E402


def test_sandbox_has_windows_and_nothing_else():
    """No network, no folder of the user: files come through the portal."""
    permissions = re.findall(r"^  - (--\S+)$", MANIFEST, re.MULTILINE)
    assert permissions == ["--socket=wayland", "--socket=fallback-x11", "--share=ipc", "--device=dri"]


def test_every_file_of_the_checkout_that_is_named_exists():
    """What was renamed would be missed only at the next build."""
    named = re.findall(r"(?<=[ ])((?:packaging|resources)/\S+)", MANIFEST)
    assert len(named) >= 4 and [name for name in named if not (CHECKOUT / name).is_file()] == []


def test_every_library_of_the_project_is_installed():
    """The lists of the manifest are those of pyproject.toml, without its bounds: one set of wheels is there."""
    names = {re.split(r"[<>=]", each)[0] for each in pip_sources.wanted()}
    lines = re.findall(r"pip3 install --no-index --find-links=\. \S+ (.+)", MANIFEST)
    assert {name for line in lines for name in line.split()} == names


def test_a_file_that_only_this_machine_has_is_refused():
    """A wheel from a folder would build nowhere else."""
    here = {"download_info": {"url": "file:///a.whl", "archive_info": {"hashes": {"sha256": "00"}}}}
    with pytest.raises(SystemExit, match="everyone can reach"):
        pip_sources.sources({"x86_64": {"install": [here]}})

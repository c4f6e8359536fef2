"""Whatever comes from others is named with its licence, and its text lies beside it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gdsim.data.bundled_tables import bundled_tables

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
PAGE = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
FOREIGN = {"fonts": "LICENSE-*.txt", "icons": "LICENSE-*.txt", "data": "LICENSES.md"}
"""Folders with the work of others, and the files that hold their licences."""
OWN = {"docs", "experiments", "golden", "icons/application", "theme", "thumbnails"}
"""Folders with nothing but gdsim's own work."""
PATTERNS = re.findall(r"`(resources/[\w/*.-]+)`", PAGE)


def test_every_folder_is_known() -> None:
    """A new folder of resources is looked at: is it our own, or whose is it?"""
    folders = {path.relative_to(RESOURCES).as_posix() for path in RESOURCES.rglob("*") if path.is_dir()}
    folders -= {"docs/pictures"}  # pictures of our own window
    assert folders == set(FOREIGN) | OWN, "say in this test and in THIRD-PARTY.md whose work it is"


@pytest.mark.parametrize("folder", FOREIGN)
def test_licence_lies_beside(folder: str) -> None:
    """A folder with the work of others has its licences, and each of them is linked on the page."""
    texts = list((RESOURCES / folder).glob(FOREIGN[folder]))
    assert texts
    for text in texts:
        assert f"](resources/{folder}/{text.name})" in PAGE
        assert len(text.read_text(encoding="utf-8")) > 500


@pytest.mark.parametrize("folder", FOREIGN)
def test_every_file_is_named(folder: str) -> None:
    """Each font, icon and table is covered by a row of the page."""
    ours = {text.name for text in (RESOURCES / folder).glob(FOREIGN[folder])}
    for file in (RESOURCES / folder).iterdir():
        # Our description of a table, or a folder of our own.
        if file.name in ours or file.suffix == ".json" or f"{folder}/{file.name}" in OWN:
            continue
        named = [pattern for pattern in PATTERNS if file.relative_to(ROOT).match(pattern)]
        assert named, f"{file.name} is in no row of THIRD-PARTY.md"


def test_every_row_has_its_files() -> None:
    """No row names files that are gone."""
    assert PATTERNS and all(list(ROOT.glob(pattern)) for pattern in PATTERNS)


def test_every_table_has_its_section() -> None:
    """Each bundled table has a licence in its description and a section in LICENSES.md."""
    text = (RESOURCES / "data" / "LICENSES.md").read_text(encoding="utf-8")
    for key, table in bundled_tables().items():
        assert table.licence and f"{key}.csv" in text


def test_every_library_is_named() -> None:
    """Each library that gdsim needs, or needs to be built and tested, is on the page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for line in needed:
        name = re.match(r"[\w-]+", line)[0]
        assert re.search(rf"\b{re.escape(name)}\b", PAGE, re.IGNORECASE), f"{name} is not in THIRD-PARTY.md"


def test_gdsim_itself_is_under_the_mit_licence() -> None:
    """The licence of gdsim itself is the one that the package names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")

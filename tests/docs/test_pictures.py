"""The pictures of the pages are those that the script makes."""

from __future__ import annotations

import importlib.util
import re
import struct
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "docs" / "pictures"
PAGES = [*ROOT.glob("*.md"), *(ROOT / "resources" / "docs").glob("*.md")]
MOST = 1_500_000


def script() -> ModuleType:
    """The script tools/pictures.py, as a module."""
    found = importlib.util.spec_from_file_location("gdsim_pictures", ROOT / "tools" / "pictures.py")
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module  # its dataclass looks for the module by name
    found.loader.exec_module(module)
    return module


PICTURES = script().PICTURES


def test_every_file_is_made_by_the_script() -> None:
    """The folder holds the pictures of the script's list and nothing else, and together they stay small."""
    files = sorted(FOLDER.iterdir())
    assert [file.name for file in files] == sorted(f"{picture.name}.png" for picture in PICTURES)
    assert sum(file.stat().st_size for file in files) < MOST


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_picture_is_as_listed(picture: object) -> None:
    """Each has the size that the list says, and its template is there."""
    content = (FOLDER / f"{picture.name}.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert "x".join(map(str, struct.unpack(">II", content[16:24]))) == picture.size
    assert (ROOT / "resources" / "experiments" / f"{picture.template}.gdsim").is_file()


def test_every_picture_is_shown_somewhere() -> None:
    """Each picture stands in some page: none is made for nobody."""
    shown = {
        Path(name).stem for page in PAGES for name in re.findall(r"[\w/.-]+\.png", page.read_text("utf-8"))
    }
    assert {picture.name for picture in PICTURES} <= shown


def test_unknown_picture_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is not in the list is refused with those that are."""
    assert script().main(["window-drak"]) == 2
    assert "there is no picture window-drak; there are: window-dark" in capsys.readouterr().err

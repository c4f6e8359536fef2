"""The kinds of the build: each is built where it can be, and a missing tool is named with its package."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest


def test_each_kind_is_built_on_its_own_systems_only() -> None:
    """A disk image needs macOS, packages for Linux need Linux, sources and wheels are built everywhere."""
    kinds = {kind.key: kind for kind in importlib.import_module("build").KINDS}
    assert kinds["dmg"].system == ("darwin",) and not kinds["dmg"].tools
    assert {key for key, kind in kinds.items() if kind.system == ("linux",)} == {
        "tar",
        "run",
        "deb",
        "appimage",
    }
    assert not kinds["sdist"].system and not kinds["wheel"].system
    assert "win32" in kinds["windows"].system


@pytest.mark.skipif(sys.platform == "darwin", reason="here it can be built")
def test_a_kind_of_another_system_is_skipped_aloud(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no failure, and it is said why."""
    build = importlib.import_module("build")
    if fault := importlib.import_module("wanted_tools").python_fault():
        pytest.skip(fault)
    assert build.build([kind for kind in build.KINDS if kind.key == "dmg"], tmp_path) == 0
    assert f"SKIPPED: dmg: is built on darwin, not on {sys.platform}" in capsys.readouterr().out


def test_every_tool_is_named_with_its_package() -> None:
    """What is missing is said with the package that mends it."""
    packages = importlib.import_module("wanted_tools").PACKAGES
    assert {tool for kind in importlib.import_module("build").KINDS for tool in kind.tools} <= set(packages)

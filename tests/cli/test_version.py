"""gdsim --version: what it says, and that it imports nothing for that."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gdsim.cli import version as subject
from gdsim.core.executors.names import VARIABLE

FOREIGN = {"numpy", "pydantic", "rich", "PySide6", "shiboken6", "pyqtgraph", "scipy", "click", "typer"}
SLOW = {"argparse", "dataclasses", "inspect", "pathlib", "email", "importlib.metadata", "typing"}
"""Of the standard library, what would be a good part of the time."""


def test_version_says_what_the_packages_say(gdsim: Callable[..., Any]) -> None:
    """gdsim, executor, Python and the four libraries, each with the version that its package has."""
    said = gdsim("--version")
    words = said.out.strip().split(" · ")
    assert (said.code, said.err, len(words)) == (0, "", 4)
    assert words[0].startswith("gdsim ") and words[1].startswith("executor ")
    assert words[2] == f"Python {sys.version.split()[0]}"
    assert words[3] == ", ".join(f"{name} {importlib.metadata.version(name)}" for name in subject.LIBRARIES)


@pytest.mark.parametrize("words", [["--vers"], ["--version", "list"]])
def test_every_way_to_ask_gives_the_same_version(gdsim: Callable[..., Any], words: list[str]) -> None:
    """A shortened option, and one before a command, say the same."""
    assert gdsim(*words).out == gdsim("--version").out


def test_version_imports_no_library() -> None:
    """No library is imported, and of Python itself only what is needed to find the versions."""
    code = (
        "import sys; before = set(sys.modules); from gdsim.__main__ import main; main(['--version']); "
        "print(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(done.stdout.splitlines()[-1].split())
    assert not {name.split(".")[0] for name in imported} & FOREIGN
    assert not imported & SLOW


def test_help_imports_no_library() -> None:
    """The words of --help come without NumPy, pydantic and Qt."""
    code = (
        "import sys\nfrom gdsim.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "see what happens" in done.stdout.lower()
    assert not {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()} & FOREIGN


def test_version_refuses_a_missing_executor(
    gdsim: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An executor that cannot be had is one line and exit code 2 here as everywhere."""
    from gdsim.core.executors.names import executor_name

    monkeypatch.setenv(VARIABLE, "abacus")
    executor_name.cache_clear()
    try:
        said = gdsim("--version")
    finally:
        monkeypatch.undo()
        executor_name.cache_clear()
    assert (said.code, said.out, len(said.lines)) == (2, "", 1) and "abacus" in said.err


def test_the_first_folder_on_the_path_gives_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders are told apart as Python tells them: by the path's order, and whatever way a name is written."""
    for place, folder, metadata in [
        (
            "first",
            "Some_Package-1.5.dist-info",
            "Metadata-Version: 2.1\nName: Some.Package\nVersion: 1.5\n\n",
        ),
        ("second", "some_package-2.0.dist-info", "Metadata-Version: 2.1\nVersion: 2.0\n"),
        ("second", "other-3.dist-info", "Metadata-Version: 2.1\n\nVersion: 9 is in the description\n"),
    ]:
        made = tmp_path / place / folder
        made.mkdir(parents=True)
        (made / "METADATA").write_text(metadata, encoding="utf-8")
    (tmp_path / "second" / "broken-1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path / name) for name in ("none", "first", "second")])
    assert subject.installed(("some-package", "other", "broken", "absent")) == {"some-package": "1.5"}


def test_a_version_without_a_folder_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that was installed in another way has its version, and one that is not there is missing."""
    monkeypatch.setattr(subject, "LIBRARIES", ("numpy", "no-such-package"))
    monkeypatch.setattr(subject, "installed", lambda names: {})
    assert subject.version().endswith(
        f" · numpy {importlib.metadata.version('numpy')}, no-such-package missing"
    )

"""The built program's way in: the commands, and ``-m`` for modules of gdsim alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import gdsim


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it with this Python, as the built program runs it with its own."""
    return subprocess.run(
        [sys.executable, checkout / "packaging" / "entry.py", *words],
        capture_output=True, text=True, encoding="utf-8", check=False,
        env={"PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen",
             "HOME": "/nonexistent"},
    )  # fmt: skip


@pytest.mark.parametrize("words", [["--version"], ["-m", "gdsim", "--version"]])
def test_it_says_its_version_as_the_command_does(checkout: Path, words: list[str]) -> None:
    """Both ways, and nothing else is said."""
    done = run(checkout, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"gdsim {gdsim.__version__} · executor ")


def test_a_module_of_gdsim_runs_as_python_would_run_it(checkout: Path) -> None:
    """The one by which ``gdsim bench`` measures a start."""
    done = run(checkout, "-m", "gdsim.ui.until_painted")
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout.split()[0]) > 0


@pytest.mark.parametrize("words", [["-m", "os"], ["-m"], ["-m", "gdsimilar"]])
def test_no_other_module_runs(checkout: Path, words: list[str]) -> None:
    """One line says what may follow."""
    done = run(checkout, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("gdsim: -m: must be followed by a module of gdsim")

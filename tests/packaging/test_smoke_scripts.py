"""The scripts of the smoke test: a shell can read them, and shellcheck finds nothing where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
PLAIN = [PACKAGING / "smoke.sh", *sorted((PACKAGING / "smoke").glob("*.sh"))]
BASH = [
    PACKAGING / "linux" / f"{name}.sh"
    for name in ("bare_debian", "debian_root", "fresh_machine", "kinds", "traces")
]

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="this system has no sh")


def ids(script: Path) -> str:
    """A script's name among the packaging's."""
    return str(script.relative_to(PACKAGING))


@pytest.mark.parametrize("script", PLAIN, ids=ids)
def test_sh_reads_the_smoke_test(script: Path) -> None:
    """The bare root and macOS have no other shell to rely on."""
    assert subprocess.run(["sh", "-n", script], capture_output=True, text=True).stderr == ""


@pytest.mark.parametrize("script", BASH, ids=ids)
@pytest.mark.skipif(shutil.which("bash") is None, reason="this system has no bash")
def test_bash_reads_the_scripts_that_make_roots(script: Path) -> None:
    """They are run by root: a mistake in them is dear."""
    assert subprocess.run(["bash", "-n", script], capture_output=True, text=True).stderr == ""


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_finds_nothing() -> None:
    """Every exception is written beside the line that needs it."""
    found = subprocess.run(["shellcheck", "-x", *PLAIN, *BASH], capture_output=True, text=True)
    assert found.stdout == ""


def test_no_script_names_a_python() -> None:
    """The bare root has none: what the smoke test looks with is the shell and its tools."""
    for script in PLAIN:
        lines = script.read_text(encoding="utf-8").splitlines()
        calls = [line for line in lines if line.split()[:1] in (["python"], ["python3"])]
        assert not calls, f"{script.name}: {calls}"

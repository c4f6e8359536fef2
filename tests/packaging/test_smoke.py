"""The smoke test of a built gdsim, run on the one that is installed here: it passes, and it finds what is broken."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from gdsim.core.executors.names import available

SMOKE = Path(__file__).parents[2] / "packaging" / "smoke.sh"
GDSIM = Path(sysconfig.get_path("scripts")) / "gdsim"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="the workflow runs it by itself elsewhere"
    ),
    pytest.mark.skipif(not GDSIM.exists(), reason="gdsim is not installed as a command"),
]
compiled = pytest.mark.skipif(
    "compiled" not in available(),
    reason="built without a compiler here; a package must have the compiled loop",
)


def smoke(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The smoke test with these words."""
    return subprocess.run(
        ["sh", SMOKE, *words], capture_output=True, text=True, encoding="utf-8", timeout=100, check=False
    )


def program(folder: Path, does: str) -> Path:
    """A program of one line that anybody may run."""
    made = folder / "gdsim"
    made.write_text(f"#!/bin/sh\n{does}\n")
    made.chmod(0o755)
    return made


@compiled
def test_the_installed_gdsim_passes_with_all_that_this_machine_allows(tmp_path: Path) -> None:
    """Without a screen the keys are left out, and it says so."""
    listed = tmp_path / "list.json"
    listed.write_bytes(subprocess.run([GDSIM, "list", "--json"], capture_output=True, check=True).stdout)
    run = smoke(GDSIM, "--python-allowed", "--without-association", "--starts", "0", "--list-json", listed)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "FAILED" not in run.stdout
    assert "ok list: " in run.stdout
    assert f"equal to {listed}" in run.stdout
    if all(map(shutil.which, ("Xvfb", "xdotool", "xwd"))):
        assert "ok step: three gradients" in run.stdout
        assert "which is backprop" in run.stdout
    else:
        assert "LEFT OUT window, keys, association" in run.stdout


def test_a_program_that_is_broken_fails_and_every_step_says_why(tmp_path: Path) -> None:
    """A program that only says a version: the exit code is 1, and no step passes that asks for more."""
    broken = program(tmp_path, "[ $1 = --version ] && echo gdsim 0 executor compiled && exit; exit 9")
    run = smoke(broken, "--python-allowed", "--without-window")
    assert run.returncode == 1
    assert "ok version" in run.stdout
    for step in ("self-test", "list", "new", "wrong file"):
        assert re.search(rf"^FAILED {step}: .*\b9\b", run.stdout, re.MULTILINE), run.stdout


def test_another_list_than_the_source_trees_is_found(tmp_path: Path) -> None:
    """A declaration that was not packed must not pass."""
    other = tmp_path / "list.json"
    other.write_text("[1]\n")
    run = smoke(
        program(tmp_path, "echo '[1, 2]'"), "--python-allowed", "--without-window", "--list-json", other
    )
    assert "FAILED list: is not " in run.stdout


def test_a_wrong_word_is_refused_in_one_line() -> None:
    """As gdsim itself does."""
    for words in (
        ["--starts"],
        [GDSIM, "--wrong"],
        ["no-such-program"],
        [GDSIM, "--list-json", "nowhere.json"],
    ):
        run = smoke(*words)
        assert run.returncode == 2
        assert len(run.stderr.splitlines()) == 1
        assert run.stdout == ""

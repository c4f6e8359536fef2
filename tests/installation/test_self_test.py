"""gdsim self-test: one line for each check, and an exit code that can be believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdsim.__main__ import main
from gdsim.installation.check import CHECKS
from gdsim.installation.checks import declarations, golden_cases, libraries, templates, window

CHECK_FILE = """
from gdsim.installation.check import Check, Finding

def look():
    {body}

CHECK = Check("extra", "an extra check", look)
"""


def test_this_installation_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Version, a line for each check, a sum; nothing on stderr, exit code 0."""
    assert main(["self-test"]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith("gdsim ") and len(lines) == len(CHECKS) + 2 and not err
    assert lines[-1].startswith(("all is well", "nothing is wrong"))
    assert not any(line.startswith("FAILED") for line in lines)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("return Finding(False, 'no: do this')", "FAILED       an extra check    no: do this"),
        ("raise OSError('no\\nway')", "FAILED       an extra check    OSError: no way"),
    ],
)
def test_one_fault_is_enough(
    body: str,
    line: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A check that fails, or cannot even be made, is told in its line; the exit code is 1, the others still run."""
    (tmp_path / "extra.py").write_text(CHECK_FILE.format(body=body), encoding="utf-8")
    with CHECKS.including(tmp_path / "extra.py"):
        assert main(["self-test"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert line in lines and len(lines) == len(CHECKS) + 3
    assert lines[-1] == f"1 of {len(CHECKS) + 1} checks failed"


def test_what_is_not_checked_is_not_called_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sum says how many could not be looked at."""
    (tmp_path / "extra.py").write_text(
        CHECK_FILE.format(body="return Finding(None, 'not here')"), encoding="utf-8"
    )
    with CHECKS.including(tmp_path / "extra.py"):
        assert main(["self-test"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("nothing is wrong; ") and last.endswith("could not be checked here")


def test_a_loss_among_the_numbers_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A golden number that differs fails its check, with the run's name and both values."""
    changed = golden_cases.cases()
    changed[3]["expect"]["loss"][0] += 1e-6
    monkeypatch.setattr(golden_cases, "cases", lambda: changed)
    found = golden_cases.look()
    assert found.well is False and "90 of 91" in found.told
    assert changed[3]["id"] in found.told and "loss of update 1" in found.told


def test_checks_are_well_one_by_one() -> None:
    """What a source tree has is found in it."""
    assert declarations.look().well and templates.look().well and libraries.look().well


def test_a_window_that_cannot_be_drawn_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other process fails, its last line is the finding."""
    monkeypatch.setenv("GDSIM_EXECUTOR", "abacus")
    found = window.look()
    assert found.well is False
    assert found.told.startswith("no picture of the window: GDSIM_EXECUTOR=abacus: no such executor")

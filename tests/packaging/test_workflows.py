"""The workflows of GitHub: what they name exists, each job ends, and none may do more than it must."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
WORKFLOWS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)


def text(workflow: Path) -> str:
    """Without what is said about it."""
    return re.sub(r"^\s*#.*\n", "", workflow.read_text(encoding="utf-8"), flags=re.MULTILINE)


def jobs(workflow: Path) -> dict[str, str]:
    """The text of each job by its name."""
    _, name, *rest = re.split(r"^  ([a-z]+):\n", text(workflow).split("\njobs:\n")[1], flags=re.MULTILINE)
    parts = [name, *rest]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@each_workflow
def test_every_file_that_is_run_exists(workflow):
    """A script that was renamed would be missed only at the next release."""
    named = set(re.findall(r"(?<![\w/.])((?:packaging|tests|gdsim|\.ci)/[\w./-]+)", text(workflow)))
    named = {name for name in named if not name.startswith("gdsim/gdsim.exe")}
    assert named and [name for name in sorted(named) if not (CHECKOUT / name).is_file()] == []


def test_every_kind_that_is_built_is_known():
    """The words after ``--only`` are kinds of packaging/build.py."""
    said = subprocess.run(
        [sys.executable, CHECKOUT / "packaging/build.py", "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    words = {
        word
        for found in re.findall(r"--only ([a-z ]+?) --out", text(WORKFLOWS[-1]))
        for word in found.split()
    }
    known = (
        set(re.search(r"\{([\w,]+)\}", said)[1].split(",")) if "{" in said else set(re.findall(r"\w+", said))
    )
    assert words >= {"sdist", "deb", "windows", "dmg"} and words <= known


def test_every_option_of_the_smoke_test_is_known():
    """As its own help has them."""
    help_text = (CHECKOUT / "packaging/smoke.sh").read_text(encoding="utf-8")
    used = {
        word
        for line in re.findall(r"smoke\.sh (.+)", text(WORKFLOWS[-1]))
        for word in re.findall(r"--\S+", line)
    }
    assert used and all(re.search(rf"^  {option}\b", help_text, re.MULTILINE) for option in used)


def test_the_test_command_is_the_one_of_the_readme():
    """The same words, so that what contributors are told is what is tried on each system."""
    command = r'python -m pip install -e "\.\[test\]" && python -m pytest'
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^{command}$", readme, re.MULTILINE)
    assert re.search(rf"run: {command}$", text(CHECKOUT / ".github/workflows/check.yml"), re.MULTILINE)


@each_workflow
def test_every_job_has_an_end(workflow):
    """Without one a job that hangs runs for six hours."""
    assert [name for name, body in jobs(workflow).items() if "timeout-minutes:" not in body] == []


@each_workflow
def test_only_publishing_may_write(workflow):
    """Everything reads the checkout and no more; the draft writes a release, and PyPI gets an identity."""
    assert re.search(r"^permissions:\n  contents: read\n", text(workflow), re.MULTILINE)
    rights = {
        name: re.findall(r"^      ([\w-]+): write$", body, re.MULTILINE)
        for name, body in jobs(workflow).items()
    }
    assert {name: given for name, given in rights.items() if given} == (
        {"draft": ["contents"], "pypi": ["id-token"]} if workflow.stem == "release" else {}
    )


@each_workflow
def test_every_action_has_a_version(workflow):
    """``@main`` would run what was written yesterday."""
    used = re.findall(r"uses: (\S+)", text(workflow))
    assert (
        used
        and [
            one for one in used if not re.fullmatch(r"[\w.-]+/[\w.-]+@(v\d+|release/v\d+|[0-9a-f]{40})", one)
        ]
        == []
    )


def test_wheels_are_tried_by_a_file_that_exists():
    """Cibuildwheel finds its commands only when it runs them."""
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r"\{project\}/([\w./]+)", project)
    assert len(named) >= 2 and all((CHECKOUT / name).is_file() for name in named)

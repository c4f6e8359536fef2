"""README.md promises nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gdsim.cli.command_line import run as command
from gdsim.core.executors import names

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    ["python -m pip install . && gdsim", 'python -m pip install -e ".[test]" && python -m pytest'],
    ids=["install", "work"],
)
def test_has_the_two_commands(line: str) -> None:
    """The two commands stand on lines of their own; the gate runs the second one as it stands here."""
    assert README.splitlines().count(line) == 1


def test_python_example_gives_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines in Python run on the template that the page writes, with the numbers in their comments."""
    monkeypatch.chdir(tmp_path)
    assert command(["new", "mazur", "-o", "mazur.gdsim"]) == 0 and "gdsim new mazur -o mazur.gdsim" in README
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    space: dict[str, object] = {}
    compared = 0
    for line in block.splitlines():
        code, _, promised = line.partition("  # ")
        if promised:
            assert float(eval(code, space)) == pytest.approx(float(promised), abs=0.5e-8)
            compared += 1
        else:
            exec(code, space)
    assert compared == 2


def test_names_commands_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command named beside ``--help`` is one."""
    listed = re.search(r"names the other\s+commands: ([^.]*)\.", README)[1]
    with pytest.raises(SystemExit):
        command(["--help"])
    told = capsys.readouterr().out
    for name in re.findall(r"`([\w-]+)`", listed):
        assert re.search(rf"^\s+{name}\s", told, re.MULTILINE), f"there is no command {name}"


def test_names_the_folders() -> None:
    """The table of folders has every folder of the program, and none that is gone."""
    rows = re.findall(r"^\| `([\w/]+)` \|", README, re.MULTILINE)
    layers = {f"gdsim/{path.parent.name}" for path in (ROOT / "gdsim").glob("*/__init__.py")}
    assert {row for row in rows if row.startswith("gdsim/")} == layers
    assert all((ROOT / row).is_dir() for row in rows)


def test_tour_has_five_pictures() -> None:
    """Five pictures, each told in a sentence or two, each with words for those who cannot see it."""
    tour = README.split("## A tour in five pictures")[1].split("\n## ")[0]
    pictures = re.findall(r"!\[(.+)\]\(resources/docs/pictures/[\w-]+\.png\)", tour)
    assert len(pictures) == 5 and all(len(words) > 20 for words in pictures)


def test_names_the_executors() -> None:
    """The choices of GDSIM_EXECUTOR are those of the program."""
    assert "`GDSIM_EXECUTOR=numpy` or `compiled`" in README
    assert names.NAMES == ("numpy", "compiled")

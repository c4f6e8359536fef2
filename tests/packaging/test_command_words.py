"""Man page and completion have every command, and shells and man read them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gdsim.cli.command import COMMANDS
from gdsim.files.templates import templates

pytest.importorskip("shtab", reason='shtab is not installed: python -m pip install -e ".[package]"')
pytest.importorskip(
    "argparse_manpage", reason='argparse-manpage is not installed: python -m pip install -e ".[package]"'
)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The three files, written as the build writes them."""
    import command_words

    command_words.write(tmp_path, "0.1.0", "2026-11-26")
    return tmp_path


def test_the_man_page_tells_every_command_with_its_options(words: Path) -> None:
    """Version and day stand in the head, and every help text in the body."""
    from command_words import subparsers

    from gdsim.cli.command_line import parser

    page = (words / "gdsim.1").read_text(encoding="utf-8").replace("\\-", "-")
    assert "GDSIM" in page and '"2026-11-26"' in page and "gdsim 0.1.0" in page
    for name, of_command in subparsers(parser()).items():
        assert f"gdsim {name}" in page
        for action in of_command._actions:
            assert action.help is None or action.dest == "help" or action.help in page


@pytest.mark.parametrize("file", ["gdsim.bash", "_gdsim"])
def test_the_completion_has_every_command_and_template(words: Path, file: str) -> None:
    """Both are read from gdsim when the file is made."""
    text = (words / file).read_text(encoding="utf-8")
    assert [name for name in (*COMMANDS, *templates()) if name not in text] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["gdsim", "scr"], ["screenshot"]),
        (["gdsim", "new", "maz"], ["mazur"]),
        (["gdsim", "check", ""], ["below", "one.gdsim"]),
        (["gdsim", "run", "one.gdsim", "--ep"], ["--epochs"]),
        (["gdsim", "screenshot", "one.gdsim", "--theme", "d"], ["dark"]),
    ],
)
def test_bash_completes_commands_templates_and_experiment_files(
    words: Path, tmp_path: Path, typed: list[str], offered: list[str]
) -> None:
    """Where a file is wanted, folders and experiments are offered and other files are not."""
    place = tmp_path / "place"
    (place / "below").mkdir(parents=True)
    (place / "one.gdsim").touch()
    (place / "other.txt").touch()
    script = (
        f'source "{words}/gdsim.bash"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shtab_gdsim; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script, "bash", *typed], cwd=place, capture_output=True, text=True, check=True
    )
    assert sorted(done.stdout.split()) == offered


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_reads_its_completion(words: Path) -> None:
    """Without running it."""
    subprocess.run(["zsh", "-n", words / "_gdsim"], check=True)


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed: apt-get install man-db")
def test_man_has_nothing_to_complain_of(words: Path) -> None:
    """No warning, and the newest command can be read."""
    done = subprocess.run(
        ["man", "--warnings", "-l", words / "gdsim.1"], capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
    )  # fmt: skip
    assert done.stderr == ""
    assert "self-test" in done.stdout

"""Command words: man page and shell completion, written from the parser of the command line itself.

``python packaging/command_words.py FOLDER VERSION DATE`` writes ``gdsim.1``, ``gdsim.bash`` and ``_gdsim``. It runs in
the build's environment, with gdsim, argparse-manpage and shtab.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_PREAMBLE = {
    "bash": """
# Folders, and the files whose name ends as it should. $1 is what has been typed of the word.
_gdsim_experiments() {
  compgen -d -- "$1"
  compgen -f -X '!*.gdsim' -- "$1"
}
_gdsim_folders() { compgen -d -- "$1"; }
_gdsim_files() { compgen -f -- "$1"; }
"""
}
_EXPERIMENT = {"bash": "_gdsim_experiments", "zsh": "_files -g '*.gdsim'"}
_ANY_FILE = {"bash": "_gdsim_files", "zsh": "_files"}
_FOLDER = {"bash": "_gdsim_folders", "zsh": "_files -/"}
_COMPLETED = {"file": _EXPERIMENT, "files": _EXPERIMENT, "out": _FOLDER, "output": _ANY_FILE}
"""Destination of an argument → what completes it."""


def completed_parser() -> argparse.ArgumentParser:
    """The parser of gdsim, told what a file argument is completed with, and which templates and kinds there are."""
    from gdsim.cli.command_line import parser
    from gdsim.files.templates import templates

    words = parser()
    for each in subparsers(words).values():
        for action in each._actions:
            if action.dest in _COMPLETED:
                action.complete = _COMPLETED[action.dest]  # type: ignore[attr-defined]
            if action.dest == "template":
                action.choices = sorted(templates())
    return words


def subparsers(words: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each command."""
    return {name: each for group in _groups(words) for name, each in group.choices.items()}


def completion(shell: str) -> str:
    """The completion for ``bash`` or ``zsh``."""
    import shtab

    text = shtab.complete(completed_parser(), shell=shell, preamble=_PREAMBLE)  # type: ignore[arg-type]
    # `gdsim FILE` opens the window: where no command fits, files do.
    return text.replace("complete -o bashdefault -F", "complete -o bashdefault -o default -F")


def man_page(version: str, date: str) -> str:
    """The page gdsim(1)."""
    from argparse_manpage.manpage import Manpage

    from gdsim.cli.command_line import parser

    page = Manpage(parser())
    page.description = "see what happens inside the training of a neural network"
    page.date, page.source, page.manual = date, f"gdsim {version}", "User Commands"
    return str(page).replace(".SH\nPOSITIONAL ARGUMENTS", ".SH COMMANDS") + _MORE


_MORE = r""".SH EXIT STATUS
0 when all is well; 1 when the self-test found something wrong; 2 for bad input, with one line that says what and where;
3 when a run left the finite numbers; 130 when it was interrupted.
.SH ENVIRONMENT
.TP
.B GDSIM_EXECUTOR
.B compiled
or
.BR numpy :
which loop runs the updates. The numbers are the same.
.TP
.B QT_QPA_PLATFORM
.BR xcb ,
.B wayland
or
.BR offscreen :
where Qt draws the window.
.SH EXAMPLES
.nf
gdsim new mazur
gdsim mazur.gdsim
gdsim run mazur.gdsim \-\-epochs 100 \-\-out mazur
.fi
"""


def _groups(words: argparse.ArgumentParser) -> Iterator[argparse._SubParsersAction[argparse.ArgumentParser]]:
    for action in words._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield action


def write(folder: Path, version: str, date: str) -> None:
    """All three files."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["COLUMNS"] = "100"  # argparse breaks its lines by it
    (folder / "gdsim.1").write_text(man_page(version, date), encoding="utf-8")
    (folder / "gdsim.bash").write_text(completion("bash"), encoding="utf-8")
    (folder / "_gdsim").write_text(completion("zsh"), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), *sys.argv[2:4])

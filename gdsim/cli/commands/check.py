"""gdsim check: are these files valid experiments?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gdsim.cli.command import Command


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument("files", metavar="FILE", nargs="+", type=Path)


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.files.messages import FileError
    from gdsim.files.reading import read_with_notes

    code = 0
    for path in arguments.files:
        try:
            experiment, notes = read_with_notes(path)
        except FileError as error:
            print(f"gdsim: {error}", file=sys.stderr)
            code = 2
        else:
            # What a shipped table leaves out is known; what a user's own table has is news.
            for note in notes if experiment.data.source == "csv" else ():
                print(f"gdsim: {path}: {note}", file=sys.stderr)
    return code


COMMAND = Command("check", "validate experiment files; prints nothing when all is well", _arguments, _run)

"""gdsim trace: every intermediate of some updates, as JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gdsim.cli.command import Command


def _updates(text: str) -> list[int]:
    words = text.split(",")
    if not all(word.isascii() and word.isdigit() and 0 < len(word) <= 12 and int(word) > 0 for word in words):
        raise argparse.ArgumentTypeError(f"must be update numbers from 1, as 1,2,20, not {text[:60]}")
    return [int(word) for word in words]


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument("file", metavar="FILE", type=Path)
    words.add_argument(
        "--update", metavar="K[,K…]", type=_updates, required=True, help="update numbers, from 1"
    )
    words.add_argument("--lines", action="store_true", help="the program's lines too")


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.cli.commands.run import NOT_FINITE
    from gdsim.export.json_line import json_line
    from gdsim.export.trace_record import trace_record
    from gdsim.files.reading import read
    from gdsim.library import timeline

    run = timeline(read(arguments.file), resume=False)
    run.advance(max(arguments.update))
    reached = [update for update in arguments.update if run.diverged is None or update < run.diverged.update]
    print(json_line([trace_record(run, run.trace(update), arguments.lines) for update in reached]))
    if run.diverged is not None:
        print(f"gdsim: {arguments.file}: {run.diverged.message}", file=sys.stderr)
        return NOT_FINITE
    return 0


COMMAND = Command("trace", "every intermediate of some updates, as JSON", _arguments, _run)

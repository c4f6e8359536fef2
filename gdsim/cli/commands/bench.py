"""gdsim bench: how fast is gdsim on this machine?"""

from __future__ import annotations

import argparse
import sys

from gdsim.cli.command import Command


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument("--json", action="store_true", help="the figures as JSON on stdout")


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.bench.bench import measured, table
    from gdsim.export.json_line import json_line

    def told(line: str) -> None:
        if sys.stderr.isatty():
            print(f"gdsim: measuring {line}", file=sys.stderr)

    figures = measured(told)
    print(json_line(figures) if arguments.json else table(figures))
    return 0


COMMAND = Command("bench", "measure updates, seeking, start-up and frames on this machine", _arguments, _run)

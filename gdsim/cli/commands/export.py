"""gdsim export: the run as a script that needs nothing of gdsim."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gdsim.cli.command import Command
from gdsim.cli.guard import Refused


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument("file", metavar="FILE", type=Path)
    words.add_argument("--to", choices=["numpy"], required=True, help="numpy: one plain script")
    words.add_argument("--updates", metavar="N", type=int, help="how many updates; one epoch where not given")
    words.add_argument("-o", "--output", metavar="OUT", type=Path, required=True)


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.export.numpy_script import numpy_script
    from gdsim.files.reading import read
    from gdsim.files.replacing import replace_file
    from gdsim.library import timeline

    if arguments.updates is not None and arguments.updates < 0:
        raise Refused(f"--updates: must be a whole number of at least 0, not {arguments.updates}")
    run = timeline(read(arguments.file))
    updates = arguments.updates
    if updates is None:
        updates = run.course.last_update(run.course.position(run.updates + 1).epoch) - run.updates
    replace_file(arguments.output, numpy_script(run, updates).encode())
    print(f"gdsim: wrote {arguments.output}", file=sys.stderr)
    return 0


COMMAND = Command("export", "the run as a script that needs nothing of gdsim", _arguments, _run)

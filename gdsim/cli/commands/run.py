"""gdsim run: train on from where the file stands."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gdsim.cli.command import Command
from gdsim.cli.guard import Refused
from gdsim.cli.progress import Progress

if TYPE_CHECKING:
    # NumPy comes with it: every other command, and the words of --help, do without.
    from gdsim.core.timeline import Timeline

NOT_FINITE = 3
SLICE_SECONDS = 0.1
"""How often progress is shown and Ctrl-C is heard."""


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 0, not {text[:60]}")
    return int(text)


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument("file", metavar="FILE", type=Path)
    length = words.add_mutually_exclusive_group(required=True)
    length.add_argument("--epochs", metavar="N", type=_whole, help="whole epochs from where the file stands")
    length.add_argument("--updates", metavar="N", type=_whole, help="updates from where the file stands")
    words.add_argument(
        "--out", metavar="DIR", type=Path, help="curves.csv, parameters.csv, final.gdsim, summary.json"
    )
    words.add_argument("--json", action="store_true", help="the summary as JSON on stdout")


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.export.json_line import json_line
    from gdsim.export.summary import summary, told
    from gdsim.export.tables import write_run
    from gdsim.files.reading import read
    from gdsim.library import timeline

    if arguments.out is not None and arguments.out.exists() and not arguments.out.is_dir():
        raise Refused(f"{arguments.out}: must be a folder")
    experiment = read(arguments.file)
    run = timeline(experiment)
    target = run.updates + arguments.updates if arguments.epochs is None else _end_of(run, arguments.epochs)
    started = run.updates
    clock = time.perf_counter()
    interrupted = _train(run, target)
    seconds = time.perf_counter() - clock
    result = summary(run, started, seconds)
    if arguments.out is not None:
        write_run(arguments.out, run, result)
    if arguments.json:
        print(json_line(result))
    else:
        print(f"gdsim: {told(result)}", file=sys.stderr)
    if run.diverged is not None:
        print(f"gdsim: {arguments.file}: {run.diverged.message}", file=sys.stderr)
        return NOT_FINITE
    return 130 if interrupted else 0


def _end_of(run: Timeline, epochs: int) -> int:
    """The update that ends so many epochs from here; an epoch begun counts as the first."""
    if epochs == 0:
        return run.updates
    next_epoch = run.course.position(run.updates + 1).epoch
    return run.course.last_update(next_epoch + epochs - 1)


def _train(run: Timeline, target: int) -> bool:
    """Advance in slices; True where Ctrl-C ended it, between two updates and never in the middle of one."""
    interrupted: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: interrupted.append(number))
    try:
        with Progress(target - run.updates) as progress:
            while run.updates < target and run.diverged is None and not interrupted:
                made = run.updates
                run.advance(target - run.updates, SLICE_SECONDS)
                progress.made(run.updates - made)
    finally:
        signal.signal(signal.SIGINT, before)
    return bool(interrupted)


COMMAND = Command("run", "train on from where the file stands", _arguments, _run)

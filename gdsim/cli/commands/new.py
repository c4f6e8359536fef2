"""gdsim new: an experiment file from a template."""

from __future__ import annotations

import argparse
import difflib
import sys
from dataclasses import replace
from pathlib import Path

from gdsim.cli.command import Command
from gdsim.cli.guard import Refused


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument("template", metavar="TEMPLATE", help="its name; see gdsim list templates")
    words.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="the new file; NAME.gdsim where not given"
    )


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.core.experiment import frozen
    from gdsim.files.reading import read
    from gdsim.files.templates import templates
    from gdsim.files.writing import write

    found = templates()
    if arguments.template not in found:
        near = difflib.get_close_matches(arguments.template, found, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(found)}"
        raise Refused(f"there is no template {arguments.template}; {hint}")
    target = arguments.output or Path(f"{arguments.template}.gdsim")
    if target.exists() and arguments.output is None:
        raise Refused(f"{target}: is there already; name another file with -o")
    write(target, replace(read(found[arguments.template].path), view=frozen({})))
    print(f"gdsim: wrote {target}", file=sys.stderr)
    return 0


COMMAND = Command("new", "an experiment file from a template", _arguments, _run)

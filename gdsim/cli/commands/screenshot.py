"""gdsim screenshot: the window as a picture; the only command that loads Qt, and only when it runs."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from gdsim.cli.command import Command

STAGES = ("sample", "forward", "loss", "backprop", "update")


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"must be WIDTHxHEIGHT, as 1600x900, not {text[:60]}")
    return int(match[1]), int(match[2])


def _from_one(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, not {text[:60]}")
    return int(text)


def _arguments(words: argparse.ArgumentParser) -> None:
    words.add_argument("file", metavar="FILE", type=Path)
    words.add_argument(
        "--update",
        metavar="K",
        type=_from_one,
        help="which update, from 1; where the file stands if not given",
    )
    words.add_argument("--stage", choices=STAGES, help="the stage that has just been done")
    words.add_argument(
        "--layer", metavar="L", type=_from_one, help="the layer that the stage has got to, from 1"
    )
    words.add_argument(
        "--sample", metavar="I", type=_from_one, help="the sample of the batch in view, from 1"
    )
    words.add_argument("--select", metavar="NAME", help="the number that is selected, as 'W2[3,2]'")
    words.add_argument(
        "--made", metavar="N", type=_from_one, help="updates that have been made; as far as K if not given"
    )
    words.add_argument("--present", action="store_true", help="the presenter's view")
    words.add_argument("--size", metavar="WxH", type=_size, default=(1600, 900))
    words.add_argument("--theme", choices=["dark", "light", "contrast"], default="dark")
    words.add_argument("-o", "--output", metavar="PNG", type=Path, required=True)


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.files.reading import read
    from gdsim.ui.screenshot import screenshot

    screenshot(
        read(arguments.file),
        arguments.output,
        path=arguments.file,
        update=arguments.update,
        stage=arguments.stage,
        layer=arguments.layer,
        sample=arguments.sample,
        selected=arguments.select,
        made=arguments.made,
        present=arguments.present,
        size=arguments.size,
        theme=arguments.theme,
    )
    print(f"gdsim: wrote {arguments.output}", file=sys.stderr)
    return 0


COMMAND = Command("screenshot", "the window as a picture", _arguments, _run)

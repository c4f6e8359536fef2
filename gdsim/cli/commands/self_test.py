"""gdsim self-test: is everything here that this program needs, and are its numbers right?"""

from __future__ import annotations

import argparse

from gdsim.cli.command import Command

NOT_WELL = 1


def _arguments(words: argparse.ArgumentParser) -> None:
    pass


def _run(arguments: argparse.Namespace) -> int:
    from gdsim.cli.version import version
    from gdsim.installation.self_test import self_test

    print(version())
    return 0 if self_test(lambda line: print(line, flush=True)) else NOT_WELL


COMMAND = Command("self-test", "look whether this installation is well, and what mends it", _arguments, _run)

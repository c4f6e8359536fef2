"""The command line: finds the command among the words, and lets it do its work."""

from __future__ import annotations

import argparse
from typing import NoReturn

from gdsim.cli.command import COMMANDS
from gdsim.cli.guard import Refused, guarded


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message}; see {self.prog} --help")


def run(argv: list[str]) -> int:
    """Do what the words say and return the exit code: 0, 2 bad input, 3 not finite any more, 130 interrupted."""
    return guarded(lambda: _command(argv))


def parser() -> argparse.ArgumentParser:
    """All words of the command line; help, man page and completion come from it.

    >>> parser().parse_args(["check", "mazur.gdsim"]).command
    'check'
    """
    words = _Parser(prog="gdsim", description="See what happens inside the training of a neural network.")
    words.add_argument("--version", action="store_true", help="version, executor and libraries")
    commands = words.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS.values():
        of_command = commands.add_parser(command.key, help=command.about, description=command.about)
        command.arguments(of_command)
        of_command.set_defaults(run=command.run)
    words.epilog = "gdsim alone opens the window; gdsim FILE.gdsim opens it with that experiment."
    return words


def _command(argv: list[str]) -> int:
    arguments = parser().parse_args(argv)
    if arguments.version:
        from gdsim.cli.version import version

        print(version())
        return 0
    if arguments.command is None:
        raise Refused("which command? see gdsim --help")
    return int(arguments.run(arguments))

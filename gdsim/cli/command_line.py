"""The command line: finds the command, and turns every failure into one line and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from gdsim import __version__
from gdsim.cli.command import COMMANDS, Refused
from gdsim.core.executors.names import NoSuchExecutor

BAD_INPUT = 2
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message}; see {self.prog} --help")


def run(argv: list[str]) -> int:
    """Do what the words say and return the exit code: 0, 2 bad input, 3 not finite any more, 130 interrupted."""
    return guarded(lambda: _command(argv))


def guarded(work: Callable[[], int]) -> int:
    """The exit code of some work, in which bad input is one line on stderr and never a traceback."""
    try:
        return work()
    except (Refused, NoSuchExecutor) as refused:
        return refuse(str(refused))
    except BrokenPipeError:
        # The reader of our output has gone (``gdsim list | head``): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except (ValueError, OSError) as error:
        from gdsim.files.messages import FileError

        if isinstance(error, (FileError, OSError)):
            return refuse(str(error))
        raise


def _command(argv: list[str]) -> int:
    parser = _Parser(prog="gdsim", description="See what happens inside the training of a neural network.")
    parser.add_argument("--version", action="store_true", help="version, executor and libraries")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for command in COMMANDS.values():
        words = commands.add_parser(command.key, help=command.about, description=command.about)
        command.arguments(words)
        words.set_defaults(run=command.run)
    parser.epilog = "gdsim alone opens the window; gdsim FILE.gdsim opens it with that experiment."
    arguments = parser.parse_args(argv)
    if arguments.version:
        print(_version())
        return 0
    if arguments.command is None:
        raise Refused("which command? see gdsim --help")
    return int(arguments.run(arguments))


def refuse(line: str) -> int:
    """Say in one line what is wrong; the exit code for bad input."""
    print(f"gdsim: {' '.join(line.removeprefix('gdsim: ').split())}", file=sys.stderr)
    return BAD_INPUT


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    from gdsim.core.executors.names import executor_name

    def of(library: str) -> str:
        try:
            return f"{library} {version(library)}"
        except PackageNotFoundError:
            return f"{library} missing"

    libraries = ", ".join(of(name) for name in ("numpy", "PySide6-Essentials", "pyqtgraph", "pydantic"))
    return f"gdsim {__version__} · executor {executor_name()} · Python {sys.version.split()[0]} · {libraries}"

"""Guard: turns every failure of the command line into one line and an exit code, and imports next to nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from gdsim.core.executors.names import NoSuchExecutor

BAD_INPUT = 2
INTERRUPTED = 130


class Refused(Exception):
    """Bad input: one line for the reader, exit code 2."""


def guarded(work: Callable[[], int]) -> int:
    """The exit code of some work, in which bad input is one line on stderr and never a traceback."""
    speak_plainly()
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


def speak_plainly() -> None:
    """Let every sign be printed: whatever the system's encoding is, no θ and no · ends the program.

    What a program reads is UTF-8 everywhere; a terminal keeps its own encoding, and shows ? for what that has not.
    """
    for stream in (sys.stdout, sys.stderr):
        # A window without a terminal has no streams; a test may have put its own there.
        if stream is not None and hasattr(stream, "reconfigure"):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def refuse(line: str) -> int:
    """Say in one line what is wrong; the exit code for bad input."""
    print(f"gdsim: {' '.join(line.removeprefix('gdsim: ').split())}", file=sys.stderr)
    return BAD_INPUT

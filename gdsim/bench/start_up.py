"""Start-up: what a user waits for between a command and its answer, or its window.

All figures are wall seconds of whole processes, each the median of some rounds. One round before them is not counted:
it brings the files into memory and compiles the modules, into a folder of its own, for some environments keep no
bytecode, and users do. Kinds that are compared are measured in turns, so that a busy machine slows all of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence

Environment = Mapping[str, str]


def medians(kinds: Sequence[str], rounds: int) -> dict[str, float]:
    """The median seconds of some kinds of start, measured in turns.

    Args:
        kinds: of :data:`KINDS`.
        rounds: how often each of them is measured, at least once.
    """
    return in_turns({kind: KINDS[kind] for kind in kinds}, rounds)


def in_turns(starts: Mapping[str, Callable[[Environment], float]], rounds: int) -> dict[str, float]:
    """The median seconds of some starts; the first round is not counted.

    Args:
        starts: each gives the seconds of one start in an environment.
        rounds: how often each of them is measured, at least once.

    Raises:
        RuntimeError: where a process ends with an error: its last words.
    """
    taken: dict[str, list[float]] = {kind: [] for kind in starts}
    with tempfile.TemporaryDirectory(prefix="gdsim-bench-") as folder:
        environment = _environment(folder)
        for _ in range(rounds + 1):
            for kind, start in starts.items():
                taken[kind].append(start(environment))
    return {kind: statistics.median(seconds[1:]) for kind, seconds in taken.items()}


def _environment(folder: str) -> Environment:
    """Of this process, but with bytecode, settings and no screen of its own."""
    own = {
        "PYTHONPYCACHEPREFIX": os.path.join(folder, "bytecode"),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": os.path.join(folder, "settings"),
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own


def _whole(*words: str) -> Callable[[Environment], float]:
    """Measures a Python from its start to its end."""

    def seconds(environment: Environment) -> float:
        clock = time.monotonic()
        _python(words, environment)
        return time.monotonic() - clock

    return seconds


def _until_painted(environment: Environment, *files: str) -> float:
    """Measures a window from the start of its process; the process says when the window was painted."""
    clock = time.monotonic()
    # By the clock of the machine, which both processes read.
    return float(_python(("-m", "gdsim.ui.until_painted", *files), environment).split()[0]) - clock


def _with_a_file(environment: Environment) -> float:
    from gdsim.files.templates import templates

    path = templates()["penguins"].path
    return _until_painted(environment, str(path))


def _python(words: Sequence[str], environment: Environment) -> str:
    done = subprocess.run(
        [sys.executable, *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"python {' '.join(words)}: {done.stderr.strip() or done.returncode}")
    return done.stdout


KINDS: Mapping[str, Callable[[Environment], float]] = {
    # To its end.
    "version": _whole("-m", "gdsim", "--version"),
    # What is compared with: nothing to do, and what every window must import.
    "empty Python": _whole("-c", ""),
    "libraries": _whole("-c", "import PySide6.QtWidgets, numpy"),
    # To the end of the first paint, offscreen: of the start screen, and of an experiment.
    "window": _until_painted,
    "window with a file": _with_a_file,
}
"""What can be measured: seconds of one start in an environment."""

"""Start: from the words on the command line to the running window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdsim.ui.window import Window

SETTLED = 800
"""Milliseconds after which everything that the window needs is imported and built; garbage is collected later only."""


def launch(argv: Sequence[str] = ()) -> Window:
    """Build the application and show its window, without entering the event loop.

    Args:
        argv: nothing for the start screen, or one experiment file.

    Raises:
        gdsim.files.FileError: where the file is no valid experiment.
        gdsim.installation.system_libraries.QtCannotStart: where Qt would end the process; it says what to install.
    """
    from gdsim.files.reading import read
    from gdsim.files.templates import FIRST_PASS, templates
    from gdsim.ui.application import application

    words = _files(argv)
    path = Path(words[0]) if words else None
    experiment = read(path or templates()[FIRST_PASS].path)
    running = application(["gdsim", *argv])
    from gdsim.ui import theme
    from gdsim.ui.window import Window

    with theme.dressed_afterwards(running):
        window = Window(experiment, path, start=path is None)
    running.setProperty("gdsim_window", window)
    window.show()
    return window


def _files(argv: Sequence[str]) -> list[str]:
    """The words after the program's own name: ``launch(sys.argv)`` and ``launch(sys.argv[1:])`` mean the same."""
    words = list(argv)
    return words[1:] if words and Path(words[0]).name in ("gdsim", "gdsim.exe", "__main__.py") else words


def start(argv: Sequence[str], shown: Callable[[Window], None] | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    Args:
        argv: as for :func:`launch`.
        shown: gets the window, which is shown but not painted yet.
    """
    from gdsim.installation.system_libraries import QtCannotStart

    # Nearly all that is made until the window stands stays: looking for garbage in it would take a twelfth of the time.
    # The application leaves it so, and collects between two events: gdsim/ui/collecting.py.
    gc.disable()
    try:
        window = launch(argv)
    except QtCannotStart as fault:
        print(fault, file=sys.stderr)
        return 2
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    # Modules and window stay for good: looking for garbage among them held a frame for 45 ms every few seconds.
    QTimer.singleShot(SETTLED, gc.freeze)
    if shown is not None:
        shown(window)
    code = QApplication.exec()
    del window
    return code

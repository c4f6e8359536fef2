"""Opened by the system: macOS names a double-clicked file by an event, and not on the command line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """An application whose window opens the files that the system names, never over unsaved changes.

    Here and not in an event filter, which would be called for every event of every widget.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.FileOpen:
            return super().event(event)
        # Set by launch(), and no event comes before it has returned.
        window = self.property("gdsim_window")
        if isinstance(event, QFileOpenEvent) and event.file() and window is not None:
            window.opening.open_file(Path(event.file()))
        return True

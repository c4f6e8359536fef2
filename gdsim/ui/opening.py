"""Opening: how documents come into the window, and which files it remembers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from gdsim.core.experiment import Experiment
from gdsim.files.reading import read
from gdsim.files.templates import FIRST_PASS, templates
from gdsim.state.intents import Open
from gdsim.state.recent import Recent, entry_of, recent_from
from gdsim.ui import dialogs
from gdsim.ui.document_file import open_file

if TYPE_CHECKING:
    from gdsim.ui.window import Window

LISTED = 9
"""Files in the menu; the start screen lists more."""


class Opening(QObject):
    """Opens documents for a window, never over changes that nobody was asked about.

    Args:
        window: whose session gets them.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.recent: Recent = recent_from(window.memory.kept("recent", ""))

    def open(self, experiment: Experiment) -> None:
        """A document that has no file yet, ready to step."""
        self._window.session.dispatch(Open(experiment))
        self._window.pages.show_bench()

    def open_file(self, path: Path) -> None:
        """A document from its file; a bad one changes nothing and is told."""
        dialogs.when_safe(self._window, lambda: self._open_file(path))

    def open_template(self, key: str) -> None:
        """A shipped experiment as a new, unsaved document."""
        dialogs.when_safe(self._window, lambda: self.open(read(templates()[key].path)))

    def begin(self) -> None:
        """The first backward pass: forward is done, the next press gives δ."""
        self.open_template(FIRST_PASS)

    def remember(self) -> None:
        """The document's file has been opened or saved: it is the newest of the recent ones."""
        path, snapshot = self._window.session.model.path, self._window.session.snapshot
        if path is not None:
            self._keep(self.recent.added(entry_of(path, snapshot, datetime.now())))

    def forget(self, path: Path) -> None:
        """Take a file off the list; on the disk it stays."""
        self._keep(self.recent.without(path))

    def fill_menu(self, menu: QMenu) -> None:
        """The recent files, newest first."""
        menu.clear()
        for entry in self.recent.entries[:LISTED]:
            action = menu.addAction(entry.name)
            action.setToolTip(str(entry.path))
            action.triggered.connect(lambda _=False, path=entry.path: self.open_file(path))
        if menu.isEmpty():
            menu.addAction("No file has been opened or saved yet").setEnabled(False)

    def _open_file(self, path: Path) -> None:
        if open_file(self._window.session, path):
            self.remember()
            self._window.pages.show_bench()

    def _keep(self, recent: Recent) -> None:
        self.recent = recent
        self._window.memory.keep("recent", recent.text())
        if self._window.pages.start is not None:
            self._window.pages.start.show_recent(recent)

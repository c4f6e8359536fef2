"""Window: places the pages, hands them snapshots, and passes on what they want."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMainWindow

from gdsim.core.experiment import Experiment
from gdsim.state.snapshot import Snapshot
from gdsim.ui import actions, dialogs
from gdsim.ui.file_name import FileName
from gdsim.ui.memory import Memory
from gdsim.ui.opening import Opening
from gdsim.ui.pages import Pages
from gdsim.ui.reach import move_into_reach
from gdsim.ui.session import Session
from gdsim.ui.status import Status
from gdsim.ui.theme_choice import ThemeChoice
from gdsim.ui.wiring import wire

if TYPE_CHECKING:
    from gdsim.ui.workbench import Workbench

_PLAIN = Qt.KeyboardModifier.NoModifier
_BUTTON_KEYS = [(_PLAIN, key) for key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right)]
_OPENING_KEY = (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down)


class Window(QMainWindow):
    """The main window.

    Behind the start screen there is no workbench until the window has been painted, or it is asked for: it takes as
    long to make as everything that is seen.

    Args:
        experiment: the document to start with.
        path: its file, or None.
        remember: keep places, theme and recent files from one start to the next.
        start: show the start screen first.
    """

    seen = Signal()
    """All of it has been painted for the first time."""

    def __init__(
        self, experiment: Experiment, path: Path | None = None, remember: bool = True, start: bool = False
    ) -> None:
        super().__init__()
        self.session = Session(experiment, path, self)
        self.memory = Memory(QSettings() if remember else None)
        self.theme = ThemeChoice(self)
        self.pages = Pages(self)
        self.setCentralWidget(self.pages)
        self.opening = Opening(self)
        self.status = Status()
        self.setStatusBar(self.status)
        self._leaving = self._painted = False
        self.actions_by_words = actions.build(self, self.menuBar(), self._run)
        self.file_name = FileName(self.menuBar())
        self.session.changed.connect(self.show_snapshot)
        self.session.failed.connect(lambda line: dialogs.tell(self, "This file cannot be used", line))
        self.theme.worn.connect(self.pages.apply_theme)
        self.setAcceptDrops(True)
        # Not on the first button: a ring round Rewind would say that it is what to press.
        self.setFocus()
        self.setMinimumSize(1024, 600)
        self.resize(1600, 900)
        if (geometry := self.memory.kept_bytes("geometry")) is not None:
            self.restoreGeometry(geometry)
            move_into_reach(self)
        if remember:
            self.theme.use(self.memory.kept("theme", "system"))
        if start:
            self.pages.show_start()
        else:
            self.show_snapshot(self.session.snapshot)
            if path is not None:
                self.opening.remember()

    @cached_property
    def bench(self) -> Workbench:
        """The page on which the document is stepped."""
        # It imports every pane, and the start screen has none of them.
        from gdsim.ui.workbench import Workbench

        bench = Workbench(self.memory)
        wire(self, bench)
        self.pages.addWidget(bench)
        return bench

    @property
    def has_bench(self) -> bool:
        """True once it has been made."""
        return "bench" in vars(self)

    def complete(self) -> None:
        """Make what the first paint did not wait for, ready to be turned to: pyqtgraph takes a third of a second."""
        self.seen.emit()
        if not self.has_bench:
            self.bench.show_snapshot(self.session.snapshot)
        self.build_plots()

    def build_plots(self) -> None:
        """Import and place the plots; once."""
        right = self.bench.right
        if right.has_plots:
            return
        plots = right.build_plots()
        plots.failed.connect(lambda line: dialogs.tell(self, "This file cannot be written", line))
        actions.add_plots(self.menuBar(), plots)
        if (places := self.memory.kept_bytes("plots")) is not None:
            plots.restore(places)

    # Showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment."""
        starting, model = self.pages.starting, snapshot.model
        actions.refresh(self.actions_by_words, snapshot, not starting)
        self.pages.show_snapshot(snapshot)
        if starting:
            self.status.show_start()
        else:
            self.status.show_snapshot(snapshot)
        name = model.path.name if model.path else (model.experiment.name or "untitled")
        self.file_name.show_name("gdsim" if starting else name)
        self.setWindowTitle("gdsim" if starting else f"{name}[*] — gdsim")
        self.setWindowModified(model.unsaved and not starting)

    def use_theme(self, name: str) -> None:
        """Wear a theme, or with ``system`` follow the system."""
        self.theme.use(name)
        self.memory.keep("theme", self.theme.name)

    # Doing

    def _run(self, entry: actions.Entry) -> None:
        if entry.intent is not None:
            self.session.dispatch(entry.intent)  # type: ignore[arg-type]
        elif entry.does is not None:
            entry.does(self)

    # What Qt tells

    def event(self, event: QEvent) -> bool:
        # A button that was reached by Tab keeps Space and the arrows, which otherwise belong to the transport, and a
        # choice the key that opens it; fields keep what they need by themselves.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            focused, key = QApplication.focusWidget(), (event.modifiers(), event.key())
            if (isinstance(focused, QAbstractButton) and key in _BUTTON_KEYS) or (
                isinstance(focused, QComboBox) and key == _OPENING_KEY
            ):
                event.accept()
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            # The children are painted after the window, and all of them before any timer. A timer from the start would
            # not do: Qt may fire it before the window system lets the window be painted.
            QTimer.singleShot(0, self, self.complete)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dialogs.open_dropped(self, [Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving:
            event.ignore()
            dialogs.when_safe(self, self.leave)
            event.setAccepted(self._leaving)
            return
        event.accept()

    def leave(self) -> None:
        """Stop everything and close for good."""
        self._leaving = True
        self.session.close()
        # The whole screen was for the presenter; the next start is not.
        self.pages.present(False)
        self.memory.keep_bytes("geometry", self.saveGeometry())
        if self.has_bench and (plots := self.bench.right.plots) is not None and plots.moved:
            self.memory.keep_bytes("plots", plots.arrangement())
        self.close()

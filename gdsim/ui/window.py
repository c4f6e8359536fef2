"""Window: places the panes, hands them snapshots, and passes on what they want."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gdsim.core.experiment import Experiment
from gdsim.core.readings.rich import rich_name
from gdsim.state.snapshot import Snapshot
from gdsim.ui import actions, dialogs, theme
from gdsim.ui.canvas.canvas import Canvas
from gdsim.ui.inspector.inspector import Inspector
from gdsim.ui.panels.sidebar import Sidebar
from gdsim.ui.ribbon import Ribbon
from gdsim.ui.sentence_bar import SentenceBar
from gdsim.ui.session import Session
from gdsim.ui.timeline_bar import TimelineBar
from gdsim.ui.transport import Transport

if TYPE_CHECKING:
    from gdsim.ui.plots.plot_grid import PlotGrid


_BUTTON_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Window(QMainWindow):
    """The main window.

    Args:
        experiment: the document to start with.
        path: its file, or None.
        remember: keep place and theme from one start to the next.
    """

    def __init__(self, experiment: Experiment, path: Path | None = None, remember: bool = True) -> None:
        super().__init__()
        self.session = Session(experiment, path, self)
        self._settings = QSettings() if remember else None
        self._follow_end = theme.follow_system(self._application(), self._system_turned)
        self._follows = True
        self.transport, self.sidebar, self.ribbon = Transport(), Sidebar(), Ribbon()
        self.canvas, self.sentence, self.timeline = Canvas(), SentenceBar(), TimelineBar()
        self.inspector = Inspector()
        self.plots: PlotGrid | None = None
        self._split_by_hand = False
        self._leaving = False
        self._actions = actions.build(self, self.menuBar(), self._run)
        self._place()
        self._connect()
        self.setAcceptDrops(True)
        # Not on the first button: a ring round Rewind would say that it is what to press.
        self.setFocus()
        self.setMinimumSize(1024, 600)
        self.resize(1600, 900)
        self._share_width()
        self._remember_place()
        self._show(self.session.snapshot)
        # The window shows first; pyqtgraph takes half a second to import.
        QTimer.singleShot(0, self, self.build_plots)

    # Placing

    def _place(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transport)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(8)
        middle.addWidget(self.ribbon)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.sentence)
        middle.addWidget(self.timeline)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.setContentsMargins(8, 0, 8, 0)
        self._split.addWidget(self.sidebar)
        self._split.addWidget(self._middle)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(8)
        self._right.addWidget(self.inspector)
        self._right.addStretch(1)
        self._split.addWidget(right)
        for place, share in enumerate((0, 1, 0)):
            self._split.setStretchFactor(place, share)
        self._split.splitterMoved.connect(self._split_moved)
        column.addWidget(self._split, 1)
        self.setCentralWidget(top)
        self._status, self._state = QLabel(), QLabel()
        self._status.setTextFormat(Qt.TextFormat.RichText)
        self._state.setProperty("role", "caption")
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().setContentsMargins(10, 0, 10, 0)
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(self._state)

    def build_plots(self) -> None:
        """Import and place the plots; once."""
        if self.plots is not None:
            return
        from gdsim.ui.plots.plot_grid import PlotGrid

        self.plots = PlotGrid(self._outputs)
        self.plots.wanted.connect(self.session.dispatch)
        self._right.takeAt(1)
        self._right.addWidget(self.plots, 1)
        self.plots.apply_theme(theme.current())
        self.plots.show_snapshot(self.session.snapshot)

    def _split_moved(self) -> None:
        """From now on the widths are the user's."""
        self._split_by_hand = True

    def _share_width(self) -> None:
        """Panels as wide as they need, a third for the plots, the rest for the canvas."""
        width = self.width() - 32
        right = max(300, min(round(width * 0.31), 640))
        self._split.setSizes([264, width - 264 - right, right])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._split_by_hand:
            self._share_width()

    def _connect(self) -> None:
        session = self.session
        for pane in self._panes:
            if pane is not self.sentence:
                pane.wanted.connect(session.dispatch)
        self.transport.play_wanted.connect(session.play)
        self.transport.speed_wanted.connect(session.set_speed)
        self.sidebar.csv_wanted.connect(lambda: dialogs.ask_csv(self))
        session.changed.connect(self._show)
        session.failed.connect(lambda line: dialogs.tell(self, "This file cannot be used", line))

    @property
    def _panes(self) -> Iterator[Any]:
        """All that draw a snapshot."""
        yield from (self.transport, self.sidebar, self.ribbon, self.canvas, self.sentence, self.timeline)
        yield self.inspector
        if self.plots is not None:
            yield self.plots

    # Showing

    def _show(self, snapshot: Snapshot) -> None:
        for pane in self._panes:
            pane.show_snapshot(snapshot)
        self._actions["Undo"].setEnabled(snapshot.can_undo)
        self._actions["Redo"].setEnabled(snapshot.can_redo)
        model = snapshot.model
        name = model.path.name if model.path else (model.experiment.name or "untitled")
        self.setWindowTitle(f"{name}[*] — gdsim")
        self.setWindowModified(model.unsaved)
        done, lines = model.cursor.line, len(snapshot.program.lines)
        where = f"<b>Step {done} of {lines} in this update</b>"
        if snapshot.line is not None:
            where += f" · {rich_name(snapshot.line.writes)}"
        self._status.setText(f"{where} &nbsp; {model.message}" if model.message else where)
        saved = "not saved yet" if model.saved is None else "changed" if model.unsaved else "saved"
        made = snapshot.updates
        where = f"{made} update{'' if made == 1 else 's'} made" if made else "no update made yet"
        self._state.setText(f"float64 · seed {model.experiment.seed} · {where} · {saved}")

    def _outputs(self, snapshot: Snapshot, inputs: np.ndarray) -> np.ndarray:
        """What the network answers at the cursor; for the picture of the data."""
        done = snapshot.position.update - (0 if snapshot.finished else 1)
        run = self.session.timeline
        return run.outputs(run.state(done), inputs)

    # Doing

    def _run(self, entry: actions.Entry) -> None:
        if entry.intent is not None:
            self.session.dispatch(entry.intent)  # type: ignore[arg-type]
            return
        own = {
            "undo": self.session.undo,
            "redo": self.session.redo,
            "toggle_play": self.toggle_play,
            "save": self.save,
            "close": self.close,
        }
        if entry.does in own:
            own[entry.does]()
        else:
            getattr(dialogs, entry.does)(self)

    def toggle_play(self) -> None:
        """Play or pause."""
        self.session.play(not self.session.snapshot.playing)

    def save(self) -> bool:
        """Save to the document's file; ask for one where it has none. False where nothing was saved."""
        path = self.session.model.path
        return self.session.save_file(path) if path else dialogs.ask_save(self)

    # Looks

    def use_theme(self, name: str) -> None:
        """Wear a theme, or with ``system`` follow the system."""
        self._follows = name == "system"
        application = self._application()
        worn = theme.system(application) if self._follows else theme.theme(name)
        theme.apply(application, worn)
        for pane in self._panes:
            pane.apply_theme(worn)
        if self._settings is not None:
            self._settings.setValue("theme", name)

    def _system_turned(self, worn: theme.Theme) -> None:
        if self._follows:
            self.use_theme("system")

    def _application(self) -> QApplication:
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        return running

    def _remember_place(self) -> None:
        if self._settings is None:
            return
        geometry = self._settings.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        chosen = str(self._settings.value("theme", "system"))
        self.use_theme(chosen if chosen in (*theme.names(), "system") else "system")

    # What Qt tells

    def event(self, event: QEvent) -> bool:
        # A button that was reached by Tab keeps Space and the arrows, which otherwise belong to the transport; fields
        # keep what they need by themselves.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _BUTTON_KEYS
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            and isinstance(QApplication.focusWidget(), QAbstractButton)
        ):
            event.accept()
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dialogs.open_dropped(self, [Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving:
            event.ignore()
            dialogs.when_safe(self, self._leave)
            event.setAccepted(self._leaving)
            return
        event.accept()

    def _leave(self) -> None:
        """Stop everything and close for good."""
        self._leaving = True
        self.session.play(False)
        self._follow_end()
        if self._settings is not None:
            self._settings.setValue("geometry", self.saveGeometry())
        self.close()

"""Pages: the workbench, the start screen and the presenter's view, each made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from gdsim.state.snapshot import Snapshot
from gdsim.ui import dialogs
from gdsim.ui.theme import Theme

if TYPE_CHECKING:
    from gdsim.ui.presenter.presenter import Presenter
    from gdsim.ui.start_screen.start_screen import StartScreen
    from gdsim.ui.window import Window
    from gdsim.ui.workbench import Workbench


class Pages(QStackedWidget):
    """What fills the window.

    Args:
        window: gets what the pages want, and makes the workbench.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.start: StartScreen | None = None
        self.presenter: Presenter | None = None
        self._before = Qt.WindowState.WindowNoState

    @property
    def bench(self) -> Workbench:
        """The workbench; made when it is first asked for."""
        return self._window.bench

    @property
    def starting(self) -> bool:
        """True while the start screen hides the document."""
        return self.start is not None and self.currentWidget() is self.start

    @property
    def presenting(self) -> bool:
        """True while the presenter's view is shown."""
        return self.presenter is not None and self.currentWidget() is self.presenter

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment on the page in sight; a page that comes into sight gets it then."""
        if self.presenter is not None and self.presenting:
            self.presenter.show_snapshot(snapshot)
        elif not self.starting:
            self.bench.show_snapshot(snapshot)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed, of what is in sight and of what is not."""
        for page in (self.bench if self._window.has_bench else None, self.start, self.presenter):
            if page is not None:
                page.apply_theme(worn)

    def show_start(self) -> None:
        """The start screen; the document waits behind it."""
        if self.start is None:
            self.start = self._made_start()
        self.start.show_recent(self._window.opening.recent)
        self._turn_to(self.start)

    def show_bench(self) -> None:
        """The document."""
        self._turn_to(self.bench)

    def present(self, on: bool, whole_screen: bool = True) -> None:
        """To the presenter's view, on the whole screen unless for a picture, or back from it at the same cursor."""
        if on is self.presenting:
            return
        if not on:
            self._turn_to(self.bench)
            return
        if self.presenter is None:
            self.presenter = self._made_presenter()
        self._before = self._window.windowState()
        if whole_screen:
            self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        self._turn_to(self.presenter)

    def _turn_to(self, page: QWidget) -> None:
        presents = page is self.presenter
        if self.presenting and not presents:
            self._window.setWindowState(self._before)
        for bar in (self._window.menuBar(), self._window.statusBar()):
            bar.setVisible(not presents)
        self.setCurrentWidget(page)
        self._window.show_snapshot(self._window.session.snapshot)
        # On the bench not on the first button: a ring round Rewind would say that it is what to press.
        (page if page in (self.start, self.presenter) else self._window).setFocus()

    def _made_start(self) -> StartScreen:
        from gdsim.ui.start_screen.start_screen import StartScreen

        screen, opening = StartScreen(), self._window.opening
        screen.begin.connect(opening.begin)
        screen.template_wanted.connect(opening.open_template)
        screen.file_wanted.connect(opening.open_file)
        screen.locate_wanted.connect(lambda path: dialogs.locate(self._window, path))
        screen.removal_wanted.connect(opening.forget)
        screen.open_wanted.connect(lambda: dialogs.ask_open(self._window))
        screen.csv_wanted.connect(lambda: dialogs.ask_csv(self._window))
        screen.draw_wanted.connect(lambda: dialogs.draw_points(self._window))
        self.addWidget(screen)
        return screen

    def _made_presenter(self) -> Presenter:
        from gdsim.ui.presenter.presenter import Presenter

        presenter = Presenter()
        presenter.wanted.connect(self._window.session.dispatch)
        presenter.leave_wanted.connect(lambda: self.present(False))
        self.addWidget(presenter)
        return presenter

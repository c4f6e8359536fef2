"""Away: one long job at a time in a thread of its own, so that the window answers while it goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Away(QObject):
    """Runs a job that holds no interpreter lock for long; what it raises is raised where it is waited for."""

    back = Signal()
    """The job is done; told in the thread of the window, a moment later where somebody has waited for it."""
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._fault: BaseException | None = None
        self._done.connect(self._came_back, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """True from the start of a job until its end has been told or waited for."""
        return self._thread is not None

    def start(self, job: Callable[[], object]) -> None:
        """Begin a job; there is none at this time."""
        assert self._thread is None

        def run() -> None:
            try:
                job()
            except BaseException as fault:
                self._fault = fault
            finally:
                self._done.emit(threading.current_thread())

        self._thread = threading.Thread(target=run, name="gdsim run", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Stay until the job is done, and take its end as told."""
        if self._thread is not None:
            self._thread.join()
            self._end()

    def _came_back(self, thread: threading.Thread) -> None:
        if thread is self._thread:
            self._end()
        if self._thread is None:
            self.back.emit()

    def _end(self) -> None:
        self._thread = None
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault

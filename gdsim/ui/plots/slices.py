"""Slices: long work in the window's own thread, a few milliseconds at a time, so that nothing else waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Slices(QObject):
    """Works while a widget is seen; rests, and keeps its place, while it is hidden.

    Args:
        seen: the widget that the work is for; the work ends with it.
        each: milliseconds at most in one go, unless one piece alone takes longer.
    """

    def __init__(self, seen: QWidget, each: float = 6.0) -> None:
        super().__init__(seen)
        self._seen = seen
        self._each = each / 1000.0
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)
        seen.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """True while there is work left."""
        return self._work is not None

    def start(self, work: Iterator[None]) -> None:
        """Do this; what was being done before is outdated. Each ``yield`` of the work is a place to pause."""
        self._work = work
        self.go_on()

    def go_on(self) -> None:
        """Take up again what rests, where somebody sees it."""
        if self._work is not None and self._seen.isVisible():
            self._timer.start()

    def rest(self) -> None:
        """Nobody looks: what is left waits."""
        self._timer.stop()

    def finish(self) -> None:
        """Do all that is left at once, for a picture."""
        while self._work is not None:
            self._tick()

    def stop(self) -> None:
        """Leave the work as it is, for good."""
        self._work = None
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.rest()
        elif event.type() == QEvent.Type.Show:
            self.go_on()
        return False

    def _turn(self) -> None:
        # Behind another tab a widget counts as visible, and nothing of it is seen.
        if self._seen.visibleRegion().isEmpty():
            self.rest()
        else:
            self._tick()

    def _tick(self) -> None:
        until = perf_counter() + self._each
        work = self._work
        while work is not None and work is self._work:
            if next(work, self) is self:
                self.stop()
                return
            if perf_counter() >= until:
                return

"""First paint: does something as soon as a window has been seen, so that nobody waits for it before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Waits for the first paint of a window.

    A timer of no milliseconds is not enough: Qt may fire it before the window system lets the window be painted.

    Args:
        window: the one that is waited for.
        after: called once, when all of it has been painted.
    """

    def __init__(self, window: QWidget, after: Callable[[], None]) -> None:
        super().__init__(window)
        self._after = after
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # The children are painted after the window itself, and all of them before any timer.
            QTimer.singleShot(0, self, self._after)
        return False

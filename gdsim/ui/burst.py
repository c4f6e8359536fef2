"""Burst: frames that follow each other quickly, while keys repeat or it plays; the last one is drawn to the point."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

APART = 200
"""Milliseconds after which a frame was the last one."""


class Burst(QObject):
    """Is told of each frame. The first of a burst, as a single step is one, is not yet in it."""

    over = Signal()
    """No frame has followed for a while: what was drawn roughly can be drawn exactly."""

    def __init__(self, parent: QObject, apart: int = APART) -> None:
        super().__init__(parent)
        self.running = False
        self._rest = QTimer(self, interval=apart, singleShot=True)
        self._rest.timeout.connect(self._end)

    def frame(self) -> None:
        """Another frame is there."""
        self.running = self._rest.isActive()
        self._rest.start()

    def end(self) -> None:
        """What comes next is not of this burst."""
        self._rest.stop()
        self._end()

    def _end(self) -> None:
        if self.running:
            self.running = False
            self.over.emit()

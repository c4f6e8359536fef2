"""Collecting: Python's garbage is collected between two events of the window, never within a call of Qt.

By itself the collector runs wherever something is made, before Python 3.12 in the middle of a call of C, too. That can
be while ``QObject::disconnect`` holds Qt's lock of connections and asks Python whether a method is overridden; if there
is a QObject among the garbage, its end waits for that very lock, and the program stands still for good.
tests/ui/test_collecting.py does it on purpose. In a thread of its own (:mod:`gdsim.ui.away`) the collector would even
end widgets beside the one thread that may touch them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimerEvent

PAUSE = 1000
"""Milliseconds between two looks at what there is to collect."""


class Collector(QObject):
    """Takes the collector's place for as long as the application lives.

    Args:
        application: its parent; while its events are handled, garbage is collected.
    """

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        gc.disable()
        self.startTimer(PAUSE, Qt.TimerType.CoarseTimer)

    def timerEvent(self, event: QTimerEvent) -> None:
        collect()


def collect() -> None:
    """What the collector would have done by itself by now: the oldest generation that is due, or nothing."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, limit) in enumerate(counts) if count > limit]
    if due:
        gc.collect(due[-1])

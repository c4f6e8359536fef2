"""Garbage is collected between two events, and never within a call of Qt."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.ui.application import application
from gdsim.ui.collecting import PAUSE, Collector, collect

DISCONNECT = """
import gc
from gdsim.ui.application import application
running = application()
{automatic}
import pyqtgraph
from PySide6.QtCore import QObject, Signal

class Speaker(QObject):
    told = Signal()

def heard(*words):
    pass

for more in range(1, 8):
    widget = pyqtgraph.PlotWidget()
    widget.sigDeviceRangeChanged.connect(heard)
    told, automatic = widget.sigDeviceRangeChanged, gc.isenabled()
    gc.collect()
    gc.disable()
    for _ in range(3000):  # more than Qt has locks, so that one of them needs the one that is held
        speaker = Speaker()
        speaker.told.connect(heard)
        speaker.itself = speaker
    # So many things later the collector is due: somewhere within the call that follows.
    gc.set_threshold(gc.get_count()[0] + more, 1000, 1000)
    if automatic:
        gc.enable()
    told.disconnect(heard)
print("all are disconnected")
"""


def test_no_disconnection_waits_for_its_own_lock() -> None:
    """A run of the suite stood still: the collector had come within a disconnection, to a QObject with a connection."""
    program = DISCONNECT.format(automatic="")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout == "all are disconnected\n", done.stderr


@pytest.mark.soak
@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="from 3.12 on Python itself collects between its instructions"
)
def test_the_collector_itself_would_wait_for_ever() -> None:
    """With Python's own collector the same program stands still: if it no longer does, this file can go."""
    program = DISCONNECT.format(automatic="gc.enable()")
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=10)


def test_an_application_has_one_collector(qapp: QApplication) -> None:
    """However often it is asked for; Python's own is off."""
    application()
    assert len(qapp.findChildren(Collector)) == 1
    assert not gc.isenabled()


class Ring:
    """Garbage: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_goes_while_events_are_handled(qtbot: QtBot) -> None:
    """Nobody has to ask: once enough was made, it is gone a moment later."""
    gone = weakref.ref(Ring())
    rings = [Ring() for _ in range(gc.get_threshold()[0] + 1)]
    del rings
    qtbot.waitUntil(lambda: gone() is None, timeout=10 * PAUSE)


def test_little_is_left_for_later() -> None:
    """Below the threshold nothing is looked at, as the collector itself does; above it the young ones are."""
    gc.collect()
    seen: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            seen.append(facts["generation"])

    gc.callbacks.append(note)
    try:
        collect()
        assert not seen
        rings = [Ring() for _ in range(gc.get_threshold()[0] + 1)]
        collect()
        assert seen == [0] and rings
    finally:
        gc.callbacks.remove(note)

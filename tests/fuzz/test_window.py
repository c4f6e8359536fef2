"""Random events to the real window: no exception, no Qt warning, nothing lost, memory flat.

Run one seed again with ``pytest tests/fuzz -m fuzz -k seed3``, a long one with
``-m soak -k seed103``; what a seed finds becomes a test of its own.
"""

from __future__ import annotations

import gc
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import Saved
from gdsim.ui.window import Window
from tests.fuzz.events import Monkey

STARTS = ("moons-adam", "mazur", "penguins", "sine", "xor")
SHARE, WHOLE = 1000, 10_000
"""Events of each of the five seeds in every run, and of each of the twenty in the long one."""
WARM, GROWTH = 0.3, 50e6
"""After this share of the events caches are full; from then on memory may grow by so many bytes."""


def resident() -> int:
    """Bytes of memory that the process has now."""
    return psutil.Process().memory_info().rss


def drive(qtbot: QtBot, seed: int, events: int, folder: Path) -> None:
    """Send so many events to a window on one of the templates."""
    window = Window(read(templates()[STARTS[seed % len(STARTS)]].path), remember=False)
    qtbot.addWidget(window, before_close_func=_nothing_to_keep)
    window.show()
    window.build_plots()
    # A click on Quit would end the window rightly; it is the one thing that is not tried.
    window.actions_by_words["Quit"].setVisible(False)
    monkey = Monkey(window, seed, folder)
    before = 0
    for number in range(events):
        try:
            monkey.act()
        except Exception as error:
            raise AssertionError(f"seed {seed}, event {number}: {monkey.last}") from error
        assert window.isVisible(), f"seed {seed}, event {number} closed the window: {monkey.last}"
        if number == int(WARM * events):
            gc.collect()
            before = resident()
    monkey.put_away()
    window.session.play(False)
    # Still alive: it steps, and every number of the update is there.
    window.session.settle()
    window.actions_by_words["Rewind: same first weights"].trigger()
    window.actions_by_words["Step to the end of an update"].trigger()
    window.session.settle()
    assert window.session.snapshot.finished or window.session.snapshot.diverged is not None
    gc.collect()
    grown = resident() - before
    print(f"seed {seed}: {events} events, memory {grown / 1e6:+.1f} MB after the first {WARM:.0%}")
    assert grown < GROWTH


def _nothing_to_keep(window: Window) -> None:
    window.session.play(False)
    window.session.dispatch(Saved(Path("nowhere.gdsim"), window.session.model.experiment))
    QApplication.processEvents()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written is written here."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(5), ids=lambda seed: f"seed{seed}")
def test_five_thousand_random_events_break_nothing(qtbot: QtBot, seed: int, tmp_path: Path) -> None:
    """Five seeds of a thousand events each: clicks, drags, keys, words, sizes, themes, menus and dialogs."""
    drive(qtbot, seed, SHARE, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120), ids=lambda seed: f"seed{seed}")
def test_two_hundred_thousand_random_events_break_nothing(qtbot: QtBot, seed: int, tmp_path: Path) -> None:
    """Twenty seeds of ten thousand events each."""
    drive(qtbot, seed, WHOLE, tmp_path)

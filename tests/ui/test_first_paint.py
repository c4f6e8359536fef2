"""What the first paint does not wait for, and what happens after it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import FIRST_PASS, templates
from gdsim.ui.window import Window


@pytest.mark.parametrize("words", [[], [str(templates()["penguins"].path)]], ids=["start screen", "file"])
def test_the_first_paint_imports_no_plots(words: list[str]) -> None:
    """A process that shows the window has imported neither pyqtgraph nor scipy nor rich by the first paint."""
    done = subprocess.run(
        [sys.executable, "-m", "gdsim.ui.until_painted", *words], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    painted, *imported = done.stdout.split()
    assert float(painted) > 0 and imported == []


def test_later_work_begins_once_after_the_paint(qtbot: QtBot) -> None:
    """Before the window is painted nothing is made for later, and after its first paint once."""
    window = Window(read(templates()["mazur"].path), remember=False)
    qtbot.addWidget(window)
    calls: list[bool] = []
    window.seen.connect(lambda: calls.append(True))
    QApplication.processEvents()
    assert not calls and not window.bench.right.has_plots
    window.show()
    qtbot.waitUntil(lambda: bool(calls))
    window.repaint()
    QApplication.processEvents()
    assert calls == [True] and window.bench.right.has_plots


def test_workbench_comes_behind_the_start_screen(qtbot: QtBot) -> None:
    """It is made after the first paint, with its plots; no other window flashes up and takes the keys."""
    window = Window(read(templates()[FIRST_PASS].path), remember=False, start=True)
    qtbot.addWidget(window)
    assert not window.has_bench
    window.show()
    qtbot.waitActive(window)
    focused = window.focusWidget()
    qtbot.waitUntil(lambda: window.has_bench and window.bench.right.has_plots)
    QApplication.processEvents()
    assert window.pages.starting and window.isActiveWindow()
    assert window.focusWidget() is focused is window.pages.start.begin_card
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]


def test_widgets_are_dressed_after_they_are_made() -> None:
    """While widgets are made there is no style sheet; then there is the one that was, or that of another theme.

    In a process of its own: where there are widgets already, the style sheet stays on.
    """
    code = """
from gdsim.ui import theme
from gdsim.ui.application import application
running = application()
theme.apply(running, theme.theme("dark"))
before = running.styleSheet()
with theme.dressed_afterwards(running):
    assert running.styleSheet() == ""
assert running.styleSheet() == before != ""
with theme.dressed_afterwards(running):
    theme.apply(running, theme.theme("light"))
    other = running.styleSheet()
assert running.styleSheet() == other != before
from PySide6.QtWidgets import QWidget
there = QWidget()
with theme.dressed_afterwards(running):
    assert running.styleSheet() == other
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr

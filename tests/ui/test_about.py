"""About names what is shipped, and the self-test can be had without a terminal."""

from __future__ import annotations

import importlib.metadata

from packaging.requirements import Requirement
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from gdsim.installation.check import CHECKS
from gdsim.ui import about
from gdsim.ui.self_test_dialog import SelfTestDialog
from gdsim.ui.window import Window


def test_about_names_every_library_that_gdsim_asks_for() -> None:
    """Each requirement stands there with its installed version and a licence."""
    asked = [Requirement(line) for line in importlib.metadata.requires("gdsim") or ()]
    needed = {each.name.lower() for each in asked if each.marker is None}
    assert needed == {distribution.lower() for _, distribution, _ in about.SHIPPED}
    assert all(importlib.metadata.version(name) in about.text() for name in needed)


def opened(window: Window) -> SelfTestDialog:
    """The dialog, as the menu opens it."""
    window.actions_by_words["Test this installation"].trigger()
    dialog = window.findChild(SelfTestDialog)
    assert dialog is not None
    return dialog


def test_self_test_dialog_shows_and_copies_the_whole_report(window: Window, qtbot: QtBot) -> None:
    """The lines of ``gdsim self-test`` to the last one, which sums up."""
    dialog = opened(window)
    with qtbot.waitSignal(dialog.process.finished, timeout=60_000):
        pass
    text = dialog.report.toPlainText()
    assert text.startswith("gdsim ") and all(check.name in text for check in CHECKS.values())
    assert text.strip().splitlines()[-1].startswith(("all is well", "nothing is wrong"))
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == text
    dialog.reject()


def test_closing_the_self_test_dialog_ends_its_process(window: Window, qtbot: QtBot) -> None:
    """Nothing goes on in the background for somebody who has left."""
    dialog = opened(window)
    process = dialog.process
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.Running)
    with qtbot.waitSignals([process.finished, dialog.destroyed], timeout=10_000):
        dialog.reject()

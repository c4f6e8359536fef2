"""The application object: one per process, with its fonts, its look and its names."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from gdsim.ui import theme
from gdsim.ui.application import application


def test_there_is_one_application_per_process(qapp: QApplication) -> None:
    """A second call gives the first one's object."""
    assert application() is application() is qapp


def test_the_application_has_fonts_theme_and_name(qapp: QApplication) -> None:
    """Fonts, theme and the name that the desktop groups windows by are set."""
    built = application()
    assert built.font().families()[0] == "Inter"
    assert theme.applied(built) is not None
    assert built.desktopFileName() == "org.gdsim.gdsim"


def test_windows_show_the_drawing_of_the_program(qapp: QApplication) -> None:
    """Title bars and task bars get gdsim's drawing at the size that they ask for."""
    drawn = application().windowIcon().pixmap(64).toImage()
    assert drawn.width() >= 64 and len({drawn.pixel(x, 38) for x in range(0, 64, 2)}) > 3


def test_none_keeps_its_references(qtbot, qapp: QApplication) -> None:
    """PySide 6.12.0 lost a reference to None with each such Qt call, and in the end the process died."""
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(200):
        widget.repaint()
    assert abs(sys.getrefcount(None) - before) < 100

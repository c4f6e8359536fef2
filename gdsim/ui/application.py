"""The application object: one per process, with its fonts, its look and its names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gdsim.data.resources_folder import resources
from gdsim.installation import system_libraries
from gdsim.ui import cache_home

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def application(argv: Sequence[str] = ("gdsim",)) -> QApplication:
    """The application of this process, built at the first call.

    Nothing of Qt is imported here before the system's libraries have been looked at.

    Raises:
        QtCannotStart: where a library or the display is missing; the message says what to install.
    """
    system_libraries.require()
    cache_home.provide()
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QIcon
    from PySide6.QtWidgets import QApplication

    from gdsim.ui import fonts, theme
    from gdsim.ui.collecting import Collector
    from gdsim.ui.opened_by_system import Application

    running = QApplication.instance()
    if isinstance(running, QApplication):
        built = running
    else:
        # 125 % stays 125 %: rounded factors make the window too large for a laptop.
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        built = Application(list(argv))
    if built.findChild(Collector) is None:
        Collector(built)
    built.setApplicationName("gdsim")
    built.setApplicationDisplayName("gdsim")
    built.setOrganizationName("gdsim")
    built.setOrganizationDomain("gdsim.org")
    built.setDesktopFileName("org.gdsim.gdsim")
    built.setWindowIcon(QIcon(str(resources() / "icons" / "application" / "gdsim.svg")))
    fonts.load()
    if theme.applied(built) is None:
        theme.apply(built, theme.system(built))
    return built

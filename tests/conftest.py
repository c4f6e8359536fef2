"""What every test stands on: no screen, fresh settings, and nothing left running afterwards."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gdsim.installation import system_libraries

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
if "XDG_RUNTIME_DIR" not in os.environ:  # Qt warns where there is none, and a warning of Qt fails a test
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="gdsim-tests-")

settings.register_profile(
    "gate", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("long", parent=settings.get_profile("gate"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


def pytest_configure(config: pytest.Config) -> None:
    """Stops at once where Qt would end the process in the middle of the tests."""
    if message := system_libraries.look().message:
        pytest.exit(message, returncode=3)


@pytest.fixture(autouse=True)
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of settings of its own for each test, so that none sees another's, or the developer's."""
    folder = tmp_path / "settings"
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, str(folder / "config"))
    return folder


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The application that pytest-qt builds is ours: its fonts, its look."""
    from PySide6.QtWidgets import QApplication

    class Dressed(QApplication):
        """Built by pytest-qt, then dressed as gdsim dresses its own."""

        def __init__(self, arguments: list[str]) -> None:
            from gdsim.ui.application import application

            super().__init__(arguments)
            application()

    return Dressed


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test of the window that leaves a window open, a thread running or a timer ticking."""
    yield
    if (
        not gc.isenabled()
    ):  # the application's own collector waits for events, which few tests handle for long
        from gdsim.ui.collecting import collect

        collect()
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    found = []
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            found.append(f"open: {widget!r}")
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    for thing in gc.get_objects():
        kind = type(thing)
        if issubclass(kind, QThread) and isValid(thing) and thing.isRunning():
            found.append(f"running: {thing!r}")
        elif issubclass(kind, QTimer) and isValid(thing) and thing.isActive():
            thing.stop()
            found.append(f"ticking: {thing!r}")
    if found:
        pytest.fail("left behind: " + "; ".join(found))

"""Files that the system names by an event, as macOS does for a double click."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from gdsim.ui import launch

window = launch([])
application = QApplication.instance()
opened = QApplication.sendEvent(application, QFileOpenEvent(sys.argv[1]))
print(opened, window.session.model.path.name, window.windowTitle(), window.pages.starting)
window.session.failed.disconnect()
window.session.failed.connect(lambda line: print("told:", line))
QApplication.sendEvent(application, QFileOpenEvent(sys.argv[1] + ".absent"))
print(window.session.model.path.name)
"""


@pytest.mark.slow
def test_file_named_by_the_system_is_opened_in_the_window(tmp_path):
    """In place of the start screen; one that is not there changes nothing and is told."""
    from gdsim.files.templates import FIRST_PASS, templates

    document = tmp_path / "named by the system.gdsim"
    document.write_bytes(Path(templates()[FIRST_PASS].path).read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, document], capture_output=True, encoding="utf-8", check=False, timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, told, after = done.stdout.splitlines()
    assert first == f"True {document.name} {document.name}[*] — gdsim False"
    assert told.startswith("told: ") and ".absent" in told
    assert after == document.name

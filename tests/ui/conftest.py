"""What tests of the window share: one that is shown, on Mazur's example."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.ui.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A shown window on a shipped experiment."""
    shown = Window(read(templates()["mazur"].path), remember=False)
    qtbot.addWidget(shown)
    shown.show()
    return shown

"""What the tests of dialogs stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QWidget]:
    """A window that a dialog belongs to; the dialog deletes itself when it closes."""
    window = QWidget()
    qtbot.addWidget(window)
    yield window

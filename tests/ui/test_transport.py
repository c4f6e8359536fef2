"""The transport on narrow windows: nothing is squeezed, and some of it becomes a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from gdsim.ui.transport import Transport
from tests.ui.canvas.scenes import moons


@pytest.mark.parametrize("width", [1024, 1120, 1280, 1440, 1600, 1920])
def test_no_control_of_the_transport_is_squeezed(qtbot: QtBot, width: int) -> None:
    """At every width the controls that are shown have the room that they need, before and after the loss."""
    bar = Transport()
    qtbot.addWidget(bar)
    bar.show_snapshot(moons().after(None, 184))
    bar.setMinimumSize(100, 58)
    bar.resize(width, 58)
    bar.show()
    for name in (None, "L"):
        bar.show_snapshot(moons().after(name, 184))
        QCoreApplication.processEvents()
        assert bar.layout().minimumSize().width() <= width


def test_granularity_is_four_buttons_or_a_list(qtbot: QtBot) -> None:
    """Four buttons where there is room, else a list, and both say the same."""
    bar = Transport()
    qtbot.addWidget(bar)
    bar.setMinimumSize(100, 58)
    bar.show_snapshot(moons().after(None, 184))
    bar.show()
    for width, wide in ((1600, True), (1024, False)):
        bar.resize(width, 58)
        shown = [child for child in (bar._granularity, bar._granularity_list) if child.isVisible()]
        assert shown == [bar._granularity if wide else bar._granularity_list]
        assert shown[0].choice == "operation"

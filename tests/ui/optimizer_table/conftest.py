"""The experiment of the design pictures at their cursor, and a pane that follows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdsim.data.resources_folder import resources
from gdsim.files.reading import read
from gdsim.state.intents import Seek, Select
from gdsim.ui.session import Session


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """Two moons with Adam at update 184, W²₃₂ selected."""
    built = Session(read(resources() / "experiments" / "moons-adam.gdsim"))
    built.dispatch(Seek(184))
    qtbot.waitUntil(lambda: not built.busy)
    built.dispatch(Select("W2[3,2]"))
    yield built
    built.play(False)


@pytest.fixture
def follow(qtbot: QtBot, session: Session) -> Callable[..., QWidget]:
    """Shows a pane that follows the session and sends it what it wants."""

    def shown(pane: QWidget, width: int = 584, height: int = 580) -> QWidget:
        qtbot.addWidget(pane)
        pane.wanted.connect(session.dispatch)
        session.changed.connect(pane.show_snapshot)
        pane.resize(width, height)
        pane.show()
        qtbot.waitExposed(pane)
        pane.show_snapshot(session.snapshot)
        return pane

    return shown


def after(session: Session, writes: str) -> None:
    """Go to after the line of update 184 that writes a name."""
    session.dispatch(Seek(184, session.snapshot.program.written[writes] + 1))

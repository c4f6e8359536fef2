"""The inspector: what it tells of a selected weight, and when it says "not computed yet"."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import Seek, Select
from gdsim.ui.inspector.inspector import HINT, NOT_YET, Inspector
from gdsim.ui.session import Session


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    """An empty inspector."""
    made = Inspector()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    """The prepared example at update 184."""
    made = Session(read(templates()["moons-adam"].path))
    made.dispatch(Seek(184))
    made.settle()
    return made


def test_says_what_to_click_while_nothing_is_selected(inspector: Inspector, session: Session) -> None:
    """Empty, it says what would fill it."""
    inspector.show_snapshot(session.snapshot)
    assert inspector.text.text() == HINT


def test_tells_the_numbers_of_the_design_picture(inspector: Inspector, session: Session) -> None:
    """W²₃₂ at update 184: its value, gradient, step and new value, with the arithmetic of each."""
    session.dispatch(Select("W2[3,2]"))
    inspector.show_snapshot(session.snapshot)
    told = inspector.text.text()
    for number in ("+0.6075", "−0.0465", "+0.0076", "+0.6151"):
        assert number in told, number
    assert NOT_YET not in told


def test_what_is_not_computed_yet_says_so(inspector: Inspector, session: Session) -> None:
    """Before backprop only the value is known; no gradient and no step is shown as 0."""
    session.dispatch(Select("W2[3,2]"))
    session.dispatch(Seek(184, 5))
    inspector.show_snapshot(session.snapshot)
    assert inspector.text.text().count(NOT_YET) == 3


def test_a_number_that_is_not_there_any_more(inspector: Inspector, session: Session) -> None:
    """A selection outside the network is as none."""
    session.dispatch(Select("W9[1,1]"))
    inspector.show_snapshot(session.snapshot)
    assert inspector.text.text() == HINT

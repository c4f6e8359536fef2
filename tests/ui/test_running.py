"""A run whose updates are long goes on in a thread: the same numbers, the same stops, and a window that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from gdsim.core.trace import Cursor
from gdsim.files.reading import read
from gdsim.files.templates import templates
from gdsim.state.intents import AddBreakpoint, AddLayer, Rewind, RunTo, Seek, Select, SetField, Step
from gdsim.state.marks import Breakpoint, Condition
from gdsim.state.model import Granularity
from gdsim.ui import running
from gdsim.ui.away import Away
from gdsim.ui.session import Session
from tests.oracle.small import bits


@pytest.fixture
def slow(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Session]]:
    """Sessions that make every update in the thread, however fast it is."""
    monkeypatch.setattr(running, "SLOW", 0.0)
    made: list[Session] = []

    def make() -> Session:
        made.append(Session(read(templates()["moons-adam"].path)))
        qtbot.waitUntil(lambda: not made[-1].busy)
        return made[-1]

    yield make
    for session in made:
        session.close()
        session.deleteLater()


def arrived(qtbot: QtBot, session: Session) -> Cursor:
    """Where the cursor stands once the way is over."""
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
    return session.model.cursor


def test_a_run_in_a_thread_has_the_same_numbers(qtbot: QtBot, slow: Callable[[], Session]) -> None:
    """Steps, seeks forth and back, and a rewind show what a session shows that needs no thread."""
    threaded = slow()
    ways = [Step(Granularity.OPERATION), Step(Granularity.UPDATE), Seek(700), Step(Granularity.EPOCH), Seek(33, 4),
            Step(Granularity.LAYER, back=True), Rewind(), Step(Granularity.UPDATE)]  # fmt: skip
    seen = []
    for way in ways:
        threaded.dispatch(way)
        arrived(qtbot, threaded)
        seen.append(
            (threaded.model.cursor, bits(threaded.snapshot.probe.state), dict(threaded.snapshot.trace.values))
        )
    assert threaded.timeline.updates >= 700
    plain = Session(threaded.model.experiment)
    for way, (cursor, state, values) in zip(ways, seen, strict=True):
        plain.dispatch(way)
        plain.settle()
        assert plain.model.cursor == cursor and bits(plain.snapshot.probe.state) == state
        assert {name: value.tobytes() for name, value in plain.snapshot.trace.values.items()} == {
            name: value.tobytes() for name, value in values.items()
        }


def test_steps_pressed_meanwhile_are_made_once_each(qtbot: QtBot, slow: Callable[[], Session]) -> None:
    """Steps that are pressed while the thread is at work are made afterwards, each once."""
    session = slow()
    session.dispatch(Seek(500))
    start = Cursor(500, len(session.snapshot.program.lines))
    for _ in range(25):
        session.dispatch(Step(Granularity.UPDATE))
    assert arrived(qtbot, session) == Cursor(525, start.line)


def test_a_long_way_pauses_at_once_and_goes_on(qtbot: QtBot, slow: Callable[[], Session]) -> None:
    """Pausing on a long way answers at once, with the cursor at an update that has been made, and a step goes on."""
    session = slow()
    session.dispatch(Seek(2_000_000))
    qtbot.waitUntil(lambda: session.model.cursor.update > 1000)
    session.play(False)
    assert not session.busy
    reached = session.model.cursor.update
    assert 1000 < reached < 2_000_000
    session.dispatch(Step(Granularity.UPDATE))
    assert arrived(qtbot, session).update == reached + 1


def test_an_edit_on_the_way_is_taken_up(qtbot: QtBot, slow: Callable[[], Session]) -> None:
    """Changes of the rule, of the selection and of the network are taken up in the middle of a long way, and undone."""
    session = slow()
    session.dispatch(Seek(100))
    arrived(qtbot, session)
    session.dispatch(Seek(1_000_000))
    session.dispatch(Select("W2[3,2]"))
    session.dispatch(SetField("optimizer.learning_rate", 0.005))
    arrived(qtbot, session)
    assert session.snapshot.current.optimizer.settings["learning_rate"] == 0.005
    assert session.model.selected == "W2[3,2]"
    session.dispatch(Seek(1_000_000))
    session.dispatch(AddLayer(2))
    assert arrived(qtbot, session).update == 1
    session.undo()
    session.undo()
    arrived(qtbot, session)
    assert session.snapshot.current.optimizer.settings["learning_rate"] == 0.02


def test_breakpoints_hold_in_the_thread(qtbot: QtBot, slow: Callable[[], Session]) -> None:
    """A breakpoint on the way ends it at its update."""
    session = slow()
    session.dispatch(AddBreakpoint(Breakpoint(Condition.EPOCH, 3)))
    session.dispatch(RunTo(640))
    cursor = arrived(qtbot, session)
    assert session.timeline.course.position(cursor.update).epoch == 3


def test_a_jobs_end_is_told_once(qtbot: QtBot) -> None:
    """A job that is waited for ends there; the next one may begin at once; a fault is raised where it is waited for."""
    away, told, done = Away(), [], []
    away.back.connect(lambda: told.append(len(done)))
    away.start(lambda: done.append(1))
    away.wait()
    assert done == [1] and not away.busy
    away.start(lambda: done.append(2))
    qtbot.waitUntil(lambda: not away.busy)
    qtbot.wait(1)
    assert done == [1, 2] and told and told[-1] == 2

    def fails() -> None:
        raise ValueError("no such thing")

    away.start(fails)
    with pytest.raises(ValueError, match="no such thing"):
        away.wait()
    assert not away.busy

"""Fast hands: every press counts once, in order, and undo leads back byte for byte."""

from __future__ import annotations

import json
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.core.program import Stage
from gdsim.core.registries import OPTIMIZERS
from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.files.writing import to_json
from gdsim.state import intents as wish
from gdsim.state.marks import Breakpoint, Condition
from gdsim.state.walk import stepped
from gdsim.ui.session import Session
from gdsim.ui.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A window that has the keys, on a shipped experiment."""
    shown = Window(read(templates()["mazur"].path), remember=False)
    qtbot.addWidget(shown, before_close_func=lambda window: window.session.undo_stack.clear())
    shown.show()
    shown.build_plots()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def press(
    window: Window,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    again: bool = False,
) -> None:
    """A key goes down as the system sends it: to the window, through its shortcuts, then to the focus.

    Args:
        window: in front.
        key, modifier: what is pressed.
        again: sent because the key is held.
    """
    text = " " if key == Qt.Key.Key_Space else ""
    QTest.simulateEvent(window, True, key.value, modifier, text, again)


@pytest.mark.slow
def test_a_thousand_quick_presses_are_a_thousand_steps(window: Window) -> None:
    """A thousand presses of the step's key are a thousand operations, and the window still answers and draws."""
    course, place = window.session.timeline.course, window.session.model.cursor
    for number in range(1000):
        place = stepped(course, place, window.session.model.granularity, False)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
        assert window.session.model.cursor == place, number
        if number % 50 == 0:
            QApplication.processEvents()
    assert not window.grab().isNull()
    for _ in range(100):
        place = stepped(course, place, window.session.model.granularity, True)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Left)
        assert window.session.model.cursor == place


def test_each_repetition_of_held_space_is_one_step(window: Window) -> None:
    """Each repetition of a held key is one step, none is lost and none is made up; letting go is none."""
    course, place = window.session.timeline.course, window.session.model.cursor
    for number in range(200):
        place = stepped(course, place, window.session.model.granularity, False)
        press(window, Qt.Key.Key_Space, again=number > 0)
        assert window.session.model.cursor == place, number
    QTest.keyRelease(window, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert window.session.model.cursor == place


def test_a_held_key_that_turns_something_turns_it_once(window: Window) -> None:
    """Play, matrices and the table do not flutter while their key is held."""
    for number in range(9):
        press(window, Qt.Key.Key_K, again=number > 0)
    assert window.session.snapshot.playing
    window.session.play(False)
    before = len(window.session.model.experiment.network.layers)
    for number in range(9):
        press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, again=number > 0)
    assert len(window.session.model.experiment.network.layers) == before + 1


SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
WISHES = {
    (Qt.Key.Key_Space, NONE): wish.Step(),
    (Qt.Key.Key_Right, NONE): wish.Step(),
    (Qt.Key.Key_Left, NONE): wish.Step(back=True),
    (Qt.Key.Key_Right, SHIFT): wish.Step(wish.Granularity.UPDATE),
    (Qt.Key.Key_Left, SHIFT): wish.Step(wish.Granularity.UPDATE, True),
    (Qt.Key.Key_Right, CONTROL): wish.Step(wish.Granularity.EPOCH),
    (Qt.Key.Key_Left, CONTROL): wish.Step(wish.Granularity.EPOCH, True),
    (Qt.Key.Key_Home, NONE): wish.Rewind(),
}


def test_keys_pressed_together_count_in_order(window: Window) -> None:
    """Every key of the transport down together, over and over: the cursor is where the same wishes lead."""
    walked = Session(read(templates()["mazur"].path))
    random = Random(5)
    for _ in range(40):
        together = random.sample(list(WISHES), len(WISHES))
        for key, modifier in together:
            press(window, key, modifier)
            walked.dispatch(WISHES[key, modifier])
        for key, modifier in together:
            QTest.keyRelease(window, key, modifier)
        if random.random() < 0.3:
            QApplication.processEvents()
        window.session.settle()
        walked.settle()
        assert window.session.model.cursor == walked.model.cursor
    assert not window.grab().isNull()


def _edit(random: Random, session: Session) -> wish.Intent:
    """One change of a document, of any kind."""
    update = session.model.cursor.update
    return random.choice(
        [
            wish.SetField("optimizer.learning_rate", random.choice([0.001, 0.01, 0.1, 0.5])),
            wish.SetField("optimizer.method", random.choice([k for k in OPTIMIZERS if k != "custom"])),
            wish.SetField("network.layers[0].units", random.randint(1, 6)),
            wish.SetField("network.layers[0].activation", random.choice(["tanh", "relu", "sigmoid"])),
            wish.SetField("sampling.mode", random.choice(["batch", "sgd", "mini_batch"])),
            wish.SetField("data.source", random.choice(["xor", "circles", "two_moons"])),
            wish.SetField("loss.l2", random.choice([0.0, 0.01])),
            wish.SetField("seed", random.randint(0, 99)),
            wish.SetParameter("W1[1,1]", random.uniform(-1, 1)),
            wish.AddLayer(0),
            wish.RemoveLayer(0),
            wish.NewWeights(),
            wish.AddBookmark(update, 1, "here"),
            wish.AddBreakpoint(Breakpoint(Condition.EPOCH, random.randint(1, 9))),
            wish.Watch("W1[1,1]", random.random() < 0.5),
        ]
    )


def _bytes(session: Session) -> str:
    return json.dumps(to_json(session.model.experiment), sort_keys=True)


def test_a_thousand_edits_are_undone_and_redone_exactly(qtbot: QtBot) -> None:
    """All undone is the first document, all redone the last, byte for byte, and each step between is met again."""
    random = Random(11)
    session = Session(read(templates()["xor"].path))
    first = _bytes(session)
    texts = [first]
    tries = 0
    while len(texts) <= 1000:
        tries += 1
        assert tries < 4000, "too few edits can be made"
        if random.random() < 0.2:
            session.dispatch(wish.Step(random.choice(list(wish.Granularity))))
            session.settle()
        before = session.undo_stack.count()
        session.dispatch(_edit(random, session))
        if session.undo_stack.count() > before:
            texts.append(_bytes(session))
    for text in reversed(texts[:-1]):
        session.undo()
        assert _bytes(session) == text
    assert not session.snapshot.can_undo
    for text in texts[1:]:
        session.redo()
        assert _bytes(session) == text
    assert not session.snapshot.can_redo


def test_the_right_column_stands_still_under_a_held_key(qtbot: QtBot, window: Window) -> None:
    """While Space repeats through a whole update the table does not flash up; when it is let go, all is shown."""
    session = window.session
    session.dispatch(wish.Seek(1, len(session.snapshot.program.lines) - 2))
    session.settle()
    assert session.snapshot.stage is Stage.UPDATE and window.bench.right.has_table
    for _ in range(len(session.snapshot.program.lines) // 2):
        session.dispatch(wish.Step())
        assert window.bench.right.has_table
    assert session.snapshot.fast and session.snapshot.stage is not Stage.UPDATE
    qtbot.waitUntil(lambda: not session.snapshot.fast)
    assert not window.bench.right.has_table


def test_one_press_is_shown_whole_at_once(window: Window) -> None:
    """Who presses, looks and presses again sees every step with nothing left out."""
    session = window.session
    for _ in range(2 * len(session.snapshot.program.lines)):
        session.dispatch(wish.Step())
        assert not session.snapshot.fast
        assert window.bench.right.has_table is (session.snapshot.stage is Stage.UPDATE)
        session.settle()

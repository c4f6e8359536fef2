"""Fast hands: every press counts once, in order, and undo leads back byte for byte."""

from __future__ import annotations

import json
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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
    """A shown window on a shipped experiment."""
    shown = Window(read(templates()["mazur"].path), remember=False)
    qtbot.addWidget(shown)
    shown.show()
    shown.build_plots()
    return shown


def test_a_thousand_quick_steps(window: Window) -> None:
    """A thousand presses of the step's key are a thousand operations, and the window still answers."""
    course, place = window.session.timeline.course, window.session.model.cursor
    for _ in range(1000):
        place = stepped(course, place, window.session.model.granularity, False)
        window.actions_by_words["Step"].trigger()
    assert window.session.model.cursor == place
    QApplication.processEvents()
    assert not window.grab().isNull()
    for _ in range(1000):
        window.actions_by_words["Step back"].trigger()
    assert (window.session.model.cursor.update, window.session.model.cursor.line) == (1, 0)


def test_space_held_down(window: Window) -> None:
    """Each repetition of a held key is one step, none is lost and none is made up."""
    window.activateWindow()
    for _ in range(200):
        QTest.keyPress(window, Qt.Key.Key_Space)
    QTest.keyRelease(window, Qt.Key.Key_Space)
    course, place = window.session.timeline.course, wish.Step
    expected = window.session.model.cursor
    walked = Session(read(templates()["mazur"].path))
    for _ in range(200):
        walked.dispatch(place())
    assert expected == walked.model.cursor
    assert course.legs


def test_all_keys_at_once(window: Window) -> None:
    """Every shortcut of the transport in one go, over and over: the cursor is where the same wishes lead."""
    walked = Session(read(templates()["mazur"].path))
    keys = {
        "Step": wish.Step(),
        "Step to the end of an update": wish.Step(wish.Granularity.UPDATE),
        "Step back": wish.Step(back=True),
        "Step to the end of an epoch": wish.Step(wish.Granularity.EPOCH),
        "Back to the end of an update": wish.Step(wish.Granularity.UPDATE, True),
    }
    random = Random(5)
    for _ in range(300):
        words = random.choice(list(keys))
        window.actions_by_words[words].trigger()
        walked.dispatch(keys[words])
    window.session.settle()
    walked.settle()
    assert window.session.model.cursor == walked.model.cursor


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


def test_undo_of_a_thousand_edits(qtbot: QtBot) -> None:
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

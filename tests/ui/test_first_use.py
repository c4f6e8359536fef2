"""First use: from the start screen to a backward pass, and to a net of one's own, by real clicks and keys only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gdsim.core.program import Stage
from gdsim.files import read
from gdsim.files.templates import FIRST_PASS, templates
from gdsim.ui.window import Window


class Hands:
    """Two hands at a window: they press what is in sight, and count.

    Args:
        window: shown and in front.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.clicks = 0
        self.keys = 0

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Press the left button where something is; it has to be in sight, and nothing may lie over it."""
        place = place if place is not None else widget.rect().center()
        assert widget.isVisible() and widget.isEnabled(), widget.objectName()
        top = widget.window()
        hit = top.childAt(widget.mapTo(top, place))
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(widget, place))
        self.clicks += 1
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key; it goes where the system would send it."""
        handle = self.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.keys += 1
        QApplication.processEvents()

    def choose(self, name: str, words: str) -> None:
        """Open a choice and take an entry of it: two clicks."""
        box = self.window.findChild(QComboBox, name)
        self.click(box)
        view = box.view()
        assert view.isVisible()
        entry = box.model().index(box.findText(words, Qt.MatchFlag.MatchContains), 0)
        view.scrollTo(entry)
        # The pointer goes there: a list takes no second click where it was opened with the first.
        place = view.visualRect(entry).center()
        QTest.mouseMove(view.viewport(), QPoint(2, 2))
        QTest.mouseMove(view.viewport(), place)
        self.click(view.viewport(), place)
        assert not view.isVisible()


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """At the start screen, as the program opens."""
    window = Window(read(templates()[FIRST_PASS].path), remember=False, start=True)
    qtbot.addWidget(window, before_close_func=lambda shown: shown.session.undo_stack.clear())
    window.resize(1366, 768)
    window.show()
    window.build_plots()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()
    return Hands(window)


def test_one_key_leads_through_a_backward_pass(hands: Hands) -> None:
    """Space on the start screen opens the prepared pass; eight more lead through it, each does one operation."""
    hands.press(Qt.Key.Key_Space)
    session = hands.window.session
    assert hands.window.pages.currentWidget() is hands.window.bench
    before, seen = session.model.cursor, []
    for number in range(8):
        hands.press(Qt.Key.Key_Space)
        assert session.model.cursor.line == before.line + number + 1
        seen.append(session.snapshot.stage)
    assert seen[0] is Stage.BACKPROP and Stage.BACKPROP in seen
    for layer in (1, 2):
        assert session.snapshot.value(f"dW{layer}") is not None
    assert (hands.clicks, hands.keys) == (0, 9)


def test_clicks_lead_through_a_backward_pass(hands: Hands) -> None:
    """Clicks lead through the prepared pass, too: the large card, then Step."""
    hands.click(hands.window.pages.start.begin_card)
    before = hands.window.session.model.cursor
    for _ in range(8):
        hands.click(hands.window.findChild(QPushButton, "step"))
    assert hands.window.session.model.cursor.line == before.line + 8
    assert hands.window.session.snapshot.value("dW1") is not None


def test_a_few_clicks_build_a_net_on_other_data(hands: Hands) -> None:
    """Four clicks: a template, another data set (list and entry), a layer; and a key for a whole update."""
    window = hands.window
    hands.click(window.findChild(QWidget, "template.xor"))
    assert window.session.model.experiment.data.source == "xor"
    layers = len(window.session.model.experiment.network.layers)
    hands.choose("data.source", "circles")
    for _ in range(3 - layers):
        hands.click(window.findChild(QPushButton, "network.add_layer"))
    experiment = window.session.model.experiment
    assert experiment.data.source == "circles" and len(experiment.network.layers) == 3
    # The focus is on the list of data sets, and the keys step all the same.
    hands.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert window.session.snapshot.finished and window.session.snapshot.value("theta_next") is not None
    hands.press(Qt.Key.Key_Space)
    assert window.session.model.cursor.update == 2
    assert hands.clicks <= 4 and hands.keys == 2


def test_keys_alone_build_a_net_on_other_data(hands: Hands) -> None:
    """Without a mouse: the template by its digit, the data set by Tab and arrows, the layer by its key."""
    window = hands.window
    card = window.findChild(QWidget, "template.xor")
    hands.press(getattr(Qt.Key, f"Key_{card.key}"))
    assert window.session.model.experiment.data.source == "xor"
    box = window.findChild(QComboBox, "data.source")
    while not box.hasFocus():
        hands.press(Qt.Key.Key_Tab)
        assert hands.keys < 20, "Tab does not come to the data"
    before = window.session.model.experiment.data.source
    hands.press(Qt.Key.Key_Down)
    assert window.session.model.experiment.data.source != before
    while len(window.session.model.experiment.network.layers) < 3:
        hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert window.session.snapshot.finished
    assert hands.keys < 20 and hands.clicks == 0
    print(f"{hands.keys} keys")

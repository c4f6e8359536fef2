"""The life of a window: it opens where it can be reached, whatever was remembered, and closes without a loss."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import RunTo, Seek, SetField
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.reach import move_into_reach
from gdsim.ui.window import Window
from tests.fuzz.events import drop

Make = Callable[..., Window]
Answer = QMessageBox.StandardButton


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Shows a window on a shipped experiment."""

    def made(name: str = "xor", remember: bool = False, start: bool = False) -> Window:
        shown = Window(read(templates()[name].path), remember=remember, start=start)
        qtbot.addWidget(shown, before_close_func=lambda window: window.session.undo_stack.clear())
        shown.show()
        shown.build_plots()
        return shown

    return made


def question(window: Window) -> QMessageBox:
    """The question that is open."""
    (box,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    return box


def test_closing_ends_a_long_run_at_once(make: Make) -> None:
    """A run of many updates ends with the window, at once, and nothing goes on ticking."""
    shown = make()
    shown.session.dispatch(Seek(900_000))
    shown.session.play(True)
    assert shown.session.busy
    before = time.perf_counter()
    shown.close()
    assert time.perf_counter() - before < 1.0
    assert not shown.isVisible() and not shown.session.snapshot.playing
    assert not [timer for timer in shown.findChildren(QTimer) if timer.isActive() and timer.interval() == 0]


@pytest.mark.parametrize("page", ["bench", "start", "present"])
def test_closing_with_changes_asks_on_every_page(make: Make, qtbot: QtBot, page: str) -> None:
    """The question stands over whatever is shown; cancel leaves that page as it was, discard closes."""
    shown = make()
    shown.session.dispatch(SetField("optimizer.learning_rate", 0.02))
    if page == "start":
        shown.pages.show_start()
    elif page == "present":
        shown.pages.present(True)
    there = shown.pages.currentWidget()
    shown.close()
    qtbot.mouseClick(question(shown).button(Answer.Cancel), Qt.MouseButton.LeftButton)
    assert shown.isVisible() and shown.pages.currentWidget() is there
    shown.close()
    qtbot.mouseClick(question(shown).button(Answer.Discard), Qt.MouseButton.LeftButton)
    assert not shown.isVisible()


def test_a_long_run_can_be_stopped(make: Make) -> None:
    """The key that pauses ends a run to a far update as well, where it is then; it shows as playing until then."""
    shown = make()
    shown.session.dispatch(RunTo(900_000))
    assert shown.session.snapshot.playing
    QApplication.processEvents()
    shown.actions_by_words["Play or pause"].trigger()
    assert not shown.session.busy and not shown.session.snapshot.playing
    there = shown.session.model.cursor
    QApplication.processEvents()
    assert shown.session.model.cursor == there and 1 < there.update < 900_000


def test_closed_twice_asks_once(make: Make, qtbot: QtBot) -> None:
    """Whoever presses the key again while the question is open does not get a second one."""
    shown = make()
    shown.session.dispatch(SetField("optimizer.learning_rate", 0.02))
    shown.close()
    shown.close()
    qtbot.mouseClick(question(shown).button(Answer.Discard), Qt.MouseButton.LeftButton)
    assert not shown.isVisible()


def test_closed_while_presenting_opens_as_a_window(make: Make) -> None:
    """The whole screen belongs to the presenter's view and not to the next start."""
    first = make(remember=True)
    first.pages.present(True)
    assert first.isFullScreen()
    first.close()
    again = make(remember=True)
    assert not again.isFullScreen() and again.menuBar().isVisible()


@pytest.mark.parametrize(
    "value",
    ["", "nonsense", "{", '{"panels, plots": [-5, "x", 1e99]}', "[[[]]]", '"\\ud800"', "9" * 5000],
    ids=range(7),
)
def test_damaged_settings_give_the_first_layout(make: Make, value: str) -> None:
    """Whatever stands in the settings, the window opens, steps and closes."""
    settings = QSettings()
    for name in ("widths", "theme", "recent", "geometry", "plots", "docks"):
        settings.setValue(name, value)
    shown = make(remember=True, start=True)
    shown.pages.show_bench()
    shown.actions_by_words["Step"].trigger()
    assert shown.session.model.cursor.line == 1
    shown.close()


def test_damaged_places_are_passed_over(make: Make) -> None:
    """Bytes that Qt did not write leave the window as at the first start."""
    for name in ("geometry", "plots", "docks"):
        QSettings().setValue(name, QByteArray(b"\x00\xff" * 300))
    shown = make(remember=True)
    assert (shown.width(), shown.height()) == (1600, 900)


def test_the_widths_are_those_of_the_last_time(make: Make) -> None:
    """Panels as wide as the user left them."""
    first = make(remember=True)
    first.resize(1500, 800)
    QApplication.processEvents()
    first.bench._split.moveSplitter(310, 2)
    QApplication.processEvents()
    wide = first.bench.sidebar.width()
    first.close()
    again = make(remember=True)
    again.resize(1500, 800)
    QApplication.processEvents()
    assert again.bench.sidebar.width() == wide


@pytest.mark.parametrize(
    "place",
    [(9000, 300, 1200, 700), (100, -4000, 1200, 700), (-3000, -3000, 1200, 700), (0, 0, 20000, 15000)],
    ids=["right", "above", "far", "huge"],
)
def test_a_window_comes_back_onto_the_screen(make: Make, place: tuple[int, int, int, int]) -> None:
    """Remembered on a screen that is gone: its top edge is in reach again."""
    first = make(remember=True)
    first.setGeometry(*place)
    first.close()
    again = make(remember=True)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(again.geometry().topLeft())
    assert again.geometry().intersected(screen).width() > 100


def test_a_window_in_reach_stays_where_it_is(make: Make) -> None:
    """Partly off the screen by choice is no reason to move it."""
    shown = make()
    shown.setGeometry(QRect(-600, 40, 1200, 700))
    before = shown.geometry()
    move_into_reach(shown)
    assert shown.geometry() == before
    shown.setGeometry(QRect(-1150, 40, 1200, 700))
    move_into_reach(shown)
    assert shown.geometry().left() >= 0


PASTED = {
    "1e-3": 0.001,
    "0,1": 0.1,
    "１２": 12.0,
    " 0.5 ": 0.5,
    "−1": None,
    "NaN": None,
    "inf": None,
    "1e999": None,
    "1,000": None,
    "0x10": None,
    "9" * 1_000_000: None,
    "ü→\n\t𝔸": None,
    "": None,
}


@pytest.mark.parametrize("text", PASTED, ids=lambda text: ascii(text[:12]))
def test_a_pasted_text_is_taken_or_refused_in_place(make: Make, text: str) -> None:
    """Taken where it is a number that fits, else refused in place, and the last good value holds."""
    shown = make("mazur")
    field = next(f for f in shown.findChildren(NumberField) if f.objectName() == "optimizer.learning_rate")
    before = shown.session.model.experiment.optimizer.settings["learning_rate"]
    QApplication.clipboard().setText(text)
    field.edit.selectAll()
    if text:
        QTest.keyClick(field.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        QTest.keyClick(field.edit, Qt.Key.Key_Delete)
    clock = time.perf_counter()
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert time.perf_counter() - clock < 1.0
    after = shown.session.model.experiment.optimizer.settings["learning_rate"]
    wanted = PASTED[text]
    assert after == (before if wanted is None else wanted)
    assert field.refused is (wanted is None)
    assert len(field.message.text()) < 200


def test_no_field_hangs_on_a_very_long_text(make: Make) -> None:
    """Fields of words and of numbers, of every page and dialog: no field hangs or lets the window grow."""
    shown = make(start=True)
    QApplication.clipboard().setText("x" * 1_000_000)

    def paste() -> int:
        count = 0
        for kind in (QLineEdit, QPlainTextEdit):
            for field in QApplication.allWidgets():
                if isValid(field) and isinstance(field, kind) and field.isVisible() and field.isEnabled():
                    clock = time.perf_counter()
                    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
                    QApplication.processEvents()
                    assert time.perf_counter() - clock < 2.0, field
                    field.clear()
                    count += 1
        return count

    found = paste()
    shown.pages.show_bench()
    for card in shown.bench.sidebar.panes:
        card.more.setChecked(True)
    found += paste()
    for words in ("Command palette", "Run to", "Stop when", "Bookmark here", "Draw points"):
        shown.actions_by_words[words].trigger()
        found += paste()
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        assert top is not None
        top.close()
    assert found > 8
    assert shown.width() <= 1600


@pytest.mark.parametrize("what", ["picture", "folder", "many", "gone", "broken"])
def test_a_wrong_drop_is_told_and_changes_nothing(make: Make, tmp_path: Path, what: str) -> None:
    """One message that names what is wrong; the experiment, its cursor and its undo stay."""
    shown = make()
    shown.session.dispatch(Seek(3))
    shown.session.settle()
    picture, broken = tmp_path / "picture.png", tmp_path / "broken.gdsim"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    broken.write_text("{")
    paths = {
        "picture": [picture],
        "folder": [tmp_path],
        "many": [picture] * 50,
        "gone": [tmp_path / "gone.gdsim"],
        "broken": [broken],
    }[what]
    before = shown.session.model
    drop(shown, paths)
    assert shown.session.model.experiment is before.experiment and shown.session.model.cursor == before.cursor
    top = QApplication.activeModalWidget()
    assert top is not None, "nothing is said"
    top.close()

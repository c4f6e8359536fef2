"""All by keys: Tab reaches each control in order, the transport's keys step from anywhere, no key means two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gdsim.core.program import Stage
from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import GoToStage
from gdsim.ui import dialogs
from gdsim.ui.actions import ENTRIES
from gdsim.ui.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A window that has the keys, on a shipped experiment."""
    shown = Window(read(templates()["moons-adam"].path), remember=False)
    qtbot.addWidget(shown)
    shown.show()
    shown.build_plots()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def keys(window: Window) -> QWindow:
    """Where the system sends its key events: they go through shortcuts and focus as a person's do."""
    handle = window.windowHandle()
    assert handle is not None
    return handle


def tab_round(window: Window) -> list[QWidget]:
    """The widgets that Tab goes to, once around."""
    found: list[QWidget] = []
    for _ in range(300):
        QTest.keyClick(keys(window), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if found and focused is found[0]:
            return found
        if not found or focused is not found[-1]:
            assert focused not in found, f"Tab comes back to {focused} before it has been everywhere"
            found.append(focused)
    raise AssertionError("Tab never comes round")


def reachable(window: Window) -> Iterator[QWidget]:
    """All controls in sight that Tab should reach."""
    for widget in window.findChildren(QWidget):
        seen = widget.isVisible() and widget.isEnabled() and widget.window() is window
        if seen and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget


def test_tab_reaches_every_panel_control_in_reading_order(window: Window) -> None:
    """From top to bottom, fields that an edit has brought where they stand; the fold of a card after its fields."""
    met = tab_round(window)
    side = [widget for widget in met if window.bench.sidebar.isAncestorOf(widget)]
    missed = [w for w in reachable(window) if window.bench.sidebar.isAncestorOf(w) and w not in side]
    # Of a group of buttons of which one is chosen, Tab reaches that one and the arrows the others.
    missed = [w for w in missed if not any(w.parentWidget() is s.parentWidget() for s in side)]
    assert not missed
    fields = [w for w in side[1:] if not w.objectName().endswith(".more")]
    places = [w.mapTo(window, QPoint(0, w.height())).y() for w in fields]
    assert all(later > earlier - 12 for earlier, later in pairwise(places))


def test_tab_goes_from_the_bar_to_the_right_column(window: Window) -> None:
    """Transport, panels, stages, canvas, timeline, right column."""
    bench = window.bench
    parts = [bench.transport, bench.sidebar, bench.ribbon, bench.canvas, bench.timeline, bench.right]
    met = [next((p for p in parts if p is w or p.isAncestorOf(w)), None) for w in tab_round(window)]
    order = [part for n, part in enumerate(met) if part is not None and (n == 0 or part is not met[n - 1])]
    assert order == parts


def test_keys_step_after_a_click_anywhere(window: Window) -> None:
    """Wherever someone has clicked, Space steps once and the left arrow steps back; only fields of text keep them."""
    places = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.window() is window
        and widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
        and not isinstance(widget, (QLineEdit, QPlainTextEdit, QAbstractSpinBox))
    ]
    assert len(places) > 8
    for widget in places:
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        before = window.session.model.cursor
        QTest.keyClick(keys(window), Qt.Key.Key_Space)
        after = window.session.model.cursor
        assert after > before, widget
        QTest.keyClick(keys(window), Qt.Key.Key_Left)
        assert window.session.model.cursor == before, (widget, widget.parentWidget())
        QTest.keyClick(keys(window), Qt.Key.Key_Right)
        assert window.session.model.cursor == after, widget
    for field in window.findChildren(QLineEdit):
        if field.isVisible() and field.isEnabled():
            field.setFocus()
            before = window.session.model.cursor
            for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Right):
                QTest.keyClick(keys(window), key)
            assert window.session.model.cursor == before


def test_alt_and_down_open_a_choice(window: Window) -> None:
    """Space steps, so the list of a choice opens with Alt and the down arrow, which elsewhere is the next sample."""
    box = window.findChild(QComboBox, "data.source")
    box.setFocus()
    sample = window.session.model.sample
    QTest.keyClick(keys(window), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert box.view().isVisible() and window.session.model.sample == sample
    box.hidePopup()


def test_no_key_and_no_letter_means_two_things(window: Window) -> None:
    """Each shortcut belongs to one action, each underlined letter to one entry of its menu."""
    claimed = Counter(key for entry in ENTRIES for key in entry.keys)
    assert [key for key, times in claimed.items() if times > 1] == []
    bar = window.menuBar()
    menus = [bar.actions(), *(menu.actions() for menu in bar.findChildren(QMenu))]
    for listed in menus:
        letters = Counter(
            action.text().replace("&&", "").partition("&")[2][:1].lower()
            for action in listed
            if "&" in action.text()
        )
        assert [letter for letter, times in letters.items() if times > 1] == [], [a.text() for a in listed]


def test_every_shortcut_can_be_pressed_on_every_page(window: Window) -> None:
    """Each shortcut is pressed on each page that has been shown: Qt would warn of one claimed twice."""
    window.pages.show_start()
    window.pages.present(True)
    window.pages.present(False)
    leaving = ("Quit", "Open", "Open CSV", "Save as", "Save", "Save picture of the window", "Full screen")
    for page in (window.pages.show_bench, window.pages.show_start, lambda: window.pages.present(True)):
        for entry in ENTRIES:
            if entry.words in leaving:
                continue
            page()
            for action_key in window.actions_by_words[entry.words].shortcuts():
                combination = action_key[0]
                QTest.keyClick(keys(window), combination.key(), combination.keyboardModifiers())
                for _ in range(3):
                    top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
                    if top is not None:
                        top.close()
        window.pages.present(False)
    window.session.settle()


def nameless() -> list[str]:
    """What can have the focus and has no name, on all that is shown."""
    found = []
    for widget in QApplication.allWidgets():
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.isWindow():
            continue
        parent = widget.parentWidget()
        if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
            continue  # a screen reader is told the area's name
        if isinstance(widget, QTabBar):
            continue  # its tabs have the names
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {parent}")
    return found


def test_every_control_of_every_page_has_a_name(window: Window) -> None:
    """Bench in each stage, matrices, rail, start screen, presenter: whatever takes the focus says what it is."""
    for stage in Stage:
        window.session.dispatch(GoToStage(stage))
        assert not nameless()
    window.bench.canvas.toggle_form()
    window.bench.fold(True)
    assert not nameless()
    window.pages.show_start()
    assert not nameless()
    window.pages.present(True, whole_screen=False)
    assert not nameless()


@pytest.mark.parametrize(
    "words", ["Command palette", "Run to", "Stop when", "Bookmark here", "Keys", "About gdsim", "Draw points"]
)
def test_every_control_of_every_dialog_has_a_name(window: Window, words: str) -> None:
    """In each dialog whatever takes the focus says what it is."""
    window.actions_by_words[words].trigger()
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    assert top is not None and not nameless()
    top.close()


def test_every_control_of_the_table_dialog_has_a_name(window: Window, tmp_path: Path) -> None:
    """In the dialog of a table whatever takes the focus says what it is."""
    table = tmp_path / "t.csv"
    table.write_text("x,y,kind\n" + "".join(f"{n},{n * n % 7},{'ab'[n % 2]}\n" for n in range(20)))
    dialogs.open_table(window, table)
    top = QApplication.activeModalWidget()
    assert top is not None and not nameless()
    top.close()

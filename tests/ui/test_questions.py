"""Small dialogs about the run: run to, stop when, bookmark; each sends one wish, or none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import Seek
from gdsim.state.marks import Bookmark, Breakpoint, Condition
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A shown window on a shipped experiment."""
    shown = Window(read(templates()["moons-adam"].path), remember=False)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def _dialog(window: Window, title: str) -> QDialog:
    return next(
        d for d in window.findChildren(QDialog) if d.isVisible() and d.windowTitle().startswith(title)
    )


def _answer(qtbot: QtBot, dialog: QDialog, how: QDialogButtonBox.StandardButton) -> None:
    qtbot.mouseClick(dialog.findChild(QDialogButtonBox).button(how), Qt.MouseButton.LeftButton)


def _type(qtbot: QtBot, dialog: QDialog, text: str) -> NumberField:
    """Replace the number in sight."""
    field = next(one for one in dialog.findChildren(NumberField) if one.isVisible())
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, text)
    return field


def test_a_number_that_does_not_fit_keeps_asking(window: Window, qtbot: QtBot) -> None:
    """The field says in place what is wrong; nothing runs until it is mended."""
    window.actions_by_words["Run to"].trigger()
    dialog = _dialog(window, "Run to")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    for text in ("0", "nan", "2.5", "1e9", ""):
        field = _type(qtbot, dialog, text)
        if not text:
            qtbot.keyClick(field.edit, Qt.Key.Key_Delete)
        _answer(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
        assert dialog.isVisible() and field.message.isVisible() and field.refused
    assert window.session.model.cursor.update == 1
    _type(qtbot, dialog, "2")
    _answer(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    window.session.settle()
    assert window.session.model.cursor.update == 32


@pytest.mark.parametrize("title", ["Run to", "Stop when", "Bookmark here"])
def test_a_fields_menu_does_not_stop_the_program(window: Window, qtbot: QtBot, title: str) -> None:
    """The context menu of every field comes without a loop of its own, so that a run goes on under it."""
    window.actions_by_words[title].trigger()
    dialog = _dialog(window, title.partition(" here")[0])
    for field in dialog.findChildren(QWidget):
        if field.isVisible():
            middle = field.rect().center()
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, field.mapToGlobal(middle))
            QApplication.sendEvent(field, event)  # comes back at once
            if (menu := QApplication.activePopupWidget()) is not None:
                menu.close()
    dialog.close()


def test_run_to_goes_to_the_epochs_end(window: Window, qtbot: QtBot) -> None:
    """The run goes to the end of the epoch that was asked for; cancel leaves it where it is."""
    window.actions_by_words["Run to"].trigger()
    dialog = _dialog(window, "Run to")
    _type(qtbot, dialog, "3")
    _answer(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    window.session.settle()
    assert window.session.model.cursor.update == 48
    window.actions_by_words["Run to"].trigger()
    _answer(qtbot, _dialog(window, "Run to"), QDialogButtonBox.StandardButton.Cancel)
    assert window.session.model.cursor.update == 48


def test_a_bookmark_is_kept_and_led_back_to(window: Window, qtbot: QtBot) -> None:
    """A note is kept with its place, in the document; the key goes back there, and round from the last to the first."""
    window.session.dispatch(Seek(7, 3))
    window.actions_by_words["Bookmark here"].trigger()
    dialog = _dialog(window, "Bookmark")
    qtbot.keyClicks(dialog.findChild(QLineEdit), "look")
    _answer(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert window.session.model.marks.bookmarks == (Bookmark(7, 3, "look"),)
    assert window.session.model.unsaved
    window.session.dispatch(Seek(2))
    window.actions_by_words["Next bookmark"].trigger()
    window.session.settle()
    assert (window.session.model.cursor.update, window.session.model.cursor.line) == (7, 3)
    window.actions_by_words["Bookmark before"].trigger()
    assert window.session.model.cursor.update == 7
    window.session.undo()
    assert not window.actions_by_words["Next bookmark"].isEnabled()


def test_a_stop_is_set_and_taken_away(window: Window, qtbot: QtBot) -> None:
    """A condition is set with its limit, and taken away again in the same dialog."""
    window.actions_by_words["Stop when"].trigger()
    dialog = _dialog(window, "Stop when")
    combo = dialog.findChild(QComboBox)
    combo.setCurrentIndex(combo.findText("epoch", Qt.MatchFlag.MatchContains))
    _type(qtbot, dialog, "2")
    _answer(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)
    assert window.session.model.marks.breakpoints == (Breakpoint(Condition.EPOCH, 2.0),)
    window.actions_by_words["Stop when"].trigger()
    dialog = _dialog(window, "Stop when")
    remover = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Remove")
    qtbot.mouseClick(remover, Qt.MouseButton.LeftButton)
    assert window.session.model.marks.breakpoints == ()
    _answer(qtbot, dialog, QDialogButtonBox.StandardButton.Cancel)

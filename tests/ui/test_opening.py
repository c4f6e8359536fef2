"""From the start screen into an experiment: the first backward pass, a template, a file, a table, drawn points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import FIRST_PASS, templates
from gdsim.state.intents import Saved, SetField
from gdsim.ui.document_file import save_file
from gdsim.ui.start_screen.csv_dialog import CsvDialog
from gdsim.ui.start_screen.draw_dialog import DrawPointsDialog
from gdsim.ui.window import Window


@pytest.fixture
def window(qtbot: QtBot) -> Callable[..., Window]:
    """A window that has just started."""

    def make(remember: bool = False) -> Window:
        shown = Window(read(templates()[FIRST_PASS].path), remember=remember, start=True)
        qtbot.addWidget(shown, before_close_func=_nothing_to_keep)
        shown.show()
        qtbot.waitExposed(shown)
        return shown

    return make


def _nothing_to_keep(window: Window) -> None:
    window.session.dispatch(Saved(Path("nowhere.gdsim"), window.session.model.experiment))


def test_space_begins_the_first_backward_pass(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Space begins; each further press computes one gradient, from the output to the input, and changes no weight."""
    shown = window()
    assert shown.pages.start is not None
    qtbot.keyClick(shown.pages.start.begin_card, Qt.Key.Key_Space)
    assert shown.pages.currentWidget() is shown.bench
    before = shown.session.snapshot.trace["theta"].copy()
    assert shown.session.snapshot.value("L") is not None and shown.session.snapshot.value("delta2") is None
    written = []
    for _ in range(8):
        shown.actions_by_words["Step"].trigger()
        written.append(shown.session.snapshot.line.writes)
    assert written[0] == "delta2" and written[-1] == "db1"
    assert shown.session.snapshot.value("dW1") is not None and shown.session.snapshot.value("step") is None
    assert (shown.session.snapshot.trace["theta"] == before).all()


def test_the_runs_keys_sleep_on_the_start_screen(window: Callable[..., Window]) -> None:
    """Nothing hidden is stepped by a key; the way back to the experiment is there."""
    shown = window()
    place = shown.session.model.cursor
    assert not shown.actions_by_words["Play or pause"].isEnabled()
    shown.actions_by_words["Step"].trigger()
    assert shown.session.model.cursor == place
    shown.actions_by_words["Back to the experiment"].trigger()
    shown.actions_by_words["Step"].trigger()
    assert shown.session.model.cursor != place


def test_a_template_opens_and_ctrl_n_comes_back(window: Callable[..., Window], qtbot: QtBot) -> None:
    """A number key opens a template; Ctrl+N comes back, and what was changed waits behind."""
    shown = window()
    assert shown.pages.start is not None
    qtbot.keyClick(shown.pages.start, Qt.Key.Key_2)
    assert shown.pages.currentWidget() is shown.bench
    assert len(shown.session.model.experiment.network.layers) == 3
    shown.session.dispatch(SetField("optimizer.learning_rate", 0.5))
    shown.actions_by_words["New: start screen"].trigger()
    assert shown.windowTitle() == "gdsim"
    shown.pages.show_bench()
    assert shown.session.model.experiment.optimizer.settings["learning_rate"] == 0.5


def test_recent_files_outlive_the_window(window: Callable[..., Window], tmp_path: Path, qtbot: QtBot) -> None:
    """A file that was saved is on the start screen and in the menu of the next window, until it is taken off."""
    shown = window(remember=True)
    shown.pages.show_bench()
    path = tmp_path / "mine.gdsim"
    assert save_file(shown.session, path)
    shown.opening.remember()
    again = window(remember=True)
    assert [entry.path for entry in again.opening.recent.entries] == [path]
    menu = QMenu(again)
    again.opening.fill_menu(menu)
    menu.actions()[0].trigger()
    assert again.session.model.path == path
    again.opening.forget(path)
    assert path.is_file() and again.opening.recent.entries == ()


def test_a_table_asks_what_to_learn(window: Callable[..., Window], tmp_path: Path, qtbot: QtBot) -> None:
    """A dropped table opens its question; what comes of it is an experiment on its columns."""
    shown = window()
    table = tmp_path / "t.csv"
    table.write_text("a,b,y\n" + "".join(f"{n},{n * n},{2 * n}\n" for n in range(20)))
    from gdsim.ui import dialogs

    dialogs.open_dropped(shown, [table])
    (dialog,) = shown.findChildren(CsvDialog)
    dialog.check()
    dialog.accept()
    assert shown.session.model.experiment.data.source == "csv"
    assert shown.pages.currentWidget() is shown.bench


def test_drawn_points_become_an_experiment(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Points of two classes, then Open: they are the data of a new experiment."""
    shown = window()
    shown.actions_by_words["Draw points"].trigger()
    (dialog,) = shown.findChildren(DrawPointsDialog)
    assert dialog.experiment is None
    dialog.plane.added.emit(0.2, 0.3)
    dialog.plane.kind_wanted.emit(1)
    dialog.plane.added.emit(-0.4, 0.1)
    assert dialog.experiment is not None
    dialog.accept()
    assert shown.session.model.experiment.data.source == "inline"
    assert shown.session.snapshot.samples.x.shape[1] == 2

"""The real window, driven as a person does: build, step, play, scrub, change, save, reopen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from gdsim.core.program import Stage
from gdsim.core.registries import OPTIMIZERS
from gdsim.core.trace import Cursor
from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import AddLayer, GoToStage, Saved, Seek, SetField, Step
from gdsim.state.model import Granularity
from gdsim.ui.document_file import save_file
from gdsim.ui.start_screen.csv_dialog import CsvDialog
from gdsim.ui.window import Window

CONTRACT_NAMES = [
    "rewind",
    "back",
    "play",
    "step",
    "update",
    "epoch",
    "granularity",
    "speed",
    "timeline",
    "canvas",
    "inspector",
    "ribbon",
    "data",
    "sampling",
    "network",
    "loss",
    "optimizer",
]


@pytest.fixture
def window(qtbot: QtBot) -> Callable[..., Window]:
    """A shown window on a shipped experiment or a file."""

    def make(name: str = "moons-adam", path: Path | None = None) -> Window:
        experiment = read(path or templates()[name].path)
        one = Window(experiment, path, remember=False)
        qtbot.addWidget(one, before_close_func=leave)
        one.show()
        qtbot.waitExposed(one)
        one.build_plots()
        return one

    return make


def leave(window: Window) -> None:
    """Nothing to keep: closing must not ask."""
    if not window.session.model.unsaved:
        return
    window.session.play(False)
    window.session.dispatch(Saved(Path("nowhere.gdsim"), window.session.model.experiment))


def button(window: Window, name: str) -> QPushButton:
    """A button of the transport by the name of the contract."""
    found = window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def press(
    window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A shortcut, through its action: offscreen there is no window manager to give the focus."""
    for action in window.actions_by_words.values():
        for shortcut in action.shortcuts():
            combination = shortcut[0]
            if combination.key() == key and combination.keyboardModifiers() == modifier:
                action.trigger()
                return
    raise AssertionError((key, modifier))


def test_every_control_has_the_contracts_name(window: Callable[..., Window]) -> None:
    """The object names of the contract are there, each once."""
    shown = window()
    for name in CONTRACT_NAMES:
        assert len(shown.findChildren(QWidget, name)) == 1, name


def test_starts_on_a_prepared_example_ready_to_step(window: Callable[..., Window], qtbot: QtBot) -> None:
    """The first press of Step does the first operation; nothing moves before it."""
    shown = window()
    assert shown.session.model.cursor == Cursor(1, 0)
    qtbot.mouseClick(button(shown, "step"), Qt.MouseButton.LeftButton)
    assert shown.session.model.cursor == Cursor(1, 1)
    assert shown.session.snapshot.stage is Stage.SAMPLE


def test_buttons_and_keys_step_forth_and_back(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Step, update, epoch and back by click and by key; every press counts once."""
    shown = window()
    lines = len(shown.session.snapshot.program.lines)
    qtbot.mouseClick(button(shown, "update"), Qt.MouseButton.LeftButton)
    assert shown.session.model.cursor == Cursor(1, lines)
    qtbot.mouseClick(button(shown, "epoch"), Qt.MouseButton.LeftButton)
    shown.session.settle()
    assert shown.session.model.cursor == Cursor(16, lines)
    press(shown, Qt.Key.Key_Right)
    assert shown.session.model.cursor == Cursor(17, 1)
    press(shown, Qt.Key.Key_Left)
    press(shown, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert shown.session.model.cursor == Cursor(17, lines)
    press(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert shown.session.model.cursor == Cursor(16, lines)
    press(shown, Qt.Key.Key_Home)
    assert shown.session.model.cursor == Cursor(1, 0)
    assert not button(shown, "back").isEnabled()


@pytest.mark.parametrize("by", list(Granularity))
def test_step_and_back_go_by_the_chosen_granularity(
    window: Callable[..., Window], qtbot: QtBot, by: Granularity
) -> None:
    """The chosen granularity is what Step and Back do, and back returns to the same numbers."""
    shown = window("mazur")
    for one in shown.findChild(QWidget, "granularity").findChildren(QPushButton):
        if one.property("choice") == by.value:
            qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert shown.session.model.granularity is by
    places = []
    for _ in range(5):
        places.append(shown.session.model.cursor)
        qtbot.mouseClick(button(shown, "step"), Qt.MouseButton.LeftButton)
    for place in reversed(places):
        qtbot.mouseClick(button(shown, "back"), Qt.MouseButton.LeftButton)
        assert shown.session.model.cursor == place


def test_play_moves_until_it_is_paused(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Play moves by itself until it is paused, at the speed of the slider."""
    shown = window()
    shown.findChild(QSlider, "speed").setValue(100)
    qtbot.mouseClick(button(shown, "play"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.session.model.cursor.update > 2, timeout=10000)
    qtbot.mouseClick(button(shown, "play"), Qt.MouseButton.LeftButton)
    stopped = shown.session.model.cursor
    QApplication.processEvents()
    assert shown.session.model.cursor == stopped


def test_a_drag_on_the_timeline_meets_the_same_numbers(window: Callable[..., Window], qtbot: QtBot) -> None:
    """A drag along the timeline goes to any update that has been run, and the numbers there are the same again."""
    shown = window()
    shown.session.dispatch(Seek(224))
    shown.session.settle()
    bar = shown.findChild(QWidget, "timeline")
    y = bar.height() // 2
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 20, y))
    qtbot.mouseMove(bar, QPoint(bar.width() // 2, y))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, y))
    shown.session.settle()
    middle = shown.session.model.cursor.update
    assert 60 < middle < 180
    theta = shown.session.snapshot.trace["theta"].tobytes()
    again = window()
    again.session.dispatch(Seek(middle))
    again.session.settle()
    assert again.session.snapshot.trace["theta"].tobytes() == theta


def test_a_network_is_built_through_the_panels(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Another data set and another layer, by the controls themselves; then a whole update is stepped."""
    shown = window("xor")
    source = shown.findChild(QWidget, "data").findChild(QComboBox, "data.source")
    index = source.findText("circle", Qt.MatchFlag.MatchContains)
    source.setCurrentIndex(index)
    source.activated.emit(index)
    assert shown.session.model.experiment.data.source == "circles"
    before = len(shown.session.model.experiment.network.layers)
    shown.session.dispatch(AddLayer(1))
    assert len(shown.session.model.experiment.network.layers) == before + 1
    for _ in range(len(shown.session.snapshot.program.lines)):
        qtbot.mouseClick(button(shown, "step"), Qt.MouseButton.LeftButton)
    assert shown.session.snapshot.finished


def test_save_and_reopen_gives_the_same_numbers(
    window: Callable[..., Window], qtbot: QtBot, tmp_path: Path
) -> None:
    """A saved document opens at the same place with the same parameters, and the title says when it is unsaved."""
    shown = window("penguins")
    shown.session.dispatch(SetField("optimizer.learning_rate", 0.05))
    shown.session.dispatch(Seek(30))
    shown.session.settle()
    assert shown.isWindowModified()
    path = tmp_path / "my penguins ü.gdsim"
    assert save_file(shown.session, path)
    assert not shown.isWindowModified() and path.name in shown.windowTitle()
    again = window(path=path)
    again.session.settle()
    assert again.session.model.cursor == shown.session.model.cursor
    a, b = again.session.snapshot.trace, shown.session.snapshot.trace
    assert a["theta_next"].tobytes() == b["theta_next"].tobytes()


def test_a_dropped_experiment_or_table_opens(window: Callable[..., Window], tmp_path: Path) -> None:
    """An experiment or a table dropped anywhere opens; the table becomes an experiment that fits it."""
    shown = window()
    (tmp_path / "t.csv").write_text(
        "a,b,kind\n" + "".join(f"{n},{n * n},{'xyz'[n % 3]}\n" for n in range(30))
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "t.csv"))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    shown.dropEvent(event)
    (dialog,) = shown.findChildren(CsvDialog)
    dialog.check()
    dialog.accept()
    assert shown.session.model.experiment.data.source == "csv"
    assert shown.session.snapshot.samples.classes == ("x", "y", "z")
    shown.session.dispatch(Step(Granularity.UPDATE))
    assert shown.session.snapshot.finished


def test_a_temporary_optimizer_appears(window: Callable[..., Window], tmp_path: Path) -> None:
    """One file adds an optimizer: it is in the form, can be chosen there and steps."""
    (tmp_path / "signed.py").write_text(
        '''"""Signed: step by the learning rate against the sign."""
from gdsim.core.declaration import Optimizer, Rule, Source
from gdsim.core.parameter import learning_rate
from gdsim.core.symbols import STEP

OPTIMIZER = Optimizer(
    key="signed", name="Signed", parameters=(learning_rate(0.01),),
    rule=(Rule(STEP, "-learning_rate * sign(g)", "Step against the sign."),),
    source=Source("a test", "here"),
)
'''
    )
    with OPTIMIZERS.including(tmp_path / "signed.py"):
        shown = window("xor")
        method = shown.findChild(QComboBox, "optimizer.method")
        index = method.findText("Signed", Qt.MatchFlag.MatchContains)
        assert index >= 0
        method.setCurrentIndex(index)
        method.activated.emit(index)
        assert shown.session.model.experiment.optimizer.method == "signed"
        shown.session.dispatch(Step(Granularity.UPDATE))
        step = shown.session.snapshot.trace["step"]
        # The learning rate of the document is kept, for it is not the default of the method before.
        assert set(np.abs(step[step != 0]).round(12)) == {0.05}
        # Outside the block the optimizer is unknown, and so would be the document.
        leave(shown)
        shown.close()


def test_a_space_in_a_field_does_not_step(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Keys that a field needs stay with the field."""
    shown = window()
    field = shown.findChild(QWidget, "optimizer").findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Left)
    qtbot.keyClick(field, Qt.Key.Key_Home)
    assert shown.session.model.cursor == Cursor(1, 0)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
def test_the_window_fits_every_size_in_every_theme(
    window: Callable[..., Window], theme: str, size: tuple[int, int]
) -> None:
    """The window takes each size and draws each stage without a Qt warning."""
    shown = window()
    shown.use_theme(theme)
    shown.resize(*size)
    QApplication.processEvents()
    assert (shown.width(), shown.height()) == size
    for stage in Stage:
        shown.session.dispatch(GoToStage(stage))
        assert not shown.grab().isNull()


def test_a_closed_window_stops_playing(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Closing ends a run that plays."""
    shown = window()
    shown.session.play(True)
    shown.close()
    assert not shown.session.snapshot.playing


def test_closing_with_changes_asks_without_blocking(window: Callable[..., Window], qtbot: QtBot) -> None:
    """Changes are asked about before a window closes: cancel keeps it, discard closes it."""
    shown = window("xor")
    shown.session.dispatch(SetField("optimizer.learning_rate", 0.02))
    shown.close()
    (box,) = shown.findChildren(QMessageBox)
    assert shown.isVisible() and box.isVisible()
    qtbot.mouseClick(box.button(QMessageBox.StandardButton.Cancel), Qt.MouseButton.LeftButton)
    assert shown.isVisible()
    shown.close()
    box = next(one for one in shown.findChildren(QMessageBox) if one.isVisible())
    qtbot.mouseClick(box.button(QMessageBox.StandardButton.Discard), Qt.MouseButton.LeftButton)
    assert not shown.isVisible()


def test_keys_go_on_stepping_after_a_click(window: Callable[..., Window], qtbot: QtBot) -> None:
    """A click on a button or a choice does not take the keys away from the transport."""
    shown = window()
    qtbot.mouseClick(button(shown, "step"), Qt.MouseButton.LeftButton)
    for one in shown.findChild(QWidget, "granularity").findChildren(QPushButton):
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
        assert not one.hasFocus()
    assert not button(shown, "step").hasFocus()


def test_launch_takes_a_file_or_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    """The front door opens the start screen, or the file that it is given."""
    from gdsim.ui import launch

    shown = launch([])
    qtbot.addWidget(shown, before_close_func=leave)
    assert shown.isVisible() and shown.session.model.path is None
    assert shown.pages.currentWidget() is shown.pages.start
    path = tmp_path / "m.gdsim"
    path.write_bytes(templates()["mazur"].path.read_bytes())
    other = launch([str(path)])
    qtbot.addWidget(other, before_close_func=leave)
    assert other.session.model.path == path
    assert other.pages.currentWidget() is other.bench
    assert [entry.path for entry in other.opening.recent.entries] == [path]

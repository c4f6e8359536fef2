"""The timeline: the whole run, and the way to any update of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.core.experiment import Amendment
from gdsim.core.program import Stage
from gdsim.state.intents import Seek
from gdsim.state.marks import Bookmark, Breakpoint, Condition, Marks, with_marks
from gdsim.ui import theme
from gdsim.ui.panels.icon_button import IconButton
from gdsim.ui.timeline_bar import TimelineBar
from gdsim.ui.timeline_track import TimelineTrack
from tests.ui.plots.snapshots import case


def shown(qtbot: QtBot, snapshot: object) -> TimelineBar:
    """A timeline on the screen with a snapshot in it."""
    bar = TimelineBar()
    qtbot.addWidget(bar)
    bar.resize(700, 130)
    bar.apply_theme(theme.current())
    with qtbot.waitExposed(bar):
        bar.show()
    bar.show_snapshot(snapshot)  # type: ignore[arg-type]
    return bar


def place(track: TimelineTrack, update: int) -> QPoint:
    """Where an update stands."""
    laid = track.layout_track()
    assert laid is not None
    return QPoint(round(laid.x(update)), track.height() // 2)


def test_a_drag_goes_to_each_update_on_the_way(qtbot: QtBot) -> None:
    """A drag sends one wish for each move of the mouse, from the press on."""
    bar = shown(qtbot, case().at(100, run=160))
    wishes: list[object] = []
    bar.wanted.connect(wishes.append)
    QTest.mousePress(bar.track, Qt.MouseButton.LeftButton, pos=place(bar.track, 40))
    for update in (50, 60):
        QTest.mouseMove(bar.track, place(bar.track, update))
    QTest.mouseRelease(bar.track, Qt.MouseButton.LeftButton, pos=place(bar.track, 60))
    assert wishes == [Seek(40), Seek(50), Seek(60)]


def test_a_drag_beyond_the_track_stays_at_the_end(qtbot: QtBot) -> None:
    """A pointer that slips off the track does not leave the run."""
    bar = shown(qtbot, case().at(100, run=160))
    wishes: list[object] = []
    bar.wanted.connect(wishes.append)
    QTest.mousePress(bar.track, Qt.MouseButton.LeftButton, pos=QPoint(0, 30))
    QTest.mouseMove(bar.track, QPoint(bar.track.width() + 50, 30))
    assert wishes == [Seek(1), Seek(160)]


def test_before_the_first_update_it_says_what_to_do(qtbot: QtBot) -> None:
    """Nothing to drag; the words stand where the curve will be."""
    bar = shown(qtbot, case().at(1, line=2))
    with qtbot.assertNotEmitted(bar.wanted):
        QTest.mouseClick(bar.track, Qt.MouseButton.LeftButton)
        QTest.keyClick(bar.track, Qt.Key.Key_PageUp)
    assert bar.track.accessibleDescription() == "No update yet: press Step"
    assert bar.card.caption_label.text() == ""


def test_left_and_right_are_left_to_the_transport(qtbot: QtBot) -> None:
    """They step through the lines of an update; the timeline must not eat them."""
    bar = shown(qtbot, case().at(100, run=160))
    passed: list[int] = []
    bar.keyPressEvent = lambda event: passed.append(event.key())  # type: ignore[method-assign]
    with qtbot.assertNotEmitted(bar.wanted):
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Space):
            QTest.keyClick(bar.track, key)
    assert bar.track.value() == 100


@pytest.mark.parametrize(
    ("key", "update"), [(Qt.Key.Key_PageUp, 112), (Qt.Key.Key_PageDown, 96)], ids=["up", "down"]
)
def test_page_keys_seek_the_ends_of_epochs(qtbot: QtBot, key: Qt.Key, update: int) -> None:
    """From update 100 of epochs of 16 on to the end of epoch 7, or back to that of epoch 6."""
    bar = shown(qtbot, case().at(100, run=160))
    with qtbot.waitSignal(bar.wanted) as wanted:
        QTest.keyClick(bar.track, key)
    assert wanted.args == [Seek(update)]


def test_a_screen_reader_finds_a_slider(qtbot: QtBot) -> None:
    """With a name, a range, a value in words; setting its value is a seek."""
    bar = shown(qtbot, case().at(100, run=160))
    found = QAccessible.queryAccessibleInterface(bar.track)
    assert found.role() == QAccessible.Role.Slider
    assert found.text(QAccessible.Text.Name) == "Timeline"
    assert (bar.track.minimum(), bar.track.maximum(), bar.track.value()) == (1, 160, 100)
    assert bar.track.accessibleDescription() == "epoch 7, update 4 of 160 made"
    with qtbot.waitSignal(bar.wanted) as wanted:
        bar.track.setValue(33)
    assert wanted.args == [Seek(33)]


def test_a_new_snapshot_sends_no_wish(qtbot: QtBot) -> None:
    """Otherwise the window would go round in circles."""
    made = case()
    bar = shown(qtbot, made.at(100, run=160))
    with qtbot.assertNotEmitted(bar.wanted):
        bar.show_snapshot(made.at(7))
    assert bar.track.value() == 7


def test_the_cursor_is_magenta_during_backprop_only(qtbot: QtBot) -> None:
    """Magenta is the gradient, and nothing else."""
    made = case()
    lines = made.at(100, run=160).program.stage_lines(Stage.BACKPROP)
    for line, role in ((lines[0] + 1, "gradient"), (None, "action"), (1, "action")):
        bar = shown(qtbot, made.at(100, line))
        seen = bar.track.grab().toImage().pixelColor(place(bar.track, 100).x(), bar.track.height() // 2)
        wanted = QColor(theme.current().colour(role))
        assert abs(seen.red() - wanted.red()) + abs(seen.green() - wanted.green()) < 90, role


def test_amendments_and_divergence_are_marked(qtbot: QtBot) -> None:
    """A flag with words where something was changed, and a mark where the run broke off."""
    made = case().amended(Amendment(40, "optimizer.learning_rate", 0.5))
    bar = shown(qtbot, made.at(100))
    assert bar.track.tip_at(place(bar.track, 40).x()) == "from update 40: learning rate → 0.5"
    assert bar.track.tip_at(place(bar.track, 80).x()) == ""
    broken = case("sine", (6, 1), "identity", "mean_squared_error", rate=5.0, method="gd").at(400)
    assert broken.diverged is not None
    bar.show_snapshot(broken)
    bar.grab()
    assert "smaller learning rate" in bar.track.tip_at(place(bar.track, broken.diverged.update).x())


def test_the_picture_is_painted_once_for_a_drag(qtbot: QtBot) -> None:
    """Moving the cursor copies the curves, whatever their length; a new update paints them anew."""
    made = case()
    bar = shown(qtbot, made.at(100, run=160))
    bar.grab()
    picture = bar.track._picture
    bar.show_snapshot(made.at(20))
    bar.grab()
    assert bar.track._picture is picture
    bar.show_snapshot(made.at(161))
    bar.grab()
    assert bar.track._picture is not picture


def test_a_bookmark_leads_back_to_its_line(qtbot: QtBot) -> None:
    """A click on its flag goes to the very line that was marked; below the flags the track is a track."""
    made = case()
    snapshot = made.at(100, run=160)
    marks = Marks((Bookmark(60, 5, "look here"),), (Breakpoint(Condition.EPOCH, 2),))
    marked = replace(snapshot, model=replace(snapshot.model, experiment=with_marks(made.experiment, marks)))
    bar = shown(qtbot, marked)
    at = place(bar.track, 60)
    wishes: list[object] = []
    bar.wanted.connect(wishes.append)
    QTest.mouseClick(bar.track, Qt.MouseButton.LeftButton, pos=QPoint(at.x(), 8))
    QTest.mouseClick(bar.track, Qt.MouseButton.LeftButton, pos=at)
    assert wishes == [Seek(60, 5), Seek(60)]
    assert bar.track.tip_at(at.x()) == "look here"
    assert "epoch 2 is complete" in bar.track.tip_at(place(bar.track, 32).x())
    assert not bar.grab().isNull()


def test_buttons_of_the_timeline_ask_the_window(qtbot: QtBot) -> None:
    """Bookmark, stop when and run to are one click away."""
    bar = shown(qtbot, case().at(100, run=160))
    for button, signal in zip(
        bar.findChildren(IconButton),
        (bar.bookmark_wanted, bar.stop_wanted, bar.run_to_wanted),
        strict=True,
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

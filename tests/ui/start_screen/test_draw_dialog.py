"""Drawing points of classes or of a curve, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from gdsim.files.samples import samples_of
from gdsim.ui.start_screen.draw_dialog import DrawPointsDialog
from gdsim.ui.start_screen.drawing import MOST, REACH, Drawing, Drawn

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def dialog(qtbot: QtBot, owner: QWidget) -> DrawPointsDialog:
    """An empty plane on the screen."""
    made = DrawPointsDialog(owner)
    with qtbot.waitActive(made):
        made.open()
        made.activateWindow()
    return made


def click(dialog: DrawPointsDialog, across: float, down: float, button: Qt.MouseButton = LEFT) -> None:
    """A click at a share of the plane's width and height."""
    plane = dialog.plane
    QTest.mouseClick(plane, button, pos=QPoint(int(across * plane.width()), int(down * plane.height())))


def allowed(dialog: DrawPointsDialog) -> bool:
    """Whether it can be opened."""
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Open).isEnabled()


def test_points_of_two_classes_can_be_opened(dialog: DrawPointsDialog, qtbot: QtBot) -> None:
    """Clicks add points of the chosen class; 2 chooses the other; with both it opens with the rows in it."""
    assert not allowed(dialog)
    click(dialog, 0.25, 0.25)
    assert "class 1" in dialog.message.text() and not allowed(dialog)
    QTest.keyClick(dialog.plane, Qt.Key.Key_2)
    click(dialog, 0.75, 0.75)
    click(dialog, 0.8, 0.7)
    assert [point.kind for point in dialog.drawing.points] == [0, 1, 1]
    assert dialog.drawing.points[0].x < 0 < dialog.drawing.points[0].y
    with qtbot.waitSignal(dialog.made) as opened:
        dialog.accept()
    samples = samples_of(opened.args[0])
    assert samples.x.shape == (2, 3)
    assert samples.y.tolist() == [[0.0, 1.0, 1.0]]


def test_a_curve_is_drawn_over_a_number_line(dialog: DrawPointsDialog) -> None:
    """Over a number line across is the input and up is the target; the classes' points are kept for later."""
    click(dialog, 0.3, 0.3)
    dialog.mode.button("line").click()
    assert dialog.drawing.points == ()
    click(dialog, 0.25, 0.3)
    click(dialog, 0.75, 0.6)
    experiment = dialog.experiment
    assert experiment is not None
    samples = samples_of(experiment)
    assert samples.x.shape == (1, 2)
    assert samples.y[0, 0] > 0 > samples.y[0, 1]
    dialog.mode.button("classes").click()
    assert len(dialog.drawing.points) == 1


def test_points_can_be_removed_and_undone(dialog: DrawPointsDialog) -> None:
    """A right click removes the point under it; Ctrl+Z takes any change back."""
    click(dialog, 0.3, 0.3)
    click(dialog, 0.6, 0.6)
    both = dialog.drawing.points
    click(dialog, 0.3, 0.3, RIGHT)
    assert dialog.drawing.points == both[1:]
    click(dialog, 0.9, 0.1, RIGHT)
    assert dialog.drawing.points == both[1:]
    QTest.keyClick(dialog.plane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.drawing.points == both
    dialog.clear_button.click()
    assert dialog.drawing.points == ()
    QTest.keyClick(dialog.plane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.drawing.points == both


def test_points_are_drawn_by_keyboard(dialog: DrawPointsDialog) -> None:
    """Arrows move the cross, Space adds there, Delete removes the nearest; nothing leaves the plane."""
    plane = dialog.plane
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(plane, key)
    QTest.keyClick(plane, Qt.Key.Key_Space)
    assert dialog.drawing.points == (Drawn(0.2, 0.1, 0),)
    for _ in range(9):
        QTest.keyClick(plane, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert plane.cross == (-REACH, 0.1)
    QTest.keyClick(plane, Qt.Key.Key_Delete)
    assert dialog.drawing.points == ()


@pytest.mark.parametrize("mode", ["classes", "line"])
def test_drawn_points_are_seen_in_both_modes(dialog: DrawPointsDialog, mode: str) -> None:
    """Empty and with points, in both modes; points are to be seen."""
    dialog.mode.button(mode).click()
    empty = dialog.plane.grab().toImage()
    click(dialog, 0.3, 0.3)
    assert dialog.plane.grab().toImage() != empty


def test_a_full_plane_stays_as_it_is() -> None:
    """There is a most; beyond it a click adds nothing."""
    drawing = Drawing(tuple(Drawn(0, 0) for _ in range(MOST)))
    assert drawing.added(Drawn(1, 1)) is drawing
    assert Drawing().undone() == Drawing()


def test_points_stay_in_the_plane() -> None:
    """A place outside is moved to the rim."""
    assert Drawing().added(Drawn(9, -9)).points == (Drawn(REACH, -REACH),)

"""The canvas as a widget: what it shows, says and wants."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.state.intents import Select, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.canvas.canvas import Canvas
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge
from gdsim.ui.canvas.header import sample_rect, sample_words
from tests.ui.canvas.scenes import Scene, mazur, moons, penguins


def shown(
    qtbot: QtBot, snapshot: Snapshot, size: tuple[int, int] = (790, 530)
) -> tuple[Canvas, list[object]]:
    """A canvas on the screen and the list of what it wants."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.reduced_motion = True
    wants: list[object] = []
    canvas.wanted.connect(wants.append)
    canvas.resize(*size)
    canvas.show_snapshot(snapshot)
    canvas.show()
    return canvas, wants


def frame_of(canvas: Canvas) -> Frame:
    """What it paints from."""
    frame = canvas.frame()
    assert frame is not None
    return frame


def click(canvas: Canvas, point: QPointF) -> None:
    """A click of the left button."""
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point.toPoint())


def gradient_pixels(canvas: Canvas, left: float, right: float) -> int:
    """How many pixels between two columns are of the gradient's colour, or nearly."""
    picture = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)
    wanted = QColor(theme.current().gradient)
    area = frame_of(canvas).placement.area
    part = pixels[int(area.top()) : int(area.bottom()), int(left) : int(right), :3].astype(int)
    away = np.abs(part - np.array([wanted.blue(), wanted.green(), wanted.red()])).max(axis=2)
    return int((away < 12).sum())


@pytest.mark.parametrize("scene", [moons, mazur, penguins, lambda: penguins((32, 16))])
@pytest.mark.parametrize("size", [(320, 220), (790, 530), (1900, 1000)])
def test_paints_every_line(qtbot: QtBot, scene: object, size: tuple[int, int]) -> None:
    """Every line of an update can be shown at every size, with something selected and in view."""
    made: Scene = scene()  # type: ignore[operator]
    canvas, _ = shown(qtbot, made.after(None), size)
    for name in (None, *made.lines(2)):
        canvas.show_snapshot(made.after(name, 2, selected="W1[1,1]"))
        assert not canvas.grab().isNull()


def test_every_line_of_backprop_changes_the_picture(qtbot: QtBot) -> None:
    """No operation of the forward pass or of backprop leaves the picture as it was."""
    canvas, _ = shown(qtbot, moons().after(None, 184))
    before = canvas.grab().toImage()
    for name in moons().lines()[: moons().lines().index("g")]:
        canvas.show_snapshot(moons().after(name, 184))
        picture = canvas.grab().toImage()
        assert picture != before, name
        before = picture


def test_arrows_stand_only_where_gradients_are(qtbot: QtBot) -> None:
    """Between input and first layer there is no magenta until ∂L/∂W¹ is computed."""
    canvas, _ = shown(qtbot, moons().after("dW2", 184))
    columns = frame_of(canvas).placement.columns
    room = columns[0].right + 12, columns[1].left - 12
    assert gradient_pixels(canvas, *room) == 0
    canvas.show_snapshot(moons().after("dW1", 184))
    assert gradient_pixels(canvas, *room) > 50


def test_click_selects_a_weight(qtbot: QtBot) -> None:
    """A click on an edge wants its weight selected."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184))
    click(canvas, frame_of(canvas).placement.point(Edge(1, 0, 0), 0.5))
    assert wants == [Select("W1[1,1]")]


def test_click_selects_a_bias(qtbot: QtBot) -> None:
    """A click on a unit wants its bias selected; an input has none."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184))
    columns = frame_of(canvas).placement.columns
    click(canvas, columns[1].centres[1])
    click(canvas, columns[0].centres[0])
    assert wants == [Select("b1[2]")]


def test_fixed_biases_cannot_be_selected(qtbot: QtBot) -> None:
    """A bias that is not trained is no parameter to point at."""
    canvas, wants = shown(qtbot, mazur().after("a2"))
    click(canvas, frame_of(canvas).placement.columns[1].centres[0])
    assert not wants


def test_click_beside_everything_selects_nothing(qtbot: QtBot) -> None:
    """A click on the ground takes the selection away, once."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184, selected="W1[1,1]"))
    click(canvas, QPointF(4, 200))
    assert wants == [Select(None)]


def test_hover_reads_and_says_what_is_not_computed(qtbot: QtBot) -> None:
    """The card of a weight below backprop says that its gradient is not computed yet."""
    from gdsim.ui.canvas.card import card_rows

    canvas, _ = shown(qtbot, moons().after("dW2", 184))
    below, here = Edge(1, 0, 0), Edge(2, 2, 1)
    QTest.mouseMove(canvas, frame_of(canvas).placement.point(below, 0.5).toPoint())
    frame = frame_of(canvas)
    assert frame.hovered == below
    assert "not computed yet" in card_rows(frame, below)[1][0]
    assert "+0.6075" in card_rows(frame, here)[0][0] and "−0.0465" in card_rows(frame, here)[1][0]


def test_arrow_keys_go_through_the_batch(qtbot: QtBot) -> None:
    """Up and Down look at the neighbours in the batch, and stop at its ends."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184, sample=8))
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    canvas.show_snapshot(moons().after("dW2", 184, sample=9))
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert wants == [ViewSample(9), ViewSample(7)]


def test_sample_list(qtbot: QtBot) -> None:
    """The words at the top right open a list of the batch; an entry looks at that sample."""
    snapshot = moons().after("dW2", 184, sample=8)
    canvas, wants = shown(qtbot, snapshot)
    assert sample_words(snapshot) == "sample 9 of 10 in this batch ▾ · row 43"
    click(canvas, sample_rect(snapshot, frame_of(canvas).placement).center())
    entries = canvas.samples_menu.actions()
    assert len(entries) == 10 and entries[8].isChecked()
    entries[3].trigger()
    canvas.samples_menu.close()
    assert wants == [ViewSample(3)]


def test_no_sample_before_one_is_drawn(qtbot: QtBot) -> None:
    """Before the first line no sample is in view, and the keys want nothing."""
    canvas, wants = shown(qtbot, moons().after(None))
    assert sample_words(moons().after(None)) == ""
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert not wants


def test_accessible(qtbot: QtBot) -> None:
    """A screen reader gets the sentence and the state of every layer."""
    canvas, _ = shown(qtbot, moons().after("dW2", 184, sample=8))
    said = canvas.accessibleDescription()
    assert said.startswith("Backprop of hidden layer 2") and "norm of ∂L/∂W not computed yet" in said


def test_motion_ends_with_the_widget(qtbot: QtBot) -> None:
    """A step moves the arrows for a moment; hiding the canvas ends that, and reduced motion never starts it."""
    canvas, _ = shown(qtbot, moons().after("delta2", 184))
    canvas.show_snapshot(moons().after("dW2", 184))
    assert frame_of(canvas).flow == 1.0
    canvas.reduced_motion = False
    canvas.show_snapshot(moons().after("delta2", 184))
    canvas.show_snapshot(moons().after("dW2", 184))
    assert frame_of(canvas).flow < 1.0
    canvas.hide()
    assert frame_of(canvas).flow == 1.0


def test_a_selection_of_another_network_is_harmless(qtbot: QtBot) -> None:
    """A label that this network does not have rings nothing."""
    canvas, _ = shown(qtbot, mazur().after("a2", selected="W9[1,1]"))
    assert frame_of(canvas).selected is None
    canvas.show_snapshot(mazur().after("a2", selected="W1[9,1]"))
    assert frame_of(canvas).selected is None
    assert QApplication.instance() is not None and canvas.childAt(QPoint(1, 1)) is None

"""The canvas as a widget: what it shows, says and wants."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdsim.state.intents import Select, ViewMean, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.canvas.badges import badge_rect, badge_texts
from gdsim.ui.canvas.canvas import Canvas
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Neuron
from gdsim.ui.canvas.header import sample_rect, sample_words
from gdsim.ui.canvas.reuse import reused_layer
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
def test_the_canvas_paints_every_line_at_every_size(
    qtbot: QtBot, scene: object, size: tuple[int, int]
) -> None:
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


def test_a_click_on_an_edge_selects_its_weight(qtbot: QtBot) -> None:
    """A click on an edge wants its weight selected."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184))
    click(canvas, frame_of(canvas).placement.point(Edge(1, 0, 0), 0.5))
    assert wants == [Select("W1[1,1]")]


def test_a_click_on_a_unit_selects_its_bias(qtbot: QtBot) -> None:
    """Once the weights have moved, a click on a unit wants its bias selected; an input has none."""
    canvas, wants = shown(qtbot, moons().after("theta_next", 184))
    columns = frame_of(canvas).placement.columns
    click(canvas, columns[1].centres[1])
    click(canvas, columns[0].centres[0])
    assert wants == [Select("b1[2]")]


def test_click_selects_a_value_or_its_delta(qtbot: QtBot) -> None:
    """A click on a unit wants its value of the sample in view, a click on the badge under it wants its δ."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184))
    frame = frame_of(canvas)
    column = frame.placement.columns[2]
    click(canvas, column.centres[2])
    click(canvas, badge_rect(frame, column, 2, badge_texts(frame, frame.views[2])[2]).center())
    click(canvas, frame.placement.columns[0].centres[1])
    assert wants == [Select("a2[3]"), Select("delta2[3]"), Select("a0[2]")]


@pytest.mark.parametrize("label", ["a2[3]", "delta2[3]", "b2[3]"])
def test_what_is_selected_of_a_unit_is_ringed(qtbot: QtBot, label: str) -> None:
    """A value, a δ or a bias that is selected rings its unit."""
    canvas, _ = shown(qtbot, moons().after("dW2", 184, selected=label))
    assert frame_of(canvas).selected == Neuron(2, 2)


def test_click_on_a_bar_selects_the_largest(qtbot: QtBot) -> None:
    """A click on the bar of a layer wants its weight with the largest gradient; an empty bar wants nothing."""
    snapshot = moons().after("dW2", 184)
    canvas, wants = shown(qtbot, snapshot)
    placement, gradient = frame_of(canvas).placement, snapshot.value("dW2")
    assert gradient is not None
    columns, row = placement.columns, placement.band.center().y()
    click(canvas, QPointF((columns[0].x + columns[1].x) / 2, row))
    click(canvas, QPointF((columns[1].x + columns[2].x) / 2, row))
    target, source = np.unravel_index(np.argmax(np.abs(gradient)), gradient.shape)
    assert wants == [Select(f"W2[{target + 1},{source + 1}]")]


def test_fixed_biases_cannot_be_selected(qtbot: QtBot) -> None:
    """A bias that is not trained is no parameter to point at."""
    canvas, wants = shown(qtbot, mazur().after("theta_next"))
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
    assert card_rows(frame, below)[1].text == "not computed yet"
    assert [row.text for row in card_rows(frame, here)] == ["= +0.6075", "= −0.0465"]


def test_arrow_keys_go_through_the_batch(qtbot: QtBot) -> None:
    """Up and Down look at the neighbours in the batch, and stop at its ends."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184, sample=8))
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    canvas.show_snapshot(moons().after("dW2", 184, sample=9))
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert wants == [ViewSample(9), ViewSample(7)]


def test_the_sample_list_chooses_a_sample_or_mean(qtbot: QtBot) -> None:
    """The words at the top right open a list of the batch and its mean; an entry looks at that sample."""
    snapshot = moons().after("dW2", 184, sample=8)
    canvas, wants = shown(qtbot, snapshot)
    assert sample_words(snapshot) == "sample 9 of 10 in this batch ▾ · row 43"
    click(canvas, sample_rect(snapshot, frame_of(canvas).placement).center())
    entries = [entry for entry in canvas.menu.actions() if not entry.isSeparator()]
    assert len(entries) == 11 and entries[9].isChecked()
    entries[4].trigger()
    entries[0].trigger()
    canvas.menu.close()
    assert wants == [ViewSample(3), ViewMean(True)]


def test_the_mean_in_view_is_said_everywhere(qtbot: QtBot) -> None:
    """With the mean in view units show means over the batch, and header, badges and description say it."""
    snapshot = moons().after("dW2", 184, mean=True)
    canvas, wants = shown(qtbot, snapshot)
    frame, delta = frame_of(canvas), snapshot.value("delta2")
    assert delta is not None
    np.testing.assert_allclose(frame.views[2].delta, delta.mean(axis=1))
    assert sample_words(snapshot) == "mean over the batch of 10 ▾"
    assert badge_texts(frame, frame.views[2])[0].startswith("mean δ")
    assert "means over the batch" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert wants == [ViewMean(False)]


def test_after_the_update_the_batchs_new_loss_is_told(qtbot: QtBot) -> None:
    """After the update the header says what the same batch's loss was and is; before it there is none."""
    canvas, _ = shown(qtbot, moons().after("theta_next", 184))
    losses = frame_of(canvas).losses
    assert losses == pytest.approx((0.10203727, 0.0965), abs=5e-5)
    canvas.show_snapshot(moons().after("dW2", 184))
    assert frame_of(canvas).losses is None


def test_the_reused_delta_is_pointed_at(qtbot: QtBot) -> None:
    """While hidden layer 1 is at work, δ of layer 2 is marked as reused; at the output nothing is."""
    canvas, _ = shown(qtbot, moons().after("da1", 184))
    assert reused_layer(frame_of(canvas)) == 2
    canvas.show_snapshot(moons().after("delta3", 184))
    assert reused_layer(frame_of(canvas)) is None


@pytest.mark.parametrize("size", [(560, 240), (240, 140)])
def test_a_canvas_that_is_a_picture_wants_nothing(qtbot: QtBot, size: tuple[int, int]) -> None:
    """A canvas that is a picture has no handles, no focus and wants nothing."""
    canvas = Canvas(interactive=False)
    qtbot.addWidget(canvas)
    wants: list[object] = []
    canvas.wanted.connect(wants.append)
    canvas.resize(*size)
    canvas.show_snapshot(moons().after("dW2", 184))
    canvas.show()
    click(canvas, frame_of(canvas).placement.columns[1].centres[0])
    assert not wants and not frame_of(canvas).handles
    assert canvas.focusPolicy() == Qt.FocusPolicy.NoFocus and not canvas.grab().isNull()


def test_no_sample_before_one_is_drawn(qtbot: QtBot) -> None:
    """Before the first line no sample is in view, and the keys want nothing."""
    canvas, wants = shown(qtbot, moons().after(None))
    assert sample_words(moons().after(None)) == ""
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert not wants


def test_a_screen_reader_gets_sentence_and_layer_states(qtbot: QtBot) -> None:
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

"""Editing on the canvas: handles, menus, the field at a weight, and dragging."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gdsim.core.registries import ACTIVATIONS
from gdsim.state.fitting import reasons
from gdsim.state.intents import AddLayer, RemoveLayer, Select, SetField, SetParameter, Watch
from gdsim.state.snapshot import Snapshot
from gdsim.ui.canvas.canvas import Canvas
from gdsim.ui.canvas.geometry import Edge
from gdsim.ui.canvas.handle import Handle
from gdsim.ui.canvas.handles import handles
from gdsim.ui.canvas.pointing import tip
from gdsim.ui.canvas.values import value_of
from tests.ui.canvas.scenes import mazur, moons, penguins
from tests.ui.canvas.test_canvas import click, frame_of, shown


def handle(canvas: Canvas, kind: str, layer: int) -> Handle:
    """One handle of the network on a canvas."""
    return next(one for one in handles(frame_of(canvas)) if (one.kind, one.layer) == (kind, layer))


def press(canvas: Canvas, kind: str, layer: int) -> None:
    """Moves to a handle, as a hand does, and clicks it."""
    spot = handle(canvas, kind, layer).rect.center()
    QTest.mouseMove(canvas, spot.toPoint())
    click(canvas, spot)


def right_click(canvas: Canvas, spot: QPointF) -> dict[str, QAction]:
    """The entries of the menu at a point, by their words."""
    point = spot.toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, canvas.mapToGlobal(point))
    QApplication.sendEvent(canvas, event)
    found = {entry.text(): entry for entry in canvas.menu.actions()}
    canvas.menu.close()
    return found


def test_handles_change_the_network(qtbot: QtBot) -> None:
    """Each handle wants the one change that it shows, in the layer that it stands at."""
    canvas, wants = shown(qtbot, moons().after("a2", 184))
    for kind, layer in (("more", 1), ("fewer", 2), ("add", 1), ("add", 3), ("remove", 2)):
        press(canvas, kind, layer)
    assert wants == [
        SetField("network.layers[0].units", 5),
        SetField("network.layers[1].units", 2),
        AddLayer(0),
        AddLayer(2),
        RemoveLayer(1),
    ]


def test_handles_are_seen_only_at_their_layer(qtbot: QtBot) -> None:
    """No handle is seen until the pointer or the keys are at a layer; then those of that layer are."""
    canvas, _ = shown(qtbot, moons().after("a2", 184))
    assert not frame_of(canvas).handles
    QTest.mouseMove(canvas, frame_of(canvas).placement.columns[1].centres[0].toPoint())
    assert {one.layer for one in frame_of(canvas).handles if one.kind == "more"} == {1}


@pytest.mark.parametrize("size", [(430, 260), (790, 520), (1900, 900)])
@pytest.mark.parametrize("hidden", [(4,), (6, 6), (5,) * 15])
def test_revealed_handles_keep_apart(qtbot: QtBot, size: tuple[int, int], hidden: tuple[int, ...]) -> None:
    """Buttons that are seen together do not lie over each other, and lie inside the canvas."""
    canvas, _ = shown(qtbot, penguins(hidden).after("a1"), size)
    for column in frame_of(canvas).placement.columns:
        for y in (column.centres[0].y(), frame_of(canvas).placement.titles.center().y()):
            QTest.mouseMove(canvas, QPointF(column.x, y).toPoint())
            buttons = [one.rect for one in frame_of(canvas).handles if one.kind != "menu"]
            assert all(QRectF(canvas.rect()).contains(rect) for rect in buttons)
            for one, other in combinations(buttons, 2):
                assert not one.adjusted(1, 1, -1, -1).intersects(other)


def test_a_handle_that_cannot_says_why(qtbot: QtBot) -> None:
    """The last unit of a layer stays, and the handle says so."""
    canvas, wants = shown(qtbot, penguins((1,)).after("a1"))
    press(canvas, "fewer", 1)
    assert not wants and handle(canvas, "fewer", 1).reason == "a layer has at least 1 unit"


def test_tab_reaches_every_handle_and_enter_presses(qtbot: QtBot) -> None:
    """Tab reaches every handle in turn and then leaves; Enter presses the one that is reached."""
    canvas, wants = shown(qtbot, moons().after("a2", 184))
    canvas.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    count = len(handles(frame_of(canvas)))
    for _ in range(count):
        QTest.keyClick(canvas, Qt.Key.Key_Tab)
        at = frame_of(canvas).handle
        assert at is not None
        if at.kind == "more" and at.layer == 1:
            QTest.keyClick(canvas, Qt.Key.Key_Return)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert frame_of(canvas).handle is None
    assert wants == [SetField("network.layers[0].units", 5)]


def with_reasons(snapshot: Snapshot) -> Snapshot:
    """The snapshot as the window makes it: with the choices that do not fit."""
    from dataclasses import replace

    return replace(snapshot, reasons=reasons(snapshot.current, 2, 1))


def test_a_layers_menu_offers_what_fits_with_reasons(qtbot: QtBot) -> None:
    """A click on a layer's title opens its choices; what does not fit is disabled, with the reason beside it."""
    canvas, wants = shown(qtbot, with_reasons(moons().after("a2", 184)))
    press(canvas, "menu", 1)
    entries = {entry.text(): entry for entry in canvas.menu.actions()}
    canvas.menu.close()
    assert "A change of hidden layer 1 starts the run again" in entries
    activations = entries["Activation"].menu().actions()  # type: ignore[attr-defined]
    assert len(activations) == len(ACTIVATIONS)
    softmax = next(entry for entry in activations if entry.text().startswith("softmax"))
    assert not softmax.isEnabled() and "fits the output layer only" in softmax.text()
    assert [entry.text() for entry in activations if entry.isChecked()] == ["tanh"]
    next(entry for entry in activations if entry.text() == ACTIVATIONS["relu"].name).trigger()
    fixed = entries["Bias"].menu().actions()[2]  # type: ignore[attr-defined]
    fixed.trigger()
    assert wants == [
        SetField("network.layers[0].activation", "relu"),
        SetField("network.layers[0].bias", "fixed"),
    ]


def test_menus_opened_again_leave_nothing_behind(qtbot: QtBot) -> None:
    """Opening a menu again and again keeps no menu of before."""
    canvas, _ = shown(qtbot, with_reasons(moons().after("a2", 184)))
    for _ in range(5):
        press(canvas, "menu", 1)
        canvas.menu.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(canvas.menu.findChildren(QMenu)) == 3


def test_tooltips_tell_what_a_handle_does(qtbot: QtBot) -> None:
    """A handle says what it does and what that costs; the input says why it stays."""
    canvas, _ = shown(qtbot, moons().after("a2", 184))
    for kind, layer, words in (
        ("more", 1, "one unit more in hidden layer 1; starts the run again"),
        ("menu", 0, "As many inputs as the data has columns"),
    ):
        spot = handle(canvas, kind, layer).rect.center()
        QTest.mouseMove(canvas, spot.toPoint())
        assert tip(frame_of(canvas), spot) == words


def test_the_input_layers_menu_says_why_it_stays(qtbot: QtBot) -> None:
    """The input layer has no choices, and its menu says why."""
    canvas, _ = shown(qtbot, moons().after("a2", 184))
    press(canvas, "menu", 0)
    words = [entry.text() for entry in canvas.menu.actions()]
    canvas.menu.close()
    assert "as many inputs as the data has columns" in words[0]
    assert "Add a hidden layer after it" in words and "Remove this layer" not in words


def test_a_double_click_opens_a_field_at_a_weight(qtbot: QtBot) -> None:
    """A double click opens a field with the value; Enter sets it, once."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184))
    spot = frame_of(canvas).placement.point(Edge(2, 2, 1), 0.4).toPoint()
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
    field = canvas.hand.field
    assert field is not None and field.value == pytest.approx(0.60753726)
    field.edit.setText("0.25")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert [want for want in wants if isinstance(want, SetParameter)] == [SetParameter("W2[3,2]", 0.25)]
    assert canvas.hand.field is None


def test_escape_closes_the_field_and_sets_nothing(qtbot: QtBot) -> None:
    """Escape sets nothing, and what is no number sets nothing."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184))
    canvas.hand.ask("b2[3]")
    field = canvas.hand.field
    assert field is not None
    field.edit.setText("much")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert canvas.hand.field is field and field.refused
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert canvas.hand.field is None and wants == [Select("b2[3]")]


def test_a_drag_sets_the_selected_weight_once(qtbot: QtBot) -> None:
    """Dragging up makes the selected weight larger; the picture follows, and one wish is sent at the end."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184, selected="W2[3,2]"))
    start = frame_of(canvas).placement.point(Edge(2, 2, 1), 0.4).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for up in (2, 20, 40):
        QTest.mouseMove(canvas, start - QPoint(0, up))
    preview = frame_of(canvas).preview
    assert preview is not None and preview[1] > 0.6075 and not wants
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 40))
    assert wants == [SetParameter("W2[3,2]", preview[1])]
    assert frame_of(canvas).preview is None


def test_a_click_is_no_drag(qtbot: QtBot) -> None:
    """A press that hardly moves changes nothing, and Escape gives up a drag."""
    canvas, wants = shown(qtbot, moons().after("dW2", 184, selected="W2[3,2]"))
    start = frame_of(canvas).placement.point(Edge(2, 2, 1), 0.4).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start - QPoint(0, 2))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 2))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start - QPoint(0, 30))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 30))
    assert not wants


def test_a_weights_menu_explains_resets_watches_and_copies(qtbot: QtBot) -> None:
    """A right click explains, resets to the initial value, watches and copies."""
    snapshot = moons().after("dW2", 184)
    canvas, wants = shown(qtbot, snapshot)
    value = value_of(snapshot, "W2[3,2]")
    assert value is not None
    entries = right_click(canvas, frame_of(canvas).placement.point(Edge(2, 2, 1), 0.4))
    entries["Explain"].trigger()
    entries["Watch in the plots"].trigger()
    next(entry for words, entry in entries.items() if words.startswith("Reset")).trigger()
    entries["Copy value"].trigger()
    first = np.array(moons().timeline.initial[1].weights)[2, 1]
    assert wants == [Select("W2[3,2]"), Watch("W2[3,2]", True), SetParameter("W2[3,2]", first)]
    assert float(QApplication.clipboard().text()) == value.now


def test_a_weight_that_never_moved_cannot_be_reset(qtbot: QtBot) -> None:
    """At the start a weight has its initial value: reset is disabled, with the reason."""
    canvas, _ = shown(qtbot, moons().after("a2", 1))
    entries = right_click(canvas, frame_of(canvas).placement.point(Edge(2, 2, 1), 0.4))
    words, entry = next((words, entry) for words, entry in entries.items() if words.startswith("Reset"))
    assert not entry.isEnabled() and "it has that value" in words


def test_a_units_menu_explains_its_value_and_delta(qtbot: QtBot) -> None:
    """A unit explains its value, and its δ once it is there; a fixed bias says that it is not trained."""
    canvas, wants = shown(qtbot, mazur().after("a2"))
    entries = right_click(canvas, frame_of(canvas).placement.columns[1].centres[1])
    entries["Explain its value"].trigger()
    assert not entries["Explain its δ  (not computed yet)"].isEnabled()
    assert "b1[2] is not trained: it keeps its first value" in entries
    assert wants == [Select("a1[2]")]


def test_after_the_update_the_new_value_is_edited(qtbot: QtBot) -> None:
    """Once the weights have moved, a field starts from the new value."""
    value = value_of(moons().after("theta_next", 184), "W2[3,2]")
    assert value is not None and value.now == pytest.approx(0.61513630, abs=1e-8)

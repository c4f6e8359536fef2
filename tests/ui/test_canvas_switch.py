"""Neurons or matrices: which form is in sight, and who gets the snapshots."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdsim.state.intents import Select, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.canvas_switch import CanvasSwitch
from gdsim.ui.matrices.cell import Cell
from gdsim.ui.matrices.matrix import UPPER
from tests.ui.canvas.scenes import moons
from tests.ui.matrices.scenes import large, middle


def shown(qtbot: QtBot, snapshot: Snapshot) -> CanvasSwitch:
    """A switch on the screen."""
    switch = CanvasSwitch()
    qtbot.addWidget(switch)
    switch.neurons.reduced_motion = True
    switch.resize(1040, 500)
    switch.show_snapshot(snapshot)
    switch.show()
    return switch


def test_layers_of_17_units_are_matrices(qtbot: QtBot) -> None:
    """From 17 units in some layer on it is matrices, below neurons."""
    switch = shown(qtbot, moons().after("dW2", 3))
    assert not switch.shows_matrices
    switch.show_snapshot(large().after("dW2", 3))
    assert switch.shows_matrices
    switch.show_snapshot(large((16,)).after("dW1", 3))
    assert not switch.shows_matrices
    switch.show_snapshot(large((17,)).after("dW1", 3))
    assert switch.shows_matrices


def test_toggle_stays_until_the_network_needs_another_form(qtbot: QtBot) -> None:
    """The other form stays from step to step, and is forgotten with a network of the other kind."""
    switch = shown(qtbot, moons().after("delta2", 3))
    heard: list[bool] = []
    switch.form_changed.connect(heard.append)
    switch.toggle_form()
    switch.show_snapshot(moons().after("dW2", 3))
    assert switch.shows_matrices
    switch.show_snapshot(large().after("dW2", 3))
    assert switch.shows_matrices
    switch.toggle_form()
    assert not switch.shows_matrices
    switch.show_snapshot(moons().after("dW2", 3))
    assert not switch.shows_matrices and heard == [True, False]


def test_only_the_form_in_sight_gets_snapshots(qtbot: QtBot) -> None:
    """The hidden form gets no snapshot; it has the newest as soon as it comes into sight."""
    switch = shown(qtbot, moons().after("delta2", 3))
    assert switch.matrices.scene() is None
    switch.show_snapshot(moons().after("dW2", 3))
    assert switch.matrices.scene() is None
    switch.toggle_form()
    scene = switch.matrices.scene()
    assert scene is not None and scene.snapshot.line is not None and scene.snapshot.line.writes == "dW2"


def test_wants_of_both_are_passed_on(qtbot: QtBot) -> None:
    """What either form wants comes out of the switch."""
    switch = shown(qtbot, moons().after("dW2", 3, sample=4))
    wants: list[object] = []
    switch.wanted.connect(wants.append)
    QTest.keyClick(switch.neurons, Qt.Key.Key_Down)
    switch.toggle_form()
    point = middle(switch.matrices, Cell((1, "W", UPPER), 0, 1))
    QTest.mouseClick(switch.matrices, Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert wants == [ViewSample(5), Select("W1[1,2]")]


def test_the_switch_and_its_forms_have_their_names(qtbot: QtBot) -> None:
    """The contract's control `canvas` is the switch; what is in it has names of its own and says the same."""
    holder = QWidget()
    qtbot.addWidget(holder)
    switch = CanvasSwitch(holder)
    switch.show_snapshot(moons().after("dW2", 3))
    assert holder.findChildren(QWidget, "canvas") == [switch]
    assert holder.findChild(QWidget, "neurons") is switch.neurons
    assert holder.findChild(QWidget, "matrices") is switch.matrices
    assert switch.accessibleDescription().startswith("Backprop of hidden layer 2")
    switch.apply_theme(theme.current())

"""Scenes: networks that are drawn as matrices."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    LossChoice,
    Network,
    Sampling,
    activation,
    frozen,
    loss,
    optimizer,
)
from gdsim.state.snapshot import Snapshot
from gdsim.ui.matrices.cell import Cell, Mark, mark_rect
from gdsim.ui.matrices.matrix_canvas import MatrixCanvas
from gdsim.ui.matrices.scene import Scene as Painted
from tests.ui.canvas.scenes import Scene


@cache
def large(
    hidden: tuple[int, ...] = (32, 16),
    batch: int = 16,
    bias: bool = True,
    chosen: LossChoice | None = None,
    output: str = "softmax",
) -> Scene:
    """The penguins of the design's picture: 8-32-16-3, momentum, batches of 16, seed 3."""
    layers = [Layer(units, activation("tanh"), bias) for units in hidden]
    layers.append(Layer(3, activation(output), bias))
    return Scene(
        Experiment(
            Data("bundled", frozen({"table": "penguins_coded"}), 0.2, "standardize"),
            Network(tuple(layers)),
            chosen or loss("categorical_cross_entropy"),
            Sampling("mini_batch", "shuffle", batch),
            optimizer("momentum", learning_rate=0.003),
            3,
        )
    )


def shown(
    qtbot: QtBot, snapshot: Snapshot, size: tuple[int, int] = (1040, 500)
) -> tuple[MatrixCanvas, list[object]]:
    """A canvas on the screen and the list of what it wants."""
    canvas = MatrixCanvas()
    qtbot.addWidget(canvas)
    wants: list[object] = []
    canvas.wanted.connect(wants.append)
    canvas.resize(*size)
    canvas.show_snapshot(snapshot)
    canvas.show()
    return canvas, wants


def scene_of(canvas: MatrixCanvas) -> Painted:
    """What it paints from."""
    scene = canvas.scene()
    assert scene is not None
    return scene


def middle(canvas: MatrixCanvas, cell: Cell) -> QPointF:
    """The middle of a cell on the widget."""
    scene = scene_of(canvas)
    mark = Mark(cell.spot, cell.row, cell.column, cell.column is None)
    return mark_rect(mark, scene.matrices[cell.spot], scene.placement, 0.0).center()


def click(canvas: MatrixCanvas, point: QPointF) -> None:
    """A click of the left button."""
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point.toPoint())

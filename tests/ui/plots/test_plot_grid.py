"""The grid of plots as a user meets it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.state.intents import Seek, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.plots.canvas import Canvas
from gdsim.ui.plots.data_plot import OutputsOf
from gdsim.ui.plots.line_plot import LinePlot
from gdsim.ui.plots.plot_grid import PlotGrid
from tests.ui.plots.snapshots import case


def shown(
    qtbot: QtBot, outputs: OutputsOf, snapshot: Snapshot, size: tuple[int, int] = (460, 760)
) -> PlotGrid:
    """A grid on the screen with a snapshot in it."""
    grid = PlotGrid(outputs)
    qtbot.addWidget(grid)
    grid.resize(*size)
    grid.apply_theme(theme.theme("dark"))
    with qtbot.waitExposed(grid):
        grid.show()
    grid.show_snapshot(snapshot)
    qtbot.wait(0)
    return grid


def spot(canvas: Canvas, x: float, y: float) -> QPoint:
    """Where a place of the axes is in the widget."""
    return canvas.mapFromScene(canvas.box.mapViewToScene(QPointF(x, y)))


def hover(canvas: Canvas, at: QPoint) -> str:
    """The read-out at a place."""
    QTest.mouseMove(canvas.viewport(), at + QPoint(1, 0))
    QTest.mouseMove(canvas.viewport(), at)
    return canvas.read_out.text() if canvas.read_out.isVisible() else ""


@pytest.mark.parametrize(
    "made",
    [
        lambda: case(),
        lambda: case("gaussians", (6, 3), "softmax", "categorical_cross_entropy"),
        lambda: case("sine", (6, 1), "identity", "mean_squared_error"),
        lambda: case("bundled", (6, 3), "softmax", "categorical_cross_entropy"),
        lambda: case("plane", (3, 1), "identity", "mean_squared_error"),
        lambda: case(units=(4, 1), last="identity", loss_key="hinge"),
        lambda: case("sine", (6, 1), "identity", "mean_squared_error", rate=5.0, method="gd"),
    ],
)
@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_kind_of_data_is_drawn_at_every_stage(qtbot: QtBot, made: object, name: str) -> None:
    """From before the first line to many epochs on, and for a run that diverges."""
    built = made()  # type: ignore[operator]
    grid = shown(qtbot, built.outputs, built.at(1, line=0))
    grid.apply_theme(theme.theme(name))
    for update, line in ((1, 0), (1, 4), (1, None), (17, 9), (60, None), (30, None)):
        grid.show_snapshot(built.at(update, line))
        qtbot.wait(0)
        for canvas in grid.findChildren(Canvas):
            assert np.isfinite(canvas.box.viewRange()).all()


def test_a_click_in_a_plot_goes_to_the_update(qtbot: QtBot) -> None:
    """The x axis is epochs: half of epoch 3 is update 40."""
    made = case()
    grid = shown(qtbot, made.outputs, made.at(64))
    canvas = grid.loss.card.canvas
    with qtbot.waitSignal(grid.wanted) as wanted:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(canvas, 2.5, 0.3))
    (seek,) = wanted.args or []
    assert isinstance(seek, Seek) and abs(seek.update - 40) <= 1


def test_the_dotted_line_follows_the_cursor_on_every_axis(qtbot: QtBot) -> None:
    """Epochs, updates and samples are one choice for all plots."""
    made = case()
    grid = shown(qtbot, made.outputs, made.at(40, run=64))
    for key, place in (("epochs", 2.5), ("updates", 40.0), ("samples", 400.0)):
        grid.along.button(key).click()
        assert [plot.card.canvas.cursor_place for plot in grid.lines] == pytest.approx([place] * 5)


def test_before_the_first_update_there_is_no_cursor_and_no_seek(qtbot: QtBot) -> None:
    """There is nothing to go to; the plots say what will fill them."""
    made = case()
    grid = shown(qtbot, made.outputs, made.at(1, line=2))
    canvas = grid.loss.card.canvas
    assert canvas.cursor_place is None and canvas.note.isVisible() and "Epoch" in canvas.note.text()
    with qtbot.assertNotEmitted(grid.wanted):
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    grid.show_snapshot(made.at(32))
    assert not canvas.note.isVisible()


def test_hover_reads_the_numbers_of_the_run(qtbot: QtBot) -> None:
    """Epoch and values under the pointer; parameters name the nearest one."""
    made = case()
    snapshot = made.at(64, selected="W3[1,2]")
    grid = shown(qtbot, made.outputs, snapshot)
    text = hover(grid.loss.card.canvas, spot(grid.loss.card.canvas, 2.0, 0.4))
    assert text.startswith("epoch 2") and f"{snapshot.curves.loss[2, 0]:.4f}" in text
    canvas = grid.parameters.card.canvas
    block = snapshot.program.layout.block("W3")
    assert block is not None
    value = block.of(snapshot.curves.parameters[3])[0, 1]
    assert f"<sub>12</sub> <b>{abs(value):.4f}" in hover(canvas, spot(canvas, 3.0, value)).replace("−", "")
    middle = float(np.mean(grid.gradient_norm.card.canvas.box.viewRange()[1]))
    text = hover(grid.gradient_norm.card.canvas, spot(grid.gradient_norm.card.canvas, 24 / 16, middle))
    assert text.startswith("epoch 2, update 8<br>layer 1")


def test_a_click_on_a_sample_of_the_batch_views_it(qtbot: QtBot) -> None:
    """Others are not in this update, so that there is nothing of them to see on the canvas."""
    made = case()
    snapshot = made.at(20)
    grid = shown(qtbot, made.outputs, snapshot, (700, 900))
    canvas = grid.data.card.canvas
    across, up = snapshot.samples.x[:, snapshot.position.batch[4]]
    with qtbot.waitSignal(grid.wanted) as wanted:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(canvas, across, up))
    assert wanted.args == [ViewSample(4)]
    assert "in this batch" in hover(canvas, spot(canvas, across, up))


def test_accuracy_is_there_only_for_classes(qtbot: QtBot) -> None:
    """A regression has none; its data gets the room."""
    classes, numbers = case(), case("sine", (6, 1), "identity", "mean_squared_error")

    def outputs(snapshot: Snapshot, inputs: np.ndarray) -> np.ndarray:
        return (classes if snapshot.samples is classes.samples else numbers).outputs(snapshot, inputs)

    grid = shown(qtbot, outputs, classes.at(20))
    assert grid.accuracy.card.isVisible()
    grid.show_snapshot(numbers.at(20))
    assert not grid.accuracy.card.isVisible()
    qtbot.waitUntil(lambda: grid.data.card.width() > 1.8 * grid.loss.card.width())


def test_one_column_when_narrow(qtbot: QtBot) -> None:
    """Below 380 pixels two plots side by side could not be read."""
    made = case()
    grid = shown(qtbot, made.outputs, made.at(20))
    assert grid.loss.card.x() > grid.parameters.card.x()
    grid.resize(360, 760)
    qtbot.waitUntil(lambda: grid.loss.card.x() == grid.parameters.card.x())


def test_only_what_is_seen_and_has_changed_is_drawn(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step inside an update moves no curve; a plot that is scrolled away waits until it is seen."""
    drawn: list[str] = []
    paint = LinePlot._paint

    def counted(plot: LinePlot, *rest: object) -> None:
        drawn.append(plot.card.title_label.text())
        paint(plot, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(LinePlot, "_paint", counted)
    made = case()
    grid = shown(qtbot, made.outputs, made.at(20, line=3, run=64), (360, 330))
    assert "Accuracy per epoch" not in drawn and "Parameters per epoch" in drawn
    drawn.clear()
    grid.show_snapshot(made.at(20, line=9))
    grid.show_snapshot(made.at(33))
    assert drawn == []
    bar = grid._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert "Accuracy per epoch" in drawn


def test_the_lines_take_the_colours_of_a_new_theme(qtbot: QtBot) -> None:
    """Dark to light while the run stands still."""
    made = case()
    grid = shown(qtbot, made.outputs, made.at(40))
    grid.apply_theme(theme.theme("light"))
    item = next(item for item in grid.loss._items if item.isVisible())
    assert item.opts["pen"].color().name() == theme.theme("light").action


def test_the_mouse_neither_pans_nor_opens_a_menu(qtbot: QtBot) -> None:
    """Ranges are ours: pyqtgraph's own exporter crashes, and a lost axis cannot be found again."""
    made = case()
    grid = shown(qtbot, made.outputs, made.at(40))
    canvas = grid.loss.card.canvas
    before = canvas.box.viewRange()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.RightButton, pos=canvas.rect().center())
    QTest.mouseRelease(
        canvas.viewport(), Qt.MouseButton.RightButton, pos=canvas.rect().center() + QPoint(30, 9)
    )
    assert canvas.box.viewRange() == before
    assert not canvas.getPlotItem().menuEnabled()

"""The plots as a user meets them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.state.intents import Seek, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.plots.canvas import Canvas
from gdsim.ui.plots.line_plot import LinePlot
from gdsim.ui.plots.plot_docks import PlotDocks
from gdsim.ui.plots.x_axis import Along
from tests.ui.plots.snapshots import case


def shown(qtbot: QtBot, snapshot: Snapshot, size: tuple[int, int] = (460, 760)) -> PlotDocks:
    """A grid on the screen with a snapshot in it."""
    grid = PlotDocks()
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
    grid = shown(qtbot, built.at(1, line=0))
    grid.apply_theme(theme.theme(name))
    for update, line in ((1, 0), (1, 4), (1, None), (17, 9), (60, None), (30, None)):
        grid.show_snapshot(built.at(update, line))
        qtbot.wait(0)
        for canvas in grid.findChildren(Canvas):
            assert np.isfinite(canvas.box.viewRange()).all()


def test_a_click_in_a_plot_goes_to_the_update(qtbot: QtBot) -> None:
    """The x axis is epochs: half of epoch 3 is update 40."""
    made = case()
    grid = shown(qtbot, made.at(64))
    canvas = grid.lines["loss"].card.canvas
    with qtbot.waitSignal(grid.wanted) as wanted:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(canvas, 2.5, 0.3))
    (seek,) = wanted.args or []
    assert isinstance(seek, Seek) and abs(seek.update - 40) <= 1


def test_the_dotted_line_follows_the_cursor_on_every_axis(qtbot: QtBot) -> None:
    """Epochs, updates and samples are one choice for all plots."""
    made = case()
    grid = shown(qtbot, made.at(40, run=64))
    for key, place in ((Along.EPOCHS, 2.5), (Along.UPDATES, 40.0), (Along.SAMPLES, 400.0)):
        grid.choose_along(key)
        seen = [plot for plot in grid.lines.values() if not plot.card.visibleRegion().isEmpty()]
        assert seen
        assert [plot.card.canvas.cursor_place for plot in seen] == pytest.approx([place] * len(seen))


def test_before_the_first_update_there_is_no_cursor(qtbot: QtBot) -> None:
    """There is nothing to go to; the plots say what will fill them."""
    made = case()
    grid = shown(qtbot, made.at(1, line=2))
    canvas = grid.lines["loss"].card.canvas
    assert canvas.cursor_place is None and canvas.note.isVisible() and "Epoch" in canvas.note.text()
    with qtbot.assertNotEmitted(grid.wanted):
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    grid.show_snapshot(made.at(32))
    assert not canvas.note.isVisible()


def test_hover_reads_the_numbers_of_the_run(qtbot: QtBot) -> None:
    """Epoch and values under the pointer; parameters name the nearest one."""
    made = case()
    snapshot = made.at(64, selected="W3[1,2]")
    grid = shown(qtbot, snapshot)
    text = hover(grid.lines["loss"].card.canvas, spot(grid.lines["loss"].card.canvas, 2.0, 0.4))
    assert text.startswith("epoch 2") and f"{snapshot.curves.loss[2, 0]:.4f}" in text
    canvas = grid.lines["parameters"].card.canvas
    block = snapshot.program.layout.block("W3")
    assert block is not None
    value = block.of(snapshot.curves.parameters[3])[0, 1]
    assert f"<sub>12</sub> <b>{abs(value):.4f}" in hover(canvas, spot(canvas, 3.0, value)).replace("−", "")
    middle = float(np.mean(grid.lines["gradient_norm"].card.canvas.box.viewRange()[1]))
    text = hover(
        grid.lines["gradient_norm"].card.canvas,
        spot(grid.lines["gradient_norm"].card.canvas, 24 / 16, middle),
    )
    assert text.startswith("epoch 2, update 8<br>layer 1")


def test_a_click_on_a_batchs_sample_views_it(qtbot: QtBot) -> None:
    """Others are not in this update, so that there is nothing of them to see on the canvas."""
    made = case()
    snapshot = made.at(20)
    grid = shown(qtbot, snapshot, (700, 900))
    canvas = grid.data.card.canvas
    across, up = snapshot.samples.x[:, snapshot.position.batch[4]]
    with qtbot.waitSignal(grid.wanted) as wanted:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(canvas, across, up))
    assert wanted.args == [ViewSample(4)]
    assert "in this batch" in hover(canvas, spot(canvas, across, up))


def test_narrow_plots_stand_in_one_column(qtbot: QtBot) -> None:
    """Below 380 pixels two plots side by side could not be read."""
    grid = shown(qtbot, case().at(20))
    loss, parameters = (grid.cards[name] for name in ("loss", "parameters"))
    assert loss.x() > parameters.x()
    grid.resize(360, 760)
    qtbot.waitUntil(lambda: loss.x() == parameters.x())


def test_a_low_area_is_one_row_of_three(qtbot: QtBot) -> None:
    """As beside the optimizer table; the others are stacked on these."""
    grid = shown(qtbot, case().at(20), (540, 190))
    front = [grid.cards[name] for name in ("parameters", "update_size", "loss")]
    qtbot.waitUntil(lambda: all(card.isVisible() for card in front))
    assert front[0].x() < front[1].x() < front[2].x()
    assert grid.cards["data"].visibleRegion().isEmpty()


def test_more_than_two_classes_bring_confusion_and_errors(qtbot: QtBot) -> None:
    """The counts add up, and a click on a bar views its sample."""
    made = case("gaussians", (6, 3), "softmax", "categorical_cross_entropy")
    grid = shown(qtbot, made.at(20))
    found = grid.confusion.cells.whole
    assert found is not None and found.total == made.samples.x_test.shape[1]
    canvas = grid.error.card.canvas
    with qtbot.waitSignal(grid.wanted) as wanted:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(canvas, 3.0, 0.01))
    assert wanted.args == [ViewSample(2)]
    grid.show_snapshot(made.at(20, line=1))
    assert canvas.note.isVisible() and grid.error.table() is None


def test_a_moved_plot_stays_until_reset(qtbot: QtBot) -> None:
    """Its place is in the arrangement, which another window can take."""
    grid = shown(qtbot, case().at(20))
    grid.cards["loss"].setFloating(True)
    saved = grid.arrangement()
    grid.resize(360, 700)
    assert grid.cards["loss"].isFloating()
    grid.reset()
    assert not grid.cards["loss"].isFloating()
    assert grid.restore(saved) and grid.cards["loss"].isFloating()
    grid.cards["loss"].setFloating(False)


def test_a_plot_is_closed_and_shown_again(qtbot: QtBot) -> None:
    """By its card, and by the View menu."""
    grid = shown(qtbot, case().at(20))
    grid.cards["loss"].close()
    qtbot.waitUntil(lambda: not grid.cards["loss"].isVisible())
    toggle = grid.cards["path"].toggleViewAction()
    assert toggle in grid.toggles()
    toggle.trigger()
    qtbot.waitUntil(lambda: grid.cards["path"].isVisible())
    qtbot.waitUntil(
        lambda: [row[0] for row in (grid.lines["path"].table() or ((), ()))[1]] == list(range(21))
    )


def test_the_legend_hides_a_line(qtbot: QtBot) -> None:
    """With a click and with Space; the entry stays."""
    grid = shown(qtbot, case().at(40))
    plot = grid.lines["loss"]
    legend = plot.card.legend
    QTest.mouseClick(legend, Qt.MouseButton.LeftButton, pos=legend.area_of("train").center().toPoint())
    assert [item.isVisible() for item in plot._items] == [False, True]
    legend.setFocus()
    QTest.keyClick(legend, Qt.Key.Key_Space)
    assert [item.isVisible() for item in plot._items] == [True, True]


def test_the_surface_is_filled_in_time(qtbot: QtBot) -> None:
    """Contours of both losses, and a hover that reads them, from before the first line on."""
    made = case()
    grid = shown(qtbot, made.at(1, line=0), (480, 520))
    assert not grid.surface.card.canvas.note.isVisible()
    grid.show_snapshot(made.at(40))
    grid.surface.fit()
    grid.surface.finish()
    table = grid.surface.table()
    assert table is not None and np.isfinite(list(table[1])).all()
    assert len(grid.surface.items.full.getData()[0]) > 50
    assert grid.surface.plane is not None
    theta = made.timeline.state(40).theta
    expected = made.at(40).probe.training_loss(theta)
    assert f"{expected:.4f}" in grid.surface.card.canvas.reading(*grid.surface.plane.places(theta))


@pytest.mark.parametrize(("kind", "begins"), [("SVG", b"<?xml"), ("PNG", b"\x89PNG"), ("CSV", b"update,")])
def test_a_plot_is_saved_whole_in_each_kind(qtbot: QtBot, tmp_path: Path, kind: str, begins: bytes) -> None:
    """Whole, in each kind; the table has every update."""
    grid = shown(qtbot, case().at(40))
    file = tmp_path / f"plot.{kind.lower()}"
    grid.cards["gradient_norm"].saving.write(kind, file)
    assert file.read_bytes().startswith(begins)
    if kind == "CSV":
        assert len(file.read_text(encoding="utf-8").splitlines()) == 41


def test_only_what_is_seen_and_has_changed_is_drawn(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step inside an update moves no curve; a closed plot waits until it is seen."""
    drawn: list[str] = []
    paint = LinePlot._paint

    def counted(plot: LinePlot, *rest: object) -> None:
        drawn.append(plot.card.title_label.text())
        paint(plot, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(LinePlot, "_paint", counted)
    made = case()
    grid = shown(qtbot, made.at(20, line=3, run=64))
    assert "Accuracy per epoch" not in drawn and "Parameters per epoch" in drawn
    drawn.clear()
    grid.show_snapshot(made.at(20, line=9))
    grid.show_snapshot(made.at(33))
    assert drawn == []
    grid.cards["accuracy"].toggleViewAction().trigger()
    qtbot.waitUntil(lambda: "Accuracy per epoch" in drawn)


def test_the_lines_take_the_colours_of_a_new_theme(qtbot: QtBot) -> None:
    """Dark to light while the run stands still."""
    made = case()
    grid = shown(qtbot, made.at(40))
    grid.apply_theme(theme.theme("light"))
    item = next(item for item in grid.lines["loss"]._items if item.isVisible())
    assert item.opts["pen"].color().name() == theme.theme("light").action


def test_the_mouse_does_not_pan(qtbot: QtBot) -> None:
    """Ranges are ours: a lost axis cannot be found again; pyqtgraph's own menu, whose exporter crashes, stays away."""
    made = case()
    grid = shown(qtbot, made.at(40))
    canvas = grid.lines["loss"].card.canvas
    before = canvas.box.viewRange()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.RightButton, pos=canvas.rect().center())
    QTest.mouseRelease(
        canvas.viewport(), Qt.MouseButton.RightButton, pos=canvas.rect().center() + QPoint(30, 9)
    )
    assert canvas.box.viewRange() == before
    assert not canvas.getPlotItem().menuEnabled()


def test_frames_that_follow_each_other_draw_one_plot_each(qtbot: QtBot) -> None:
    """In a quick run the plots take turns; when it rests, every one shows all updates."""
    made = case()
    grid = shown(qtbot, made.at(64))
    seen = [grid.lines[name] for name in grid._seen(tuple(grid.lines))]
    assert len(seen) > 1
    grid.show_snapshot(made.at(64))
    keys = [plot._key for plot in seen]
    grid.show_snapshot(made.at(160))
    assert sum(plot._key != key for plot, key in zip(seen, keys, strict=True)) == 1
    qtbot.waitUntil(lambda: all(plot._key != key for plot, key in zip(seen, keys, strict=True)))


@pytest.mark.parametrize("width", [150, 160, 180, 220, 300, 420])
def test_labels_of_the_x_axis_stand_apart(qtbot: QtBot, width: int) -> None:
    """In a narrow plot the middle number goes, and the unit takes its place; no two labels touch."""
    grid = shown(qtbot, case().at(60), (460, 760))
    card = grid.lines["loss"].card
    card.setParent(None)
    card.resize(width, 160)
    card.show()
    qtbot.addWidget(card)
    canvas = card.canvas
    labels = sorted(canvas.getPlotItem().getAxis("bottom")._tickLevels[0])
    assert [text for _, text in labels if text.isalpha()] == ["epoch"]
    wide = canvas.read_out.fontMetrics().horizontalAdvance
    ends = [
        (canvas.mapFromScene(canvas.box.mapViewToScene(QPointF(at, 0.0))).x(), wide(text) / 2)
        for at, text in labels
    ]
    gaps = [after - right - here - left for (here, left), (after, right) in pairwise(ends)]
    assert min(gaps) >= 5
    assert len(labels) == 3 or width > 150
    assert len(labels) == 4 or width < 200


def test_tabs_keep_their_short_names(qtbot: QtBot) -> None:
    """A plot's tab has its short name also after it has drawn, and so has a title without room."""
    grid = shown(qtbot, case().at(60), (520, 160))
    assert grid.data.card.windowTitle() == "Data"
    card = grid.lines["parameters"].card
    card.title_label.resize(90, 20)
    assert card.title_label.text() == "Parameters per epoch" and card.title_label.shown() == "Parameters"

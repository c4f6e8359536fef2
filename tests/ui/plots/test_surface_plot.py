"""The loss surface as a user meets it: contours come by themselves, the plane stands still."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.insight.landscape import Loss
from gdsim.state.intents import Seek
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.plots.surface_plot import SurfacePlot
from gdsim.ui.plots.survey import COARSE, FINE, SLOW, TOO_SLOW, Survey
from tests.ui.plots.snapshots import case


def shown(qtbot: QtBot, snapshot: Snapshot, size: tuple[int, int] = (300, 260)) -> SurfacePlot:
    """A plot on the screen with a snapshot in it."""
    plot = SurfacePlot()
    qtbot.addWidget(plot.card)
    plot.apply_theme(theme.theme("dark"))
    plot.card.resize(*size)
    with qtbot.waitExposed(plot.card):
        plot.card.show()
    plot.show_snapshot(snapshot)
    return plot


def settled(qtbot: QtBot, plot: SurfacePlot) -> SurfacePlot:
    """Waits until all is measured."""
    qtbot.waitUntil(lambda: not plot.slices.busy)
    return plot


def spot(plot: SurfacePlot, place: np.ndarray) -> QPoint:
    """Where a place of the plane is in the widget."""
    canvas = plot.card.canvas
    return canvas.mapFromScene(canvas.box.mapViewToScene(QPointF(*place)))


@pytest.mark.parametrize(
    "made",
    [
        lambda: case(),
        lambda: case("gaussians", (6, 3), "softmax", "categorical_cross_entropy"),
        lambda: case("sine", (6, 1), "identity", "mean_squared_error"),
        lambda: case(units=(4, 1), last="identity", loss_key="hinge", batch=1),
        lambda: case("sine", (6, 1), "identity", "mean_squared_error", rate=5.0, method="gd"),
    ],
)
@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_kind_of_network_has_a_surface(qtbot: QtBot, made: object, name: str) -> None:
    """From before the first line to many epochs on, and for a run that diverges, where words say why there is none."""
    built = made()  # type: ignore[operator]
    plot = shown(qtbot, built.at(1, line=0))
    plot.apply_theme(theme.theme(name))
    for update, line in ((1, 0), (1, None), (17, 9), (60, None), (30, None)):
        plot.show_snapshot(built.at(update, line))
        settled(qtbot, plot)
        assert np.isfinite(plot.card.canvas.box.viewRange()).all()
        if plot.plane is None:
            assert "too far" in plot.card.canvas.note.text()
        else:
            assert plot.full is not None and plot.full.size == FINE


def test_contours_are_the_losses_at_their_places(qtbot: QtBot) -> None:
    """What is measured at a corner is L of all samples, and of the batch, at the parameters there."""
    snapshot = case().at(40)
    plot = settled(qtbot, shown(qtbot, snapshot))
    assert plot.full is not None and plot.batch is not None and plot.plane is not None
    there = plot.plane.at(plot.full.grid.x[-1], plot.full.grid.y[0])
    assert plot.full.values[0, -1] == snapshot.probe.training_loss(there)
    assert plot.batch.values[0, -1] == snapshot.probe.batch_loss(there)
    for item in (plot.items.full, plot.items.batch):
        assert np.isfinite(item.getData()[0]).sum() > 50


def test_the_plane_stands_still_until_the_run_leaves_it(qtbot: QtBot) -> None:
    """Steps keep plane and full contours, and measure the batch anew; far on, the plane is laid again; so by Fit."""
    built = case()
    plot = settled(qtbot, shown(qtbot, built.at(64)))
    plane, full, batch = plot.plane, plot.full, plot.batch
    plot.show_snapshot(built.at(65, 12))
    settled(qtbot, plot)
    assert plot.plane is plane and plot.full is full
    assert plot.batch is not batch and plot.batch is not None and plot.batch.size == FINE
    plot.show_snapshot(built.at(1200))
    assert plot.plane is not plane
    plane = plot.plane
    QTest.mouseDClick(
        plot.card.canvas.viewport(), Qt.MouseButton.LeftButton, pos=plot.card.canvas.rect().center()
    )
    assert plot.plane is not plane
    settled(qtbot, plot)


def test_another_document_has_another_plane(qtbot: QtBot) -> None:
    """Also where the parameters are as many."""
    plot = shown(qtbot, case().at(5))
    plane = plot.plane
    plot.show_snapshot(case(seed=8).at(5))
    assert plot.plane is not plane
    settled(qtbot, plot)


def test_arrows_come_when_they_are_computed(qtbot: QtBot) -> None:
    """−g from the first layer on, "so far" until it is whole; Δθ at its own line; both start where the update began."""
    built = case()
    names = [line.writes for line in built.at(3).program.lines]
    plot = shown(qtbot, built.at(20, names.index("dW3")))
    assert plot.items.gradient.tip is None and plot.items.step.tip is None
    plot.show_snapshot(built.at(20, names.index("dW3") + 1))
    assert plot.items.gradient.tip is not None
    assert plot.items.gradient.name == "−g so far"
    plot.show_snapshot(built.at(20, names.index("g") + 1))
    assert plot.items.gradient.name == "−g" and plot.items.step.tip is None
    snapshot = built.at(20)
    plot.show_snapshot(snapshot)
    assert plot.plane is not None and plot.items.step.tip is not None
    way = plot.items.step.tip - plot.plane.places(snapshot.trace["theta"])
    along = plot.plane.along(snapshot.trace["step"])
    assert way / np.hypot(*way) == pytest.approx(along / np.hypot(*along))
    settled(qtbot, plot)


def test_the_arrow_says_how_much_of_it_is_seen(qtbot: QtBot) -> None:
    """At its tip: the share in the plane, and that a penalty is in −g but not in the lines."""
    built = case()
    penalised = replace(built.experiment, loss=replace(built.experiment.loss, l2=0.01))
    for experiment, said in ((built.experiment, False), (penalised, True)):
        plot = settled(qtbot, shown(qtbot, type(built)(experiment, built.samples).at(40)))
        assert plot.items.gradient.tip is not None
        text = plot.card.canvas.reading(*plot.items.gradient.tip)
        assert "% of −g lies in this plane" in text
        assert ("penalty" in text) == said


def test_a_click_on_the_path_goes_there(qtbot: QtBot) -> None:
    """The end of epoch 3 of 16 updates is update 48; the start is before the first line; elsewhere nothing."""
    snapshot = case().at(96)
    plot = settled(qtbot, shown(qtbot, snapshot, (500, 400)))
    assert plot.plane is not None
    places = plot.plane.places(snapshot.curves.parameters)
    wanted: list[object] = []
    plot.wanted.connect(wanted.append)
    for place in (places[3], places[0]):
        QTest.mouseClick(plot.card.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(plot, place))
    corner = np.array([plot.full.grid.x[1], plot.full.grid.y[1]])  # type: ignore[union-attr]
    QTest.mouseClick(plot.card.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot(plot, corner))
    assert wanted == [Seek(48), Seek(1, 0)]


def test_what_is_still_to_come_is_not_drawn(qtbot: QtBot) -> None:
    """Inside the last update of an epoch its end is not known yet, though the run has computed it."""
    built = case()
    plot = settled(qtbot, shown(qtbot, built.at(32, line=3)))
    assert len(plot.items.later.getData()[0]) == 0
    plot.show_snapshot(built.at(20, run=48))
    assert len(plot.items.later.getData()[0]) == 3
    settled(qtbot, plot)


def test_the_legend_hides_contours(qtbot: QtBot) -> None:
    """A click on an entry, and another one."""
    plot = settled(qtbot, shown(qtbot, case().at(30)))
    legend = plot.card.legend
    for seen in (False, True):
        QTest.mouseClick(legend, Qt.MouseButton.LeftButton, pos=legend.area_of("batch").center().toPoint())
        assert plot.items.batch.isVisible() == seen and plot.items.full.isVisible()


def test_hover_reads_the_loss_and_nearest_update(qtbot: QtBot) -> None:
    """L there, and which update of the path is nearest."""
    snapshot = case().at(96)
    plot = settled(qtbot, shown(qtbot, snapshot))
    assert plot.plane is not None
    text = plot.card.canvas.reading(*plot.plane.places(snapshot.curves.parameters[3]))
    assert "full L here" in text and "update 48" in text


def test_a_hidden_plot_rests_and_goes_on(qtbot: QtBot) -> None:
    """No timer ticks behind a hidden card; shown again, it finishes."""
    plot = shown(qtbot, case().at(30))
    plot.card.hide()
    qtbot.wait(20)
    assert plot.full is not None and plot.full.size < FINE and plot.slices.busy
    with qtbot.waitExposed(plot.card):
        plot.card.show()
    settled(qtbot, plot)
    assert plot.full is not None and plot.full.size == FINE


def test_fast_play_leaves_the_batch_out(qtbot: QtBot) -> None:
    """Contours that change faster than they can be read are not drawn; they come when it stops."""
    built = case()
    plot = shown(qtbot, replace(built.at(30), playing=True, speed=20.0))
    assert plot.batch is None
    plot.show_snapshot(replace(built.at(30), playing=True, speed=2.0))
    assert plot.batch is not None
    settled(qtbot, plot)


def test_a_batch_of_all_samples_says_so(qtbot: QtBot) -> None:
    """The two losses are one: one set of contours."""
    plot = settled(qtbot, shown(qtbot, case(batch=None).at(3)))
    assert plot.batch is None
    assert "all samples" in plot.card.caption_label.text()
    assert len(plot.card.legend.entries) == 1


def test_one_parameter_has_no_plane(qtbot: QtBot) -> None:
    """A network of one parameter has words in place of an empty plot."""
    built = case("sine", (1,), "identity", "mean_squared_error")
    layer = replace(built.experiment.network.layers[0], bias=False)
    network = replace(built.experiment.network, layers=(layer,))
    plot = shown(qtbot, type(built)(replace(built.experiment, network=network), built.samples).at(3))
    assert "one parameter" in plot.card.canvas.note.text()


@pytest.mark.parametrize(("seconds", "size"), [(SLOW * 1.5, COARSE), (TOO_SLOW * 1.2, 0)])
def test_a_slow_loss_is_measured_coarsely_or_never(qtbot: QtBot, seconds: float, size: int) -> None:
    """The window's time is the reader's: the fine grid is for quick losses only."""
    plot = settled(qtbot, shown(qtbot, case().at(30)))
    assert plot.full is not None
    survey = Survey(plot.full.grid, _slow(seconds))
    plot.full, plot.batch = survey, None
    for _ in plot._work():
        survey.seconds = seconds  # as a clock would have read it, without waiting
    assert survey.size == size
    assert ("coarse" in plot.card.caption_label.text()) == (size == COARSE)
    assert ("left out" in plot.card.caption_label.text()) == (size == 0)
    assert ("takes" in plot.card.canvas.reading(0.0, 0.0)) == (size == 0)


def _slow(seconds: float) -> Loss:
    """A loss that burns time at its first three places."""
    from time import perf_counter

    asked: list[int] = []

    def loss(theta: np.ndarray) -> float:
        asked.append(1)
        until = perf_counter() + (seconds if len(asked) <= 3 else 0.0)
        while perf_counter() < until:
            pass
        return float(theta @ theta)

    return loss

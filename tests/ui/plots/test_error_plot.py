"""The error of each sample as a user meets it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gdsim.state.intents import ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.plots.error_plot import ErrorPlot
from tests.ui.plots.snapshots import Case, case


def shown(qtbot: QtBot, snapshot: Snapshot) -> ErrorPlot:
    """A plot on the screen with a snapshot in it."""
    plot = ErrorPlot()
    qtbot.addWidget(plot.card)
    plot.apply_theme(theme.theme("dark"))
    plot.card.resize(300, 260)
    with qtbot.waitExposed(plot.card):
        plot.card.show()
    plot.show_snapshot(snapshot)
    return plot


def line_of(built: Case, name: str) -> int:
    """How many lines have run once a name is computed."""
    return [line.writes for line in built.at(1).program.lines].index(name) + 1


def test_bars_come_and_go_with_delta(qtbot: QtBot) -> None:
    """Before δ of the output there are words; with it, its lengths; going back takes them away."""
    built = case()
    line = line_of(built, "delta3")
    plot = shown(qtbot, built.at(20, line - 1))
    assert plot.bars is None and plot.card.canvas.note.text() == "not computed yet"
    snapshot = built.at(20, line)
    plot.show_snapshot(snapshot)
    assert plot.bars is not None and not plot.card.canvas.note.text()
    assert plot.bars.heights == pytest.approx(np.abs(snapshot.trace["delta3"][0]))
    assert plot.card.caption_label.text() == "‖δ³‖"
    plot.show_snapshot(built.at(20, line - 1))
    assert plot.bars is None


def test_wrong_ones_are_counted_and_crossed(qtbot: QtBot) -> None:
    """As many crosses as outputs on the wrong side of one half."""
    snapshot = case().at(1)
    plot = shown(qtbot, snapshot)
    wrong = (snapshot.trace["a3"] >= 0.5) != (snapshot.trace["y"] >= 0.5)
    assert plot.bars is not None and wrong.any()
    assert np.array_equal(plot.bars.wrong, wrong[0])
    assert f"wrong class: {wrong.sum()}" in plot.card.legend.entries[0].text
    assert len(plot._crosses.data) == wrong.sum()


def test_a_click_views_the_sample(qtbot: QtBot) -> None:
    """The fourth bar is sample 3 from 0; the one in view stays."""
    plot = shown(qtbot, case().at(5, sample=6))
    canvas = plot.card.canvas
    wanted: list[object] = []
    plot.wanted.connect(wanted.append)
    for x in (4, 7):
        at = canvas.mapFromScene(canvas.box.mapViewToScene(QPointF(x, 0.01)))
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted == [ViewSample(3)]
    assert "sample 4 of 10" in canvas.reading(4, 0.01)


def test_many_samples_are_pooled_and_it_says_so(qtbot: QtBot) -> None:
    """160 samples: 80 bars; a click views the largest of its two."""
    snapshot = case(batch=None).at(5)
    plot = shown(qtbot, snapshot)
    assert plot.bars is not None and len(plot.bars.heights) == 80
    assert "80 bars" in plot.card.caption_label.text()
    assert "largest of 2" in plot.card.remark.text()
    with qtbot.waitSignal(plot.wanted) as wanted:
        plot.card.canvas.pointed.emit(41, 0.1)
    lengths = np.abs(snapshot.trace["delta3"][0, 80:82])
    assert wanted.args == [ViewSample(80 + int(lengths.argmax()))]


@pytest.mark.parametrize("batch", [1, 3, 7])
def test_a_batch_of_any_size_has_its_bars(qtbot: QtBot, batch: int) -> None:
    """The axis is the samples of this batch, from the first; a regression has no crosses."""
    built = case("sine", (6, 1), "identity", "mean_squared_error", batch=batch)
    plot = shown(qtbot, built.at(2))
    assert plot.bars is not None and plot.bars.wrongs is None
    assert len(plot.bars.heights) == batch
    assert plot.card.legend.isHidden()
    (left, right), _ = plot.card.canvas.box.viewRange()
    assert left < 1 and right > batch

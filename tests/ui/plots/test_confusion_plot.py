"""The confusion matrix as a user meets it."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdsim.insight.confusion import Confusion
from gdsim.ui import theme
from gdsim.ui.plots.confusion_plot import ConfusionPlot
from tests.ui.plots.snapshots import Case, case


def shown(qtbot: QtBot, built: Case, update: int = 30) -> ConfusionPlot:
    """A plot on the screen with a snapshot in it."""
    plot = ConfusionPlot()
    qtbot.addWidget(plot.card)
    plot.apply_theme(theme.theme("light"))
    plot.card.resize(300, 260)
    with qtbot.waitExposed(plot.card):
        plot.card.show()
    plot.show_snapshot(built.at(update))
    return plot


@pytest.mark.parametrize(
    "made",
    [
        lambda: case(),
        lambda: case("gaussians", (6, 3), "softmax", "categorical_cross_entropy"),
        lambda: case(units=(4, 1), last="identity", loss_key="hinge"),
        lambda: case(units=(4, 1), last="identity", loss_key="binary_cross_entropy_with_logits"),
    ],
)
def test_counts_agree_with_the_accuracy_on_the_test_rows(qtbot: QtBot, made: object) -> None:
    """At an epoch's end, right of all is the accuracy that the curves have."""
    built = made()  # type: ignore[operator]
    snapshot = built.at(int(built.timeline.course.position(1).updates_in_epoch) * 2)
    plot = shown(qtbot, built, snapshot.model.cursor.update)
    found = plot.cells.confusion
    assert found is not None and found.total == snapshot.samples.x_test.shape[1]
    assert found.right / found.total == pytest.approx(snapshot.curves.accuracy[-1, 1])
    assert plot.cells.words.startswith(f"{found.right} of {found.total} right")
    assert plot.card.caption_label.text() == f"test, {found.total} rows"


def test_a_regression_says_it_has_no_classes(qtbot: QtBot) -> None:
    """For numbers to predict the plot has no cells, and says why."""
    plot = shown(qtbot, case("sine", (6, 1), "identity", "mean_squared_error"))
    assert plot.cells.confusion is None and "No classes" in plot.cells.words


def test_counted_once_for_each_state_of_the_weights(qtbot: QtBot) -> None:
    """Steps inside an update keep the picture; while it plays, updates within a tenth of a second keep it too."""
    built = case()
    plot = shown(qtbot, built, 30)
    before = plot.cells._whole
    plot.show_snapshot(built.at(31, line=5))
    assert plot.cells._whole is before
    plot.show_snapshot(built.at(40, playing=True))
    assert plot.cells._whole is before
    plot.show_snapshot(built.at(41))
    assert plot.cells._whole is not before


def test_as_many_classes_as_can_be_read(qtbot: QtBot) -> None:
    """Fourteen classes: twelve where there is room, fewer in a small card, and the words say how many."""
    plot = shown(qtbot, case())
    counts = np.diag(np.arange(1, 15))
    names = tuple(f"a rather long name {number}" for number in range(14))
    plot.cells.show_counts(Confusion(counts, tuple(range(14)), 105, 105), names)
    for size, at_most in (((700, 600), 12), ((230, 200), 8)):
        plot.card.resize(*size)
        qtbot.wait(0)
        drawn = plot.cells.confusion
        assert drawn is not None
        count = len(drawn.classes)
        assert 2 <= count <= at_most and drawn.classes[-1] == 13
        assert f"{count} largest of 14" in plot.cells.words
        corner = plot.cells.cell(count - 1, count - 1)
        assert plot.cells.rect().contains(corner.toAlignedRect())
        plot.card.grab()
    assert "recognised" in plot.cells.tip(0, 0) and "taken for" in plot.cells.tip(0, 1)

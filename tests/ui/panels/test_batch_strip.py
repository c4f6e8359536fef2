"""The strip of samples: this batch marked, earlier batches greyed, nothing before stage 1."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gdsim.ui import theme
from gdsim.ui.panels.batch_strip import BatchStrip
from tests.ui.plots.snapshots import case


def test_the_strip_marks_and_counts_the_batch(qtbot: QtBot) -> None:
    """The cell of every sample of the batch is teal, and the words count it; before the draw none is."""
    made = case()
    strip = BatchStrip()
    qtbot.addWidget(strip)
    strip.resize(230, strip.sizeHint().height())
    snapshot = made.at(3, line=2)
    strip.show_snapshot(snapshot)
    picture = strip.grab().toImage()
    across, side = strip.grid()
    action = QColor(theme.current().action)
    teal = {
        sample
        for sample in range(160)
        if picture.pixelColor(int((sample % across + 0.3) * side), int((sample // across + 0.3) * side))
        == action
    }
    assert teal == set(snapshot.position.batch.tolist())
    assert strip.words == "update 3 of 16: 30 of 160 drawn"
    some = int(snapshot.position.batch[0])
    place = ((some % across + 0.5) * side, (some // across + 0.5) * side)
    assert strip.sample_at(*place) == some
    strip.show_snapshot(made.at(1, line=0))
    assert strip.words == "no sample drawn yet: press Step"


def test_more_samples_than_pixels_are_pooled(qtbot: QtBot) -> None:
    """More samples than pixels still make a picture."""
    strip = BatchStrip()
    qtbot.addWidget(strip)
    strip.resize(230, 32)
    strip.show_snapshot(case(samples=9000).at(2, line=2))
    assert strip.grid() == (0, 0.0)
    assert not strip.grab().isNull()

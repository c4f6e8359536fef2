"""Loss and accuracy on the training and on the test samples, epoch by epoch."""

from __future__ import annotations

import numpy as np

from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.figure import Curve, Entry, Figure, Stroke
from gdsim.ui.plots.run import Run
from gdsim.ui.plots.scale import Scale, linear, within_reach

TRAIN = Stroke("action", 1.8)
TEST = Stroke("text", 1.0, (4.0, 3.0))
SHARE = Scale(-0.03, 1.05, ((0.0, "0"), (0.5, "0.5"), (1.0, "1")))
EMPTY = "Each epoch adds a point: press Epoch or play"


def loss(snapshot: Snapshot, run: Run) -> Figure:
    """The loss over all training samples, and over all test samples."""
    values = within_reach(run.curves.loss[: run.rows])
    return _scores(run, values, linear(values, zero=True))


def accuracy(snapshot: Snapshot, run: Run) -> Figure:
    """The share of samples that get the right class."""
    return _scores(run, within_reach(run.curves.accuracy[: run.rows]), SHARE)


def _scores(run: Run, values: np.ndarray, y: Scale) -> Figure:
    tested = bool(np.isfinite(values[:, 1]).any())
    curves = [Curve(TRAIN, run.epoch_ends, values[:, 0], ("train",), "train")]
    legend = [Entry("train", TRAIN, group="train")]
    if tested:
        curves.append(Curve(TEST, run.epoch_ends, values[:, 1], ("test",), "test"))
        legend.append(Entry("test", TEST, group="test"))
    return Figure(
        curves=tuple(curves),
        y=y,
        legend=tuple(legend),
        caption="" if tested else "no test samples",
        empty="" if run.rows > 1 else EMPTY,
    )

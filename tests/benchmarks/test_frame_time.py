"""How long a frame of the running window takes, beside six plain plots of as many points drawn in the same run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from gdsim.core.experiment import (
    Data,
    Experiment,
    Layer,
    Network,
    Sampling,
    activation,
    frozen,
    loss,
    optimizer,
)
from gdsim.state.intents import Seek, Step
from gdsim.state.model import Granularity
from gdsim.ui import theme
from gdsim.ui.plots.decimate import decimated
from gdsim.ui.window import Window

UPDATES = int(os.environ.get("GDSIM_BENCHMARK_UPDATES", "10000"))
FRAMES = int(os.environ.get("GDSIM_BENCHMARK_FRAMES", "60"))
MOST = 25.0
"""Times the reference at the median: far above what is usual, so that a busy machine does not fail it."""


def milliseconds(frame: Callable[[], object], frames: int) -> np.ndarray:
    """The time of each frame."""
    found = []
    for _ in range(frames):
        clock = time.perf_counter()
        frame()
        found.append(1e3 * (time.perf_counter() - clock))
    return np.array(found)


def reference(qtbot: QtBot) -> np.ndarray:
    """Six plain plots with fixed ranges: a new curve of 10,000 points each, decimated, and a repaint."""
    area = QWidget()
    qtbot.addWidget(area)
    grid = QGridLayout(area)
    area.resize(480, 500)
    x = np.arange(float(UPDATES))
    curves = []
    for number in range(6):
        plot = pg.PlotWidget()
        plot.getViewBox().disableAutoRange()
        plot.getViewBox().setRange(xRange=(0, UPDATES), yRange=(-4, 4), padding=0)
        curve = pg.PlotCurveItem()
        plot.addItem(curve)
        curves.append(curve)
        grid.addWidget(plot, number // 2, number % 2)
    area.show()
    noise = np.random.default_rng(7)

    def frame() -> None:
        for curve in curves:
            curve.setData(*decimated(x, noise.normal(size=UPDATES)))
        area.grab()

    return milliseconds(frame, 20)[2:]


@pytest.mark.benchmark
def test_a_frame_of_the_running_window(qtbot: QtBot) -> None:
    """A step and the repaint that follows it, late in a long run; milliseconds are printed, the ratio is held."""
    data = Data("two_moons", frozen({"samples": 200, "noise": 0.14}), 0.2, "none")
    layers = (Layer(4, activation("tanh")), Layer(3, activation("tanh")), Layer(1, activation("sigmoid")))
    experiment = Experiment(
        data, Network(layers), loss("binary_cross_entropy"), Sampling("mini_batch", "shuffle", 10),
        optimizer("adam", learning_rate=0.02), 7,
    )  # fmt: skip
    window = Window(experiment, remember=False)
    qtbot.addWidget(window)
    window.use_theme("dark")
    window.build_plots()
    window.resize(1600, 900)
    window.show()
    session = window.session
    session.dispatch(Seek(UPDATES))
    session.settle()
    window.grab()
    figures = {}
    for name, by in (("operation", Granularity.OPERATION), ("update", Granularity.UPDATE)):

        def frame(by: Granularity = by) -> None:
            session.dispatch(Step(by))
            session.settle()
            # What has changed is painted in here, as on a screen.
            QCoreApplication.processEvents()

        figures[name] = milliseconds(frame, FRAMES)
    plain = reference(qtbot)
    for name, found in figures.items():
        median, late = np.quantile(found, [0.5, 0.95])
        print(
            f"\n{UPDATES:,} updates, a step by {name} in {theme.current().name}: median {median:.1f} ms, "
            f"95th percentile {late:.1f} ms; six plain plots {np.median(plain):.1f} ms"
        )
        assert median < MOST * np.median(plain)
    window._leave()

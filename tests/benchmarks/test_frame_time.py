"""How long a frame of the running window takes, beside six plain plots of as many points drawn in the same run."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
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
from gdsim.state.intents import ChooseGranularity, Seek, Select, Step
from gdsim.state.model import Granularity
from gdsim.ui.plots.decimate import decimated
from gdsim.ui.session import Session
from gdsim.ui.window import Window

UPDATES = int(os.environ.get("GDSIM_BENCHMARK_UPDATES", "10000"))
FRAMES = int(os.environ.get("GDSIM_BENCHMARK_FRAMES", "60"))
PLAYED = (
    ("playing by operation", Granularity.OPERATION, UPDATES // 2, False),
    ("playing by update", Granularity.UPDATE, UPDATES // 2, False),
    ("playing by update, with the optimizer table", Granularity.UPDATE, UPDATES // 2, True),
    ("playing by update, new ones", Granularity.UPDATE, UPDATES, False),
)
MEDIAN, LATE = 4.0, 8.0
"""Times the reference at the median and at the 95th percentile: usual are 2 to 3, and 3 to 6."""


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


def singles(session: Session, window: Window) -> tuple[list[float], list[float]]:
    """Steps of which each is looked at before the next: the time of all, and of those that turn the right column."""
    single, turned = [], []
    for _ in range(2 * len(session.snapshot.program.lines)):
        before = window.bench.right.has_table
        (spent,) = milliseconds(
            lambda: (session.dispatch(Step(Granularity.OPERATION)), QCoreApplication.processEvents()), 1
        )
        session.settle()
        QCoreApplication.processEvents()
        (single if before is window.bench.right.has_table else turned).append(spent)
    return single, turned


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
    session.dispatch(Select("W2[3,2]"))
    session.dispatch(Seek(UPDATES))
    session.settle()
    window.grab()
    gc.freeze()  # as the program does it
    figures = {}
    for name, by, update, table in PLAYED:
        session.dispatch(ChooseGranularity(by))
        session.dispatch(Seek(update))
        session.settle()
        if table is not window.bench.right.has_table:
            window.bench.right.toggle_table()
        session.set_speed(200.0)
        session.play(True)

        def played() -> None:
            session._tick()
            session._clock.stop()  # the next frame is ours
            QCoreApplication.processEvents()

        milliseconds(played, 5)
        figures[name] = milliseconds(played, FRAMES)
        session.play(False)
    window.bench.right.reset()
    for name, by in (
        ("a key held down, by operation", Granularity.OPERATION),
        ("a key held down, by update", Granularity.UPDATE),
    ):
        session.dispatch(Seek(UPDATES // 2))
        session.settle()

        def stepped(by: Granularity = by) -> None:
            session.dispatch(Step(by))
            # What has changed is painted in here, as on a screen.
            QCoreApplication.processEvents()

        milliseconds(stepped, 5)
        figures[name] = milliseconds(stepped, FRAMES)
    session.settle()
    single, turned = singles(session, window)
    plain = float(np.median(reference(qtbot)))
    print(f"\n{UPDATES:,} updates, 1600 x 900, offscreen; six plain plots {plain:.1f} ms")
    for name, found in figures.items():
        median, late = np.quantile(found, [0.5, 0.95])
        print(f"{name}: median {median:.1f} ms, 95th percentile {late:.1f} ms")
    print(f"one press at a time, by operation: median {np.median(single):.1f} ms;")
    print(f"into or out of the update, where the right column turns: {np.median(turned):.1f} ms")
    for name, found in figures.items():
        assert np.median(found) < MEDIAN * plain and np.quantile(found, 0.95) < LATE * plain, name
    assert np.median(single) < MEDIAN * plain
    gc.unfreeze()
    window._leave()

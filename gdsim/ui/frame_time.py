"""Frame time: what a frame of the running window takes, late in a long run; ``gdsim bench`` runs it as a process."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

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
from gdsim.ui.window import Window

SIZE = (1600, 900)
PLAYED = (
    ("playing by operation", Granularity.OPERATION, False, False),
    ("playing by update", Granularity.UPDATE, False, False),
    ("playing by update, with the optimizer table", Granularity.UPDATE, False, True),
    ("playing by update, new ones", Granularity.UPDATE, True, False),
)
HELD = (
    ("a key held down, by operation", Granularity.OPERATION),
    ("a key held down, by update", Granularity.UPDATE),
)


def milliseconds(frame: Callable[[], object], frames: int) -> np.ndarray:
    """The time of each of so many frames, shape (frames,)."""
    found = []
    for _ in range(frames):
        clock = time.perf_counter()
        frame()
        found.append(1e3 * (time.perf_counter() - clock))
    return np.array(found)


def window_after(updates: int) -> Window:
    """A window with the six plots, two moons 2-4-3-1 with Adam, so many updates made and a weight selected."""
    data = Data("two_moons", frozen({"samples": 200, "noise": 0.14}), 0.2, "none")
    layers = (Layer(4, activation("tanh")), Layer(3, activation("tanh")), Layer(1, activation("sigmoid")))
    experiment = Experiment(data, Network(layers), loss("binary_cross_entropy"))
    experiment = replace(
        experiment,
        sampling=Sampling("mini_batch", "shuffle", 10),
        optimizer=optimizer("adam", learning_rate=0.02),
    )
    window = Window(replace(experiment, seed=7), remember=False)
    window.use_theme("dark")
    window.build_plots()
    window.resize(*SIZE)
    window.show()
    window.session.dispatch(Select("W2[3,2]"))
    window.session.dispatch(Seek(updates))
    window.session.settle()
    window.grab()
    return window


def running(window: Window, updates: int, frames: int) -> dict[str, np.ndarray]:
    """Milliseconds of the frames of each way to run, each (frames,): steps and the repaint that follows them."""
    session, figures = window.session, {}
    for name, by, at_head, table in PLAYED:
        session.dispatch(ChooseGranularity(by))
        session.dispatch(Seek(updates if at_head else updates // 2))
        session.settle()
        if table is not window.bench.right.has_table:
            window.bench.right.toggle_table()
        session.set_speed(200.0)
        session.play(True)

        def played() -> None:
            session.frame()
            QCoreApplication.processEvents()

        milliseconds(played, 5)
        figures[name] = milliseconds(played, frames)
        session.play(False)
    window.bench.right.reset()
    for name, by in HELD:
        session.dispatch(Seek(updates // 2))
        session.settle()

        def stepped(by: Granularity = by) -> None:
            session.dispatch(Step(by))
            # What has changed is painted in here, as on a screen.
            QCoreApplication.processEvents()

        milliseconds(stepped, 5)
        figures[name] = milliseconds(stepped, frames)
    session.settle()
    return figures


def main() -> None:
    """Print median and 95th percentile of each way to run, as JSON."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gdsim.ui.application import application

    running_application = application(["gdsim"])
    updates = 10_000
    window = window_after(updates)
    gc.freeze()  # as the program does it
    found = running(window, updates, 60)
    print(json.dumps({
        name: {"median_ms": float(np.median(times)), "p95_ms": float(np.quantile(times, 0.95))}
        for name, times in found.items()
    }))  # fmt: skip
    window.leave()
    del running_application


if __name__ == "__main__":
    main()

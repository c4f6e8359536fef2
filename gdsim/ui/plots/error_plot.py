"""Error plot: how large the error is that each sample of this batch sends back, with the wrong classes marked."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QBrush

from gdsim.core.accuracy import Decision
from gdsim.core.readings.digits import short
from gdsim.core.registries import LOSSES
from gdsim.state.intents import ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.figure import Entry, Stroke
from gdsim.ui.plots.markers import marker
from gdsim.ui.plots.pens import pen
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.plots.scale import linear
from gdsim.ui.theme import Theme

_EMPTY = "The first line of backprop fills it: step on to stage 4"


class ErrorPlot(QObject):
    """One bar a sample: ‖δ‖ of the last layer; the sample in view is strong."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.card = PlotCard(
            "Error per sample", "length of δ of the last layer, for each sample of this batch", "error"
        )
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._sizes = np.empty(0)
        self._wrong = np.empty(0, dtype=bool)
        self._key: tuple[object, ...] = ()
        self._bars = pg.BarGraphItem(x=[], height=[], width=0.7)
        self._crosses = pg.ScatterPlotItem(pxMode=True)
        canvas = self.card.canvas
        for item in (self._bars, self._crosses):
            canvas.addItem(item, ignoreBounds=True)
        canvas.pointed.connect(self._choose)
        canvas.reading = self._reading
        self.card.numbers = self.table

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme; bars follow at the next snapshot."""
        self._theme = theme
        self._key = ()
        self.card.wear(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws the errors once they are computed."""
        self._snapshot = snapshot
        layers = snapshot.program.layout.layers
        delta = snapshot.value(f"delta{layers}")
        key = (id(snapshot.trace), delta is None, snapshot.model.sample, snapshot.model.mean)
        if key == self._key:
            return
        self._key = key
        if delta is None or not np.isfinite(delta).all():
            self._sizes, self._wrong = np.empty(0), np.empty(0, dtype=bool)
        else:
            self._sizes = np.sqrt(np.square(delta).sum(axis=0))
            self._wrong = _wrong(snapshot)
        self._draw()

    def table(self) -> Table | None:
        """The error of each sample; None before it is computed."""
        if self._snapshot is None or not len(self._sizes):
            return None
        rows = self._snapshot.samples.rows[self._snapshot.position.batch]
        return ("sample of the batch", "row", "error", "wrong class"), [
            [number + 1, int(rows[number]) + 1, float(size), int(self._wrong[number])]
            for number, size in enumerate(self._sizes)
        ]

    def _draw(self) -> None:
        snapshot, theme, count = self._snapshot, self._theme, len(self._sizes)
        assert snapshot is not None and theme is not None
        canvas = self.card.canvas
        batch = len(snapshot.position.batch)
        y = linear(self._sizes * 1.12 if count else np.array([0.0, 1.0]), zero=True)
        every = max(1, -(-batch // 4))
        ticks = tuple((float(n), str(n)) for n in sorted({1, *range(every, batch + 1, every)}))
        canvas.set_frame((0.4, batch + 0.6, ticks), y, np.empty(0))
        chosen = -1 if snapshot.model.mean else snapshot.model.sample
        brushes = [QBrush(theme.colour("gradient", 1.0 if n == chosen else 0.6)) for n in range(count)]
        width = 0.72 if batch <= 60 else 1.0
        self._bars.setOpts(x=np.arange(1, count + 1), height=self._sizes, width=width, brushes=brushes,
                           pen=pg.mkPen(None))  # fmt: skip
        wrong = np.flatnonzero(self._wrong)
        room = 0.05 * (y.high - y.low)
        self._crosses.setData(wrong + 1.0, self._sizes[wrong] + room, symbol=marker("cross"), size=7,
                              brush=theme.colour("text"), pen=pen(theme, Stroke("text", 0.5)))  # fmt: skip
        layer = snapshot.program.layout.layers
        legend: tuple[Entry, ...] = ()
        if count and snapshot.samples.classes:
            legend = (Entry(f"wrong class: {len(wrong)}", marker="cross"),)
        self.card.say(f"‖δ{str(layer).translate(_RAISED)}‖", legend, "" if count else _EMPTY)

    def _at(self, x: float) -> int | None:
        place = round(x) - 1
        return place if 0 <= place < len(self._sizes) else None

    def _choose(self, x: float, y: float) -> None:
        place = self._at(x)
        if place is not None and self._snapshot is not None and place != self._snapshot.model.sample:
            self.wanted.emit(ViewSample(place))

    def _reading(self, x: float, y: float) -> str:
        place = self._at(x)
        if place is None or self._snapshot is None:
            return ""
        row = int(self._snapshot.samples.rows[self._snapshot.position.batch[place]]) + 1
        wrong = " · wrong class" if self._wrong[place] else ""
        return f"sample {place + 1}, row {row}<br>‖δ‖ <b>{short(float(self._sizes[place]))}</b>{wrong}"


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _wrong(snapshot: Snapshot) -> np.ndarray:
    """Which samples of the batch get a class that is not theirs; none where there are no classes."""
    batch = snapshot.position.batch
    answer = snapshot.value(f"a{snapshot.program.layout.layers}")
    if answer is None or not snapshot.samples.classes:
        return np.zeros(len(batch), dtype=bool)
    declared = LOSSES[snapshot.current.loss.function.key]
    right = Decision(declared.class_codes).classes(snapshot.samples.y[:, batch])
    return np.asarray(Decision(declared.class_codes, declared.decision).classes(answer) != right)

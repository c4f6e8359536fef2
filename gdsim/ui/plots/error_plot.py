"""Error plot: how long δ of the output is for each sample of this update's batch; the wrong ones have a cross."""

from __future__ import annotations

from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Signal

from gdsim.core.readings.digits import short
from gdsim.insight.error_bars import ErrorBars, error_bars, wrong_classes
from gdsim.state.intents import ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.classes import decision_of, named_classes
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.markers import marker
from gdsim.ui.plots.pens import outline
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.plots.scale import Scale, Tick, linear, within_reach
from gdsim.ui.plots.tint import tint
from gdsim.ui.theme import Theme

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TIP = (
    "length of each sample's δ of the output: how far its outputs are off, as backpropagation starts from it"
)


class ErrorPlot(QObject):
    """Bars; the sample in view is outlined, a click views another."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.card = PlotCard("Error per sample", _TIP, "error")
        self.card.numbers = self.table
        self.bars: ErrorBars | None = None
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._subject: tuple[object, ...] = ()
        self._named = False
        self._key: tuple[object, ...] = ()
        canvas = self.card.canvas
        self._items = pg.BarGraphItem(x=[], height=[], width=0.76)
        self._viewed = pg.BarGraphItem(x=[], height=[], width=0.76)
        self._crosses = pg.ScatterPlotItem(pxMode=True)
        for depth, item in ((2, self._items), (3, self._viewed), (4, self._crosses)):
            item.setZValue(depth)
            canvas.addItem(item, ignoreBounds=True)
        canvas.pointed.connect(self._choose)
        canvas.reading = self._reading

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme; bars follow at once where there are any."""
        self._theme = theme
        self._key = ()
        self.card.wear(theme)
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws what has changed: δ of the output, or the sample in view."""
        assert self._theme is not None, "a theme comes before the first snapshot"
        self._snapshot = snapshot
        layer = snapshot.program.layout.layers
        delta = snapshot.value(f"delta{layer}")
        seen = -1 if snapshot.model.mean else snapshot.model.sample
        key = (snapshot.trace, delta is None, seen)
        if len(self._key) == 3 and key[0] is self._key[0] and key[1:] == self._key[1:]:
            return
        self._key = key
        self._name(snapshot)
        count = len(snapshot.position.batch)
        if delta is None:
            self.bars = None
            self._show_nothing(count, layer)
            return
        self.bars = error_bars(delta, self._wrong(snapshot, layer))
        self._show_bars(self._theme, self.bars, seen, layer)

    def table(self) -> Table | None:
        """The error of each bar's sample; None before it is computed."""
        if self.bars is None or self._snapshot is None:
            return None
        rows = self._snapshot.samples.rows[self._snapshot.position.batch]
        bars = zip(
            self.bars.samples.tolist(), self.bars.heights.tolist(), self.bars.wrong.tolist(), strict=True
        )
        return ("sample of the batch", "row", "error", "wrong class"), [
            [sample + 1, int(rows[sample]) + 1, height, int(wrong)] for sample, height, wrong in bars
        ]

    def _wrong(self, snapshot: Snapshot, layer: int) -> np.ndarray | None:
        outputs, targets = snapshot.value(f"a{layer}"), snapshot.value("y")
        if not self._named or outputs is None or targets is None:
            return None
        return wrong_classes(decision_of(snapshot.current), outputs, targets)

    def _name(self, snapshot: Snapshot) -> None:
        """Whether there are classes; asked once for each set of samples."""
        subject = (snapshot.samples, snapshot.current.loss.function.key)
        if not self._subject or subject[0] is not self._subject[0] or subject[1] != self._subject[1]:
            self._subject = subject
            self._named = bool(named_classes(snapshot.samples, snapshot.current))

    def _show_nothing(self, count: int, layer: int) -> None:
        for item in (self._items, self._viewed):
            item.setOpts(x=[], height=[])
        self._crosses.setData([], [])
        self._set_axes(count, 1, Scale(0.0, 1.0, ()))
        # The legend keeps its row, so that the plot does not jump at every update.
        legend = (Entry("wrong class", marker="cross"),) if self._named else ()
        self.card.legend.setVisible(bool(legend))
        self.card.say(_norm(layer), legend, "not computed yet")

    def _show_bars(self, theme: Theme, bars: ErrorBars, seen: int, layer: int) -> None:
        heights = np.nan_to_num(within_reach(bars.heights))
        scale = linear(heights, zero=True)
        if bars.wrongs:  # room over the highest bar for its cross
            scale = Scale(scale.low, scale.high + 0.14 * (scale.high - scale.low), scale.ticks)
        self._set_axes(bars.count, bars.each, scale)
        x = np.arange(len(heights)) + 1.0
        none = pg.mkPen(None)
        self._items.setOpts(x=x, height=heights, brush=tint(theme, "gradient", 0.6), pen=none)
        place = bars.bar_of(seen)
        chosen = slice(place, place + 1) if 0 <= seen < bars.count else slice(0, 0)
        self._viewed.setOpts(
            x=x[chosen],
            height=heights[chosen],
            brush=theme.colour("gradient"),
            pen=outline(theme, "text", 1.4 if len(x) <= 40 else 1.0),
        )
        over = 0.06 * (scale.high - scale.low)
        self._crosses.setData(
            x[bars.wrong], heights[bars.wrong] + over, symbol=marker("cross"),
            size=9 if len(x) <= 40 else 6, pen=None, brush=theme.colour("text"),
        )  # fmt: skip
        legend: tuple[Entry, ...] = ()
        if bars.wrongs is not None:
            legend = (Entry(f"wrong class: {bars.wrongs}", marker="cross"),)
        self.card.legend.setVisible(bool(legend))
        note = f"each bar the largest of {bars.each}" if bars.each > 1 else ""
        caption = _norm(layer) if not note else f"{_norm(layer)}, {len(x)} bars"
        self.card.say(caption, legend, "", note)

    def _set_axes(self, count: int, each: int, scale: Scale) -> None:
        bars = -(-count // each)
        self.card.canvas.set_frame((0.4, bars + 0.6, _ticks(count, each)), scale, np.empty(0))

    def _at(self, x: float) -> int | None:
        place = round(x) - 1
        return place if self.bars is not None and 0 <= place < len(self.bars.heights) else None

    def _choose(self, x: float, y: float) -> None:
        place = self._at(x)
        if place is None or self.bars is None or self._snapshot is None:
            return
        sample = int(self.bars.samples[place])
        if sample != self._snapshot.model.sample or self._snapshot.model.mean:
            self.wanted.emit(ViewSample(sample))

    def _reading(self, x: float, y: float) -> str:
        place = self._at(x)
        if place is None or self.bars is None or self._snapshot is None:
            return ""
        bars, snapshot = self.bars, self._snapshot
        sample = int(bars.samples[place])
        name = escape(_norm(snapshot.program.layout.layers))
        text = f"sample {sample + 1} of {bars.count}, {name} <b>{short(bars.heights[place])}</b>"
        if bars.each > 1:
            last = min((place + 1) * bars.each, bars.count)
            text += f"<br>largest of samples {place * bars.each + 1} to {last}"
        if bars.wrong[place]:
            text += "<br>wrong class" if bars.each == 1 else "<br>with wrong classes"
        return text


def _norm(layer: int) -> str:
    return f"‖δ{str(layer).translate(_RAISED)}‖"


def _ticks(count: int, each: int) -> tuple[Tick, ...]:
    """The first sample and a few round ones, at their bars."""
    step = next(n * power for power in (1, 10, 100, 1000, 10**4, 10**5) for n in (1, 2, 4, 5)
                if count // (n * power) <= 4)  # fmt: skip
    numbers = [1, *range(max(step, 2), count + 1, step)]
    return tuple((float((number - 1) // each + 1), str(number)) for number in numbers)

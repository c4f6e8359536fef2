"""Line plot: draws a figure of the run into a card, and draws it again only when it has changed."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Signal

from gdsim.core.readings.digits import short
from gdsim.state.intents import Seek
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.decimate import BUCKETS, HASTY, chained, decimated, decimated_columns
from gdsim.ui.plots.figure import Curve, Figure
from gdsim.ui.plots.pens import pen
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.plots.run import Run, run_of
from gdsim.ui.plots.x_axis import Along, XAxis
from gdsim.ui.theme import Theme

POINTS = 6000
"""At most about so many points in a plot, however many curves it has."""
_NEAR = 14.0

Draw = Callable[[Snapshot, Run], Figure]


class LinePlot(QObject):
    """One plot over the run.

    Args:
        title: its quantity.
        draw: what it shows of a snapshot.
        by_epoch: True where it changes with each epoch row, False with each update.
        tip: the quantity in one sentence.
        name: the name under which an arrangement remembers it.
    """

    wanted = Signal(object)

    def __init__(self, title: str, draw: Draw, by_epoch: bool, tip: str = "", name: str = "") -> None:
        super().__init__()
        self.card = PlotCard(title, tip, name)
        self.card.canvas.pointed.connect(self._seek)
        self.card.canvas.reading = self._reading
        self.card.legend.toggled.connect(self._toggle)
        self.card.numbers = self.table
        self._hidden: frozenset[str] = frozenset()
        self._draw = draw
        self._by_epoch = by_epoch
        self._theme: Theme | None = None
        self._items: list[pg.PlotCurveItem] = []
        self._key: tuple[object, ...] = ()
        self._figure: Figure | None = None
        self._axis: XAxis | None = None

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme; lines follow at the next snapshot."""
        self._theme = theme
        self._key = ()
        self.card.wear(theme)

    def show_snapshot(
        self,
        snapshot: Snapshot,
        axis: XAxis,
        run: Run | None = None,
        stamp: object = None,
        exact: bool = True,
        hold: bool = False,
    ) -> bool:
        """Draws the run as far as it has been made, with the cursor in it.

        Args:
            axis: what runs from left to right.
            run: the run of the snapshot, where it is known already.
            stamp: what else changes the picture.
            exact: False where frames follow each other and another one comes after them.
            hold: True where only the cursor moves; new points come with a later frame.

        Returns:
            True where the lines were drawn anew.
        """
        run = run or run_of(snapshot)
        layout = snapshot.program.layout
        count = run.rows if self._by_epoch else run.made
        if not exact:
            # A hundredth of the width is two pixels; the last frame draws all.
            count -= count % max(1, count // HASTY)
        key = (run.curves, count, axis.along, axis.end, snapshot.model.selected, layout.units,
               snapshot.model.marks.watched, self._hidden, stamp, self._buckets)  # fmt: skip
        # An empty plot and another run do not wait.
        grown = self._figure is not None and not self._figure.empty and self._key[:1] == (run.curves,)
        draws = key != self._key and not (hold and grown)
        if draws:
            self._key, self._axis = key, axis
            self._figure = self._draw(snapshot, run)
            self._paint(self._figure, axis)
        at = snapshot.model.cursor.update
        self.card.canvas.set_cursor(axis.at(at) if run.made >= axis.epochs.updates[0] + 1 else None)
        return draws

    @property
    def _buckets(self) -> int:
        """About one for each pixel: more draw the same picture, only slower."""
        return min(BUCKETS, 100 * math.ceil(self.card.canvas.width() / 100))

    def _paint(self, figure: Figure, axis: XAxis) -> None:
        canvas = self.card.canvas
        self.card.say(figure.caption, figure.legend, figure.empty)
        self.card.legend.set_hidden(self._hidden)
        canvas.set_frame((axis.start, axis.end, axis.ticks), figure.y, axis.epoch_lines, axis.fewer_ticks)
        while len(self._items) < len(figure.curves):
            self._items.append(pg.PlotCurveItem(antialias=True))
            canvas.addItem(self._items[-1], ignoreBounds=True)
        for number, item in enumerate(self._items):
            shown = (
                number < len(figure.curves)
                and len(figure.curves[number].updates) > 1
                and figure.curves[number].group not in self._hidden
            )
            item.setVisible(shown)
            if shown:
                # The strong line of what is selected lies over the others.
                item.setZValue(number / 100 + figure.curves[number].stroke.width)
                together = sum(each.columns.shape[1] for each in figure.curves)
                x, y = _line(figure.curves[number], axis, self._buckets, together)
                assert self._theme is not None, "a theme comes before the first snapshot"
                item.setData(x, y, connect="finite", pen=pen(self._theme, figure.curves[number].stroke))
        canvas.redraw()

    def table(self) -> Table | None:
        """Every number that is drawn, none left out; None while there is none."""
        figure, axis = self._figure, self._axis
        if figure is None or axis is None or not figure.curves or figure.empty:
            return None
        updates = figure.curves[0].updates
        heads = ["update", *([] if axis.along is Along.UPDATES else [axis.along.unit])]
        heads += [name for curve in figure.curves for name in curve.names]
        values = np.concatenate([curve.columns for curve in figure.curves], axis=1)
        values = 10.0**values if figure.logarithmic else values
        places = axis.of(updates)[:, None][:, : len(heads) - 1 - values.shape[1]]
        rows = np.concatenate([places, values], axis=1).tolist()
        return heads, [[int(update), *row] for update, row in zip(updates, rows, strict=True)]

    def _toggle(self, group: str) -> None:
        """Hides the lines of a group, or shows them again."""
        self._hidden ^= {group}
        if self._figure is not None and self._axis is not None:
            self._paint(self._figure, self._axis)

    def _seek(self, x: float, y: float) -> None:
        if self._axis is not None and self.card.canvas.cursor_place is not None:
            self.wanted.emit(Seek(self._axis.update_at(x)))

    def _reading(self, x: float, y: float) -> str:
        """The values at the point nearest to the pointer, with its epoch and update."""
        figure, axis = self._figure, self._axis
        if figure is None or axis is None or figure.empty:
            return ""
        near = figure.curves[0].updates
        place = int(np.abs(axis.of(near) - x).argmin())
        update = int(near[place])
        if self._by_epoch:
            head = f"epoch {axis.epochs.place(update)[0]}" if update else "start"
        else:
            head = "epoch {}, update {}".format(*axis.epochs.place(update))
        values = [
            (name, float(value), curve.stroke.width)
            for curve in figure.curves
            if curve.group not in self._hidden and place < len(curve.columns)
            for name, value in zip(curve.names, curve.columns[place], strict=True)
        ]
        if figure.nearest and values:
            one = min(values, key=lambda entry: (_far(entry[1], y), -entry[2]))
            values = [one] if _far(one[1], y) < _NEAR * self.card.canvas.pixel()[1] else []
        parts = [f"{name} <b>{_value(value, figure.logarithmic)}</b>" for name, value, _ in values]
        return "<br>".join([head, *parts])


def _line(curve: Curve, axis: XAxis, buckets: int, together: int) -> tuple[np.ndarray, np.ndarray]:
    """The points of a curve, decimated, as one line; ``together`` curves share the plot."""
    x, y = axis.of(curve.updates), curve.columns
    if y.shape[1] == 1:
        return decimated(x, y[:, 0], buckets)
    return chained(*decimated_columns(x, y, max(12, min(buckets, POINTS // (2 * together)))))


def _far(value: float, y: float) -> float:
    return abs(value - y) if np.isfinite(value) else np.inf


def _value(value: float, logarithmic: bool) -> str:
    if not np.isfinite(value):
        return "none"
    return short(10.0**value if logarithmic else value)

"""Data plot: the samples, the batch of this update ringed, and what the network at the cursor says around them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Signal

from gdsim.core.readings.digits import short
from gdsim.data.prepare import Samples
from gdsim.state.intents import ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots import data_view as view
from gdsim.ui.plots.figure import Entry, Stroke
from gdsim.ui.plots.markers import marker
from gdsim.ui.plots.pens import outline, pen
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.plots.scale import Scale, linear_ticks
from gdsim.ui.theme import Theme

_NEAR = 10.0
_FITTED = Stroke("action", 2.0)
_STEPS = 240


class DataPlot(QObject):
    """Two inputs as a plane with regions, or one input against the target with the fitted curve."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.card = PlotCard(
            "Data", "the samples, and what the network at the cursor answers; batch ringed", "data"
        )
        self.card.numbers = self.table
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._samples: Samples
        self._marks_key: tuple[object, ...] = ()
        self._answer_key: tuple[object, ...] = ()
        self._batch_key: tuple[object, ...] = ()
        self._frame = view.Frame(0.0, 1.0, 0.0, 1.0)
        canvas = self.card.canvas
        self._image = pg.ImageItem()
        self._fitted = pg.PlotCurveItem(antialias=True)
        self._marks: list[pg.ScatterPlotItem] = []
        self._rings = pg.ScatterPlotItem(pxMode=True)
        self._viewed = pg.ScatterPlotItem(pxMode=True)
        for depth, item in ((-5, self._image), (9, self._fitted), (10, self._rings), (11, self._viewed)):
            item.setZValue(depth)
            canvas.addItem(item, ignoreBounds=True)
        canvas.pointed.connect(self._choose)
        canvas.reading = self._reading

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme; marks follow at the next snapshot."""
        self._theme = theme
        self._marks_key = self._answer_key = self._batch_key = ()
        self.card.wear(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws what has changed: samples, answer, batch."""
        assert self._theme is not None, "a theme comes before the first snapshot"
        marks = (snapshot.samples, snapshot.current.loss.function.key)
        if not _same(marks, self._marks_key):
            self._samples = view.classed(snapshot.samples, snapshot.current)
        # One set of samples for all that is drawn: with classes also where the loss alone makes them.
        snapshot = replace(snapshot, samples=self._samples)
        self._snapshot = snapshot
        samples, cursor = snapshot.samples, snapshot.model.cursor
        answer = (samples, snapshot.curves, snapshot.model.experiment, cursor.update, snapshot.finished)
        batch = (samples, snapshot.position.batch.tobytes(), snapshot.model.sample)
        if not _same(marks, self._marks_key):
            self._marks_key = marks
            self._frame = view.frame(samples)
            self._show_marks(self._theme, snapshot)
            self._set_axes(snapshot)
        if not _same(answer, self._answer_key):
            self._answer_key = answer
            self._show_answer(self._theme, snapshot)
        if not _same(batch, self._batch_key):
            self._batch_key = batch
            self._show_batch(self._theme, snapshot)

    def _show_marks(self, theme: Theme, snapshot: Snapshot) -> None:
        samples = snapshot.samples
        canvas = self.card.canvas
        for item in self._marks:
            canvas.removeItem(item)
        self._marks = []
        legend = []
        for test in (True, False):
            across, up = view.points(samples, test)
            for group in view.groups(samples, test):
                edge = outline(theme, group.role if test else "panel", 1.1 if test else 0.8)
                item = pg.ScatterPlotItem(
                    across[group.places], up[group.places], symbol=marker(group.marker), pen=edge,
                    brush=None if test else theme.colour(group.role), size=5 if test else 7, pxMode=True,
                )  # fmt: skip
                item.setZValue(6 if test else 7)
                canvas.addItem(item, ignoreBounds=True)
                self._marks.append(item)
                if not test:
                    legend.append(Entry(group.name, marker=group.marker, role=group.role))
        if samples.x_test.shape[1]:
            legend.append(Entry("test", marker="circle", role="muted", hollow=True))
        legend.append(Entry("batch", marker="circle", role="text", hollow=True, wide=True))
        if view.is_curve(samples):
            legend.insert(0, Entry("network", stroke=_FITTED))
        self.card.say(view.caption(samples), tuple(legend), "", view.remark(samples))
        self.card.set_title(view.title(samples))

    def _set_axes(self, snapshot: Snapshot) -> None:
        samples, frame = snapshot.samples, self._frame
        names = samples.features
        if view.is_curve(samples):
            left = samples.outputs[0] if samples.outputs else "target"
        else:
            left = names[1]
        self.card.canvas.name_axes(*(escape(name.replace("_", " ")) for name in (names[0], left)))
        across = linear_ticks(frame.left, frame.right)
        self.card.canvas.set_frame(
            (frame.left, frame.right, across),
            Scale(frame.bottom, frame.top, linear_ticks(frame.bottom, frame.top)),
            np.empty(0),
        )

    def _show_answer(self, theme: Theme, snapshot: Snapshot) -> None:
        samples = snapshot.samples
        flat = view.is_curve(samples)
        self._image.setVisible(not flat)
        self._fitted.setVisible(flat)
        if flat:
            across = np.linspace(self._frame.left, self._frame.right, _STEPS)
            along = snapshot.probe.outputs(across[None, :])[0]
            along = np.where(np.isfinite(along), along, np.nan)
            self._fitted.setData(across, along, connect="finite", pen=pen(theme, _FITTED))
            self._frame = view.frame(samples, along)
            self._set_axes(snapshot)
            return
        frame = self._frame
        outputs = snapshot.probe.outputs(view.mesh(frame, samples))
        self._image.setImage(
            view.regions(outputs, samples, snapshot.current, theme), autoLevels=False, levels=None
        )
        self._image.setRect(
            QRectF(frame.left, frame.bottom, frame.right - frame.left, frame.top - frame.bottom)
        )

    def _show_batch(self, theme: Theme, snapshot: Snapshot) -> None:
        across, up = view.points(snapshot.samples)
        batch = snapshot.position.batch[: view.MOST]
        self._rings.setData(across[batch], up[batch], symbol="o", size=13, brush=None,
                            pen=outline(theme, "text", 1.6))  # fmt: skip
        seen = snapshot.position.batch[snapshot.model.sample : snapshot.model.sample + 1]
        self._viewed.setData(across[seen], up[seen], symbol="o", size=18, brush=None,
                             pen=outline(theme, "action", 2.4))  # fmt: skip

    def table(self) -> Table | None:
        """Every sample with its inputs and targets, and whether it is in the batch."""
        if self._snapshot is None:
            return None
        samples = self._snapshot.samples
        batch = set(self._snapshot.position.batch.tolist())
        targets = samples.outputs or tuple(f"target {n + 1}" for n in range(samples.y.shape[0]))
        train = np.concatenate([samples.x, samples.y]).T.tolist()
        test = np.concatenate([samples.x_test, samples.y_test]).T.tolist()
        rows = [[*row, "train", int(number in batch)] for number, row in enumerate(train)]
        return (*samples.features, *targets, "set", "in the batch"), rows + [
            [*row, "test", 0] for row in test
        ]

    def _nearest(self, places: np.ndarray, x: float, y: float, test: bool = False) -> int | None:
        """Which of these samples lies under the pointer."""
        if self._snapshot is None or not len(places):
            return None
        across, up = view.points(self._snapshot.samples, test)
        wide, high = self.card.canvas.pixel()
        far = np.hypot((across[places] - x) / wide, (up[places] - y) / high)
        nearest = int(far.argmin())
        return nearest if far[nearest] <= _NEAR else None

    def _in_batch(self, x: float, y: float) -> int | None:
        """The sample of the batch under the pointer; those are on top."""
        batch = self._snapshot.position.batch if self._snapshot is not None else np.arange(0)
        place = self._nearest(batch, x, y)
        return None if place is None else int(batch[place])

    def _choose(self, x: float, y: float) -> None:
        if self._snapshot is not None:
            place = self._nearest(self._snapshot.position.batch, x, y)
            if place is not None and place != self._snapshot.model.sample:
                self.wanted.emit(ViewSample(place))

    def _reading(self, x: float, y: float) -> str:
        if self._snapshot is None:
            return ""
        samples = self._snapshot.samples
        for test in (False, True):
            inputs, targets = (samples.x_test, samples.y_test) if test else (samples.x, samples.y)
            found = None if test else self._in_batch(x, y)
            if found is None:
                found = self._nearest(np.arange(inputs.shape[1]), x, y, test)
            if found is None:
                continue
            labels, rows = (
                (samples.labels_test, samples.rows_test) if test else (samples.labels, samples.rows)
            )
            answer = self._snapshot.probe.outputs(inputs[:, found : found + 1])[:, 0]
            where = np.flatnonzero(self._snapshot.position.batch == found)
            kind = "for testing" if test else "not in this batch"
            if len(where) and not test:
                kind = f"sample {where[0] + 1} of {len(self._snapshot.position.batch)} in this batch"
            target = (
                escape(samples.classes[labels[found]]) if labels is not None else _numbers(targets[:, found])
            )
            return (
                f"row {rows[found] + 1}, {kind}<br>target <b>{target}</b> · network <b>{_numbers(answer)}</b>"
            )
        return ""


def _numbers(values: np.ndarray) -> str:
    return ", ".join(short(value, 3) for value in values[:4]) + (" …" if len(values) > 4 else "")


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Equal by identity, or by value for numbers, bytes and words."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, (int, bytes, str)) and a == b) for a, b in zip(one, other, strict=True)
    )

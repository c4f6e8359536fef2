"""Surface plot: the loss around the parameters as contours, of all samples and of this batch, with the run's path."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform
from PySide6.QtWidgets import QMenu

from gdsim.core.readings.digits import short
from gdsim.insight.contours import contours
from gdsim.insight.landscape import Plane, Survey, levels, plane
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.figure import Entry, Stroke
from gdsim.ui.plots.pens import pen
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.plots.run import run_of
from gdsim.ui.plots.scale import Scale, linear_ticks
from gdsim.ui.theme import Theme

SLICE = 0.007
"""Seconds of a frame in which heights are found."""
_FULL = Stroke("action", 1.1)
_BATCH = Stroke("gradient", 1.1, (4.0, 2.5))
_PATH = Stroke("muted", 1.4)
_ARROW = Stroke("gradient", 3.0)
_EMPTY = "Each update adds to the path: press Update, and the loss around it is drawn"


class SurfacePlot(QObject):
    """A plane through the parameters that stays where it is, until the run leaves it or Fit is chosen."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.card = PlotCard(
            "Loss surface",
            "the loss on a plane through the parameters, along the two main directions of the run's path",
            "surface",
        )
        self._theme: Theme | None = None
        self._snapshot: Snapshot | None = None
        self._plane: Plane | None = None
        self._full: Survey | None = None
        self._batch: Survey | None = None
        self._run: object = None
        self._batch_key: tuple[object, ...] = ()
        self._drawn: dict[str, tuple[object, int]] = {}
        self._hidden: frozenset[str] = frozenset()
        canvas = self.card.canvas
        self._lines = {name: pg.PlotCurveItem(antialias=True) for name in ("full", "batch", "path", "arrow")}
        self._head = pg.ScatterPlotItem(pxMode=True)
        self._dot = pg.ScatterPlotItem(pxMode=True)
        for depth, item in enumerate((*self._lines.values(), self._head, self._dot)):
            item.setZValue(depth)
            canvas.addItem(item, ignoreBounds=True)
        canvas.reading = self._reading
        self.card.legend.toggled.connect(self._toggle)
        self.card.numbers = self.table
        self._clock = QTimer(self)
        self._clock.setInterval(16)
        self._clock.timeout.connect(self._work)

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme; lines follow at the next snapshot."""
        self._theme = theme
        self._drawn = {}
        self.card.wear(theme)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws where the run stands; the contours follow bit by bit."""
        self._snapshot = snapshot
        theta = snapshot.probe.state.theta
        if run_of(snapshot).count < 1 or not np.isfinite(theta).all():
            self._forget()
            return
        if self._plane is None or self._run is not snapshot.curves or not self._plane.holds(theta):
            self._run = snapshot.curves
            self._fit(theta)
        position = snapshot.position
        batch = (position.batch.tobytes(), self._plane)
        if snapshot.playing:
            # At every frame there is another batch; its contours come when the run rests.
            self._batch, self._batch_key = None, ()
        elif self._batch is None or batch != self._batch_key:
            assert self._plane is not None
            self._batch_key = batch
            self._batch = Survey(snapshot.probe.batch_loss, self._plane)
        self._show_run(theta)
        self._draw()
        if self._unfinished() and not self._clock.isActive():
            self._clock.start()

    def fit(self) -> None:
        """Turns the plane to the path so far, with the parameters in force in it."""
        self._plane = None
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def add_to(self, menu: QMenu) -> None:
        """The entries of the card's menu that are this plot's own."""
        menu.addAction("Fit the plane to the path", self.fit).setEnabled(self._plane is not None)

    def rest(self) -> None:
        """Nobody looks: the heights that are left wait for the next snapshot."""
        self._clock.stop()

    def finish(self) -> None:
        """Find all that is left at once, for a picture."""
        while self._unfinished():
            self._work()

    def table(self) -> Table | None:
        """The heights of the grid; None before they are known."""
        if self._full is None or not self._full.step:
            return None
        x, y, full = self._full.known()
        batch = np.full_like(full, np.nan)
        if self._batch is not None and self._batch.step == self._full.step:
            batch = self._batch.known()[2]
        rows = [[x[i], y[j], full[i, j], batch[i, j]] for i in range(len(x)) for j in range(len(y))]
        return ("along direction 1", "along direction 2", "L", "L of the batch"), rows

    def _unfinished(self) -> list[Survey]:
        return [survey for survey in (self._full, self._batch) if survey is not None and not survey.complete]

    def _forget(self) -> None:
        self._plane = self._full = self._batch = None
        self._drawn = {}
        for item in self._lines.values():
            item.setData([], [])
        self._head.setData([], [])
        self._dot.setData([], [])
        flat = Scale(0.0, 1.0, ((0.0, ""), (1.0, "")))
        self.card.canvas.set_frame((0.0, 1.0, flat.ticks), flat, np.empty(0))
        self.card.say("", (), _EMPTY)

    def _fit(self, theta: np.ndarray) -> None:
        snapshot = self._snapshot
        assert snapshot is not None
        run = run_of(snapshot)
        downhill = -np.asarray(snapshot.trace["g"])
        self._plane = plane(theta, run.curves.parameters[: run.rows], downhill)
        self._full = Survey(snapshot.probe.training_loss, self._plane)
        self._batch, self._batch_key = None, ()
        left, right, bottom, top = self._plane.box
        ticks = tuple((at, text) for at, text in linear_ticks(bottom, top))
        self.card.canvas.set_frame(
            (left, right, linear_ticks(left, right)), Scale(bottom, top, ticks), np.empty(0)
        )

    def _show_run(self, theta: np.ndarray) -> None:
        snapshot, spread, theme = self._snapshot, self._plane, self._theme
        assert snapshot is not None and spread is not None and theme is not None
        run = run_of(snapshot)
        rows = run.curves.parameters[: run.rows][run.epoch_ends <= snapshot.model.cursor.update]
        here = spread.place(theta)
        path = np.concatenate([spread.place(rows[:: max(1, len(rows) // 400)]), here[None, :]])
        self._lines["path"].setData(path[:, 0], path[:, 1], pen=pen(theme, _PATH))
        self._dot.setData([here[0]], [here[1]], symbol="o", size=9, brush=theme.colour("text"),
                          pen=pen(theme, Stroke("panel", 1.0)))  # fmt: skip
        downhill, whole = _downhill(snapshot)
        self._show_arrow(theme, here, None if downhill is None else spread.turned(downhill))
        entries = [Entry("full L", _FULL, group="full")]
        if self._batch is not None:
            entries.append(Entry("batch", _BATCH, group="batch"))
        if downhill is not None:
            entries.append(Entry("−g" if whole else "−g so far", Stroke("gradient", 2.6)))
        entries.append(Entry("path", _PATH, group="path"))
        self.card.say("", tuple(entries), "")
        self.card.legend.set_hidden(self._hidden)

    def _show_arrow(self, theme: Theme, here: np.ndarray, direction: np.ndarray | None) -> None:
        wide, high = self.card.canvas.pixel()
        length = 0.0 if direction is None else float(np.hypot(direction[0] / wide, direction[1] / high))
        if direction is None or not length > 0:
            self._lines["arrow"].setData([], [])
            self._head.setData([], [])
            return
        # As long as can be seen; how long the gradient is, the other plots say.
        tip = here + direction / length * 30.0
        self._lines["arrow"].setData([here[0], tip[0]], [here[1], tip[1]], pen=pen(theme, _ARROW))
        turn = np.degrees(np.arctan2(direction[1] / high, direction[0] / wide))
        head = QTransform().rotate(-turn).map(_triangle())
        self._head.setData([tip[0]], [tip[1]], symbol=head, size=11, brush=theme.colour("gradient"),
                           pen=pen(theme, Stroke("gradient", 1.0)))  # fmt: skip

    def _work(self) -> None:
        """A slice of the heights, as long as somebody sees it."""
        waiting = self._unfinished()
        if not waiting or self.card.canvas.viewport().visibleRegion().isEmpty():
            self._clock.stop()
            return
        # First a coarse picture of both, then the fine ones: step is 0, then 2.
        min(waiting, key=lambda survey: survey.step).advance(SLICE)
        self._draw()

    def _draw(self) -> None:
        assert self._theme is not None
        for name, survey, stroke in (("full", self._full, _FULL), ("batch", self._batch, _BATCH)):
            step = 0 if survey is None else survey.step
            if self._drawn.get(name) == (survey, step):
                continue
            self._drawn[name] = (survey, step)
            parts = [] if survey is None or not step else self._contours(survey)
            line = np.concatenate(parts) if parts else np.empty((0, 2))
            self._lines[name].setData(line[:, 0], line[:, 1], connect="finite", pen=pen(self._theme, stroke))

    def _contours(self, survey: Survey) -> list[np.ndarray]:
        """All lines of a survey, at the heights of the whole loss so that both can be compared."""
        measure = self._full if self._full is not None and self._full.step else survey
        x, y, heights = survey.known()
        gap = np.full((1, 2), np.nan)
        parts: list[np.ndarray] = []
        for level in levels(measure.known()[2]).tolist():
            for line in contours(x, y, heights, level):
                parts += [line, gap]
        return parts

    def _toggle(self, group: str) -> None:
        self._hidden ^= {group}
        self._lines[group].setVisible(group not in self._hidden)
        self.card.legend.set_hidden(self._hidden)

    def _reading(self, x: float, y: float) -> str:
        snapshot, spread = self._snapshot, self._plane
        if snapshot is None or spread is None:
            return ""
        theta = spread.at((x, y))
        with np.errstate(all="ignore"):
            full, batch = snapshot.probe.training_loss(theta), snapshot.probe.batch_loss(theta)
        return f"full <i>L</i> <b>{short(full)}</b><br>this batch <b>{short(batch)}</b>"


def _downhill(snapshot: Snapshot) -> tuple[np.ndarray | None, bool]:
    """−g as far as it is computed at the cursor, and whether that is all of it."""
    whole = snapshot.value("g")
    if whole is not None:
        return -whole, True
    layout = snapshot.program.layout
    found = np.zeros(layout.size)
    some = False
    for block in layout.blocks:
        part = snapshot.value(f"d{block.name}")
        if part is not None:
            some = True
            block.of(found)[:] = np.reshape(part, block.shape)
    return (-found if some else None), False


def _triangle() -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*p) for p in ((0.6, 0), (-0.4, 0.5), (-0.4, -0.5))]))
    path.closeSubpath()
    return path

"""Surface plot: the loss around the run in a plane, of all samples and of this update's batch, with path and step."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QMenu

from gdsim.insight.landscape import Plane, grid, plane_of
from gdsim.state.intents import Seek
from gdsim.state.snapshot import Snapshot
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.plots.run import run_of
from gdsim.ui.plots.slices import Slices
from gdsim.ui.plots.surface_items import BATCH, FULL, SurfaceItems
from gdsim.ui.plots.surface_moment import downhill, guess, made_of, rows_of, theta_of
from gdsim.ui.plots.surface_path import SurfacePath
from gdsim.ui.plots.surface_reading import Reading
from gdsim.ui.plots.survey import COARSE, FINE, Survey
from gdsim.ui.theme import Theme

_NEAR = 12.0
"""Pixels from the path within which a click means it."""
_TIP = (
    "A plane through the parameters, along the two main directions of the path so far (at the start: along −g). "
    "Lines are places of equal loss L. The dot is the run at the cursor, small dots are ends of epochs, dotted is "
    "what comes later. Arrows show directions, −g dashed and Δθ in stage 5: each is drawn a fifth of the plot long. "
    "The plane stands still; double click fits it to the path again. Click on the path goes there."
)


class SurfacePlot(QObject):
    """Contours of L around the run. The plane stays until the run leaves it, the document changes, or on Fit."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hurried = False
        """While frames follow each other, the batch's lines wait."""
        self.card = PlotCard("Loss surface", f"<qt>{_TIP}</qt>", "surface")  # rich text is broken into lines
        self.plane: Plane | None = None
        self.full: Survey | None = None
        self.batch: Survey | None = None
        self._path: SurfacePath | None = None
        self._snapshot: Snapshot | None = None
        self._dressed = False
        self._document: tuple[object, ...] = ()
        self._batch_key: tuple[object, ...] = ()
        self._moment: tuple[object, ...] = ()
        self._shape = 0.0
        self._whole = False
        self._seconds = 0.0
        self._laid = 0
        self._surveys: dict[float, Survey] = {}
        self.slices = Slices(self.card.canvas.viewport())
        self._build()

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._dressed = True
        self.card.wear(theme)
        self.items.wear(theme)
        self._moment = ()
        if self._snapshot is not None:
            self._show_moment(self._snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws what has changed: plane, batch, place of the cursor; contours follow as they are measured."""
        assert self._dressed, "a theme comes before the first snapshot"
        self._snapshot = snapshot
        document = (snapshot.samples, snapshot.curves, snapshot.current.loss)
        known = len(self._document) == 3 and all(
            old is new or (place == 2 and old == new)
            for place, (old, new) in enumerate(zip(self._document, document, strict=True))
        )
        if not known or self._outgrown(snapshot):
            if not known:
                self.full, self._seconds = None, 0.0
            self._document = document
            self.fit()
            return
        self._show_batch(snapshot)
        self._show_moment(snapshot)
        (self.slices.rest if self.hurried else self.slices.go_on)()

    def _outgrown(self, snapshot: Snapshot) -> bool:
        """True where the run has left the plane, or has a path now to lay one along."""
        if self.plane is None or not self.plane.holds(theta_of(snapshot)):
            return True
        return not self.plane.of_path and rows_of(snapshot) > max(2, 2 * self._laid)

    def add_to(self, menu: QMenu) -> None:
        """The entries of the card's menu that are this plot's own."""
        menu.addAction("Fit the plane to the path", self.fit).setEnabled(self.plane is not None)

    def rest(self) -> None:
        """Nobody looks: what is left to measure waits for the next snapshot."""
        self.slices.rest()

    def finish(self) -> None:
        """Measure all that is left at once, for a picture."""
        self.hurried = False
        if self._snapshot is not None:
            self._show_batch(self._snapshot)
        self.slices.finish()

    def table(self) -> Table | None:
        """What is measured; None before."""
        return None if self.full is None else self.full.table(self.batch)

    def fit(self) -> None:
        """Lays the plane along the path up to the cursor."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        self._moment = self._batch_key = ()
        self._seconds = self.full.seconds if self.full is not None else self._seconds
        self.full = self.batch = self._path = None
        self._surveys.clear()
        self.slices.stop()
        self.items.clear()
        theta = theta_of(snapshot)
        self._laid = rows_of(snapshot)
        path = snapshot.curves.parameters[: self._laid]
        self.plane = plane_of(path, theta, snapshot.trace["g"])
        if self.plane is None:
            one = theta.size < 2
            self.card.say("", (), "one parameter has no plane: its loss is a curve" if one else
                          "the parameters are too far off for a plot")  # fmt: skip
            return
        self._path = SurfacePath(self.plane, snapshot.curves)
        self._lay()
        self._show_batch(snapshot)
        self._show_moment(snapshot)

    def _build(self) -> None:
        canvas = self.card.canvas
        self.items = SurfaceItems(canvas)
        item = canvas.getPlotItem()
        for side in ("left", "bottom"):
            item.hideAxis(side)
        item.layout.setContentsMargins(0, 3, 4, 6)
        canvas.pointed.connect(self._choose)
        canvas.reading = self._reading
        canvas.viewport().installEventFilter(self)
        canvas.box.sigResized.connect(self._lay)
        self.card.legend.toggled.connect(self._toggle)
        self.card.numbers = self.table

    def _toggle(self, group: str) -> None:
        self.items.toggle(group)
        self.card.legend.set_hidden(self.items.hidden)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.fit()
            return True
        return False

    def _lay(self) -> None:
        """Puts the plane's piece into the plot's shape; contours that are drawn stay until they are measured anew."""
        box = self.card.canvas.box
        if self.plane is None or self._snapshot is None or min(box.width(), box.height()) < 8:
            return
        shape = float(box.width() / box.height())
        if self.full is not None and abs(shape / self._shape - 1) < 0.01:
            return
        self._shape = shape
        places = grid(self.plane, FINE, shape)
        box.setRange(xRange=_ends(places.x), yRange=_ends(places.y), padding=0)
        self._seconds = self.full.seconds if self.full is not None else self._seconds
        # The plot comes back to a shape with each turn to the optimizer table and back: what is measured stays known.
        known = self._surveys.get(round(shape, 2))
        if known is None:
            loss = self._snapshot.probe.training_loss
            known = self._surveys[round(shape, 2)] = Survey(
                places, loss, self._seconds or guess(self._snapshot)
            )
        self.full = known
        if known.size:
            self._draw(known)
        self._batch_key = self._moment = ()
        self._show_batch(self._snapshot)
        self._show_moment(self._snapshot)
        self._measure()

    def _show_batch(self, snapshot: Snapshot) -> None:
        fast = self.hurried or snapshot.fast
        drawn, count = snapshot.position.batch, snapshot.samples.x.shape[1]
        key = (snapshot.model.cursor.update, fast)
        if key == self._batch_key or self.full is None:
            return
        self._batch_key = key
        whole = len(drawn) == count and len(np.unique(drawn)) == count
        self.items.show_contours(self.items.batch, None, np.empty(0))
        self.batch = None if fast or whole else Survey(self.full.grid, snapshot.probe.batch_loss)
        self._whole = whole
        self._say()
        if self.batch is not None:
            self._measure()

    def _show_moment(self, snapshot: Snapshot) -> None:
        """Path, dot and arrows."""
        if self.plane is None or self._path is None:
            return
        self._path.grow()
        down, whole = downhill(snapshot)
        step = snapshot.value("step")
        rows = run_of(snapshot).rows
        moment = (snapshot.model.cursor.update, snapshot.finished, rows, whole, step is None)
        if moment == self._moment:
            return
        self._moment = moment
        here = self.plane.places(theta_of(snapshot))
        self.items.show_path(*self._path.parts(made_of(snapshot), rows), here)
        start = self.plane.places(snapshot.trace["theta"])
        ways = [None if way is None else self.plane.along(way) for way in (down, step)]
        self.items.show_arrows(start, ways[0], ways[1], whole == 1.0)

    def _measure(self) -> None:
        self.slices.start(self._work())
        if self.hurried:
            self.slices.rest()

    def _work(self) -> Iterator[None]:
        for size in (COARSE, FINE):
            for survey in (self.full, self.batch):
                if survey is None or survey.size >= size or (size == FINE and survey.slow):
                    continue
                yield from survey.measure(size)
                self._draw(survey)
                yield

    def _draw(self, survey: Survey) -> None:
        """The contours of what has just been measured; the batch's at the values of the full L if it reaches them."""
        full = self.full
        if full is None:
            return
        steps = full.steps() if full.size else np.empty(0)
        if survey is full:
            self.items.show_contours(self.items.full, full, steps)
            self._say()
            return
        low, high = np.nanmin(survey.values), np.nanmax(survey.values)
        if np.count_nonzero((steps > low) & (steps < high)) < 3:
            steps = survey.steps()
        self.items.show_contours(self.items.batch, survey, steps)

    def _say(self) -> None:
        """Legend, and what a reader has to know to read the lines rightly."""
        full, note = self.full, ""
        captions = ["the batch is all samples"] if self._whole else []
        # In the caption, which has its room: a row of its own would change the plot's shape, and so the grid.
        if full is not None and full.too_slow:
            captions.append("full L left out")
        elif full is not None and full.slow:
            captions.append("coarse")
        if full is not None and full.size and not len(full.steps()):
            note = "L is the same all over this plane"
        legend = (
            Entry("full L", stroke=FULL, group="full"),
            Entry("this batch's L", stroke=BATCH, group="batch"),
        )
        self.card.say(", ".join(captions), legend[:1] if self._whole else legend, note)

    def _choose(self, x: float, y: float) -> None:
        found = self._nearest(x, y)
        if found is None or self._snapshot is None or found[1] > _NEAR:
            return
        row, made = found[0], int(self._snapshot.curves.updates[found[0]])
        self.wanted.emit(Seek(made) if row else Seek(made + 1, 0))

    def _nearest(self, x: float, y: float) -> tuple[int, float] | None:
        if self._path is None or self._snapshot is None:
            return None
        rows = run_of(self._snapshot).rows
        return self._path.nearest(np.array([x, y]), self.card.canvas.pixel(), rows)

    def _reading(self, x: float, y: float) -> str:
        snapshot, plane, full = self._snapshot, self.plane, self.full
        if snapshot is None or plane is None or full is None:
            return ""
        reading = Reading(snapshot, plane, full, self._nearest(x, y), self._at_tip(x, y))
        return reading.text(x, y)

    def _at_tip(self, x: float, y: float) -> bool:
        """True where the pointer is at the head of −g."""
        tip = self.items.gradient.tip
        return tip is not None and bool(np.hypot(*((tip - (x, y)) / self.card.canvas.pixel())) < _NEAR)


def _ends(places: np.ndarray) -> tuple[float, float]:
    return float(places[0]), float(places[-1])

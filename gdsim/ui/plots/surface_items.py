"""Surface items: what the loss surface is drawn with: contours, path, dots, arrows."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from gdsim.ui import fonts
from gdsim.ui.plots.canvas import Canvas
from gdsim.ui.plots.figure import Stroke
from gdsim.ui.plots.pens import outline, pen
from gdsim.ui.plots.survey import Survey
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

FULL = Stroke("action", 1.2, opacity=0.85)
BATCH = Stroke("gradient", 1.2, (5.0, 3.0), 0.85)
_PATH = Stroke("text", 1.6)
_LATER = Stroke("text", 1.2, (1.5, 2.5), 0.55)
_DOTS = 40
"""At most so many epochs have a dot: more would be a bar."""
_PUSHED = 6.0
"""Pixels by which the edge may push a name before it changes to the other side of its arrow."""
ARROW = 0.2
"""Length of an arrow as a share of the shorter side of the plot."""


class SurfaceItems:
    """The items on a canvas, and how they are filled."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.full = pg.PlotCurveItem(connect="finite", antialias=True)
        self.batch = pg.PlotCurveItem(connect="finite", antialias=True)
        self.later = pg.PlotCurveItem(antialias=True)
        self._path = pg.PlotCurveItem(antialias=True)
        self._dots = pg.ScatterPlotItem(pxMode=True)
        self._here = pg.ScatterPlotItem(pxMode=True)
        # Dashed lies on top of solid: both are seen where they point the same way.
        self.gradient = Arrow(canvas, "−g", "gradient", (4.0, 2.5), 8.5)
        self.step = Arrow(canvas, "Δθ", "action", (), 8.0)
        items = (self.full, self.batch, self.later, self._path, self._dots, self._here)
        for depth, item in zip((1, 2, 4, 5, 6, 9), items, strict=True):
            item.setZValue(depth)
            canvas.addItem(item, ignoreBounds=True)

    def wear(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.full.setPen(pen(theme, FULL))
        self.batch.setPen(pen(theme, BATCH))
        self._path.setPen(pen(theme, _PATH))
        self.later.setPen(pen(theme, _LATER))
        self._dots.setPen(outline(theme, "panel", 1.0))
        self._dots.setBrush(theme.colour("text"))
        self._here.setPen(outline(theme, "panel", 1.2))
        self._here.setBrush(theme.colour("text"))
        self.gradient.wear(theme)
        self.step.wear(theme)

    def toggle(self, group: str) -> None:
        """Hides, or shows again, the contours of one loss."""
        item = {"full": self.full, "batch": self.batch}[group]
        item.setVisible(not item.isVisible())

    @property
    def hidden(self) -> frozenset[str]:
        """Which contours are hidden by hand."""
        pairs = {"full": self.full, "batch": self.batch}
        return frozenset(group for group, item in pairs.items() if not item.isVisible())

    def clear(self) -> None:
        """Nothing is seen."""
        for item in (self.full, self.batch, self.later, self._path):
            item.setData([], [])
        self._dots.setData([], [])
        self._here.setData([], [])
        self.gradient.hide()
        self.step.hide()

    def show_contours(self, item: pg.PlotCurveItem, survey: Survey | None, steps: np.ndarray) -> None:
        """Draws a survey's contours, or none."""
        if survey is None or not survey.size:
            item.setData([], [])
            return
        item.setData(*survey.lines(steps), connect="finite")

    def show_path(self, before: np.ndarray, later: np.ndarray, here: np.ndarray) -> None:
        """The path up to the cursor, then on, and the dot at the cursor; (points, 2), (points, 2), (2,)."""
        line = np.concatenate([before, here[None]])
        self._path.setData(line[:, 0], line[:, 1])
        ahead = np.concatenate([here[None], later]) if len(later) else later
        self.later.setData(ahead[:, 0], ahead[:, 1])
        dots = before[:: max(1, -(-len(before) // _DOTS))]
        self._dots.setData(dots[:, 0], dots[:, 1], symbol="o", size=5)
        self._here.setData([here[0]], [here[1]], symbol="o", size=10)

    def show_arrows(
        self, start: np.ndarray, down: np.ndarray | None, step: np.ndarray | None, whole: bool
    ) -> None:
        """−g and Δθ as ways in the plane from a place, None where not computed; their names on their outer sides.

        ``whole`` is False while −g is that of some layers only.
        """
        self.gradient.rename("−g" if whole else "−g so far")
        side = 1.0
        if down is not None and step is not None and step[0] * down[1] - step[1] * down[0] < 0:
            side = -1.0
        self.gradient.show(start, down, side)
        self.step.show(start, step, -side)


class Arrow:
    """A shaft, its head and its name; drawn only by direction, since steps differ too much in length."""

    def __init__(self, canvas: Canvas, name: str, role: str, dash: tuple[float, ...], depth: float) -> None:
        self._canvas = canvas
        self._stroke = Stroke(role, 2.6, dash)
        self._shaft = pg.PlotCurveItem(antialias=True)
        self._head = pg.ScatterPlotItem(pxMode=True)
        self._name = pg.TextItem(name, anchor=(0.5, 0.5))
        self._name.setFont(fonts.formula_font(tokens().type.body))
        for item, place in ((self._name, 7.0), (self._shaft, depth), (self._head, depth)):
            item.setZValue(place)
            canvas.addItem(item, ignoreBounds=True)
        self.tip: np.ndarray | None = None
        """Where it ends, None while it is not seen."""
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._shaft.setPen(pen(theme, self._stroke))
        self._head.setPen(None)
        self._head.setBrush(theme.colour(self._stroke.role))
        self._name.setColor(theme.colour(self._stroke.role))
        self._name.fill = pg.mkBrush(theme.colour("panel", 0.75))

    @property
    def name(self) -> str:
        """What is written beside it."""
        return str(self._name.toPlainText())

    def rename(self, name: str) -> None:
        """Says something else beside it."""
        if self.name != name:
            self._name.setText(name)

    def hide(self) -> None:
        """Takes it away."""
        self.tip = None
        self._shaft.setData([], [])
        self._head.setData([], [])
        self._name.hide()

    def show(self, start: np.ndarray, way: np.ndarray | None, side: float) -> None:
        """From a place along a way, both (2,), its name at one side; hidden where the way has no direction."""
        length = 0.0 if way is None else float(np.hypot(*way))
        if way is None or not np.isfinite(length) or length == 0.0:
            self.hide()
            return
        (left, right), (bottom, top) = self._canvas.box.viewRange()
        direction = way / length
        tip = start + direction * ARROW * min(right - left, top - bottom)
        self.tip = tip
        self._shaft.setData([start[0], tip[0]], [start[1], tip[1]])
        self._head.setData([tip[0]], [tip[1]], symbol=_head(direction), size=11)
        pixel = np.array(self._canvas.pixel())
        wide = self._name.boundingRect().width() / 2
        room = pixel * (4 + wide, 10)
        corner, far = np.array([left, bottom]) + room, np.array([right, top]) - room

        def pushed(side: float) -> tuple[float, np.ndarray]:
            """How far the edge pushes the name towards its arrow on one side, and where it then stands."""
            aside = side * np.array([-direction[1], direction[0]])
            # A wide name beside an upright arrow has to stand further off.
            away = 8 + abs(aside[0]) * wide + abs(aside[1]) * 9
            wanted = tip + (6 * direction + away * aside) * pixel
            place = np.clip(wanted, corner, far)
            return float(np.abs((place - wanted) / pixel).max()), place

        here, there = pushed(side), pushed(-side)
        self._name.setPos(*(there if here[0] > _PUSHED > there[0] else here)[1])
        self._name.show()


def _head(direction: np.ndarray) -> QPainterPath:
    """A triangle whose point looks along a direction; the picture's y grows upwards, a symbol's downwards."""
    along = QPointF(float(direction[0]), -float(direction[1]))
    aside = QPointF(-along.y(), along.x())
    path = QPainterPath(along * 0.5)
    path.lineTo(along * -0.5 + aside * 0.5)
    path.lineTo(along * -0.5 - aside * 0.5)
    path.closeSubpath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path

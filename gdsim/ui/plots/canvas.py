"""Canvas: pyqtgraph's plot in gdsim's look, with fixed ranges, own ticks, a cursor line and a read-out.

What pyqtgraph draws is kept as a picture for as long as it stays the same: a step that adds nothing to a plot moves
the cursor line over the picture, and no more.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from gdsim.ui import fonts
from gdsim.ui.plots.kept_pictures import KeptPictures
from gdsim.ui.plots.read_out import Note, ReadOut
from gdsim.ui.plots.scale import Scale, Tick
from gdsim.ui.plots.tick_room import that_fit
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

Reading = Callable[[float, float], str]
"""Place under the pointer → rich text, or nothing."""


class Canvas(pg.PlotWidget):
    """The picture itself. The mouse is ours: pyqtgraph neither pans, zooms nor opens its menu."""

    pointed = Signal(float, float)
    """Where the mouse was pressed, or dragged to, in the coordinates of the axes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setMouseTracking(True)
        self.setMinimumSize(80, 60)
        self.reading: Reading = lambda x, y: ""
        self.box: pg.ViewBox = self.getPlotItem().getViewBox()
        self.box.disableAutoRange()
        self.box.setMouseEnabled(False, False)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.layout.setContentsMargins(0, 3, 10, 0)
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.enableAutoSIPrefix(False)  # "x1 (x0.001)" is no label for a student
            axis.setStyle(
                tickFont=fonts.number_font(tokens().type.small), tickLength=0, tickTextOffset=4,
                autoExpandTextSpace=False, autoReduceTextSpace=False, hideOverlappingLabels=False,
            )  # fmt: skip
        item.getAxis("bottom").setHeight(18)
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._grid.setZValue(-10)
        self.addItem(self._grid, ignoreBounds=True)
        self._at: float | None = None
        self._cross: float | None = None
        self._cursor_pen, self._cross_pen = QPen(), QPen()
        self._pictures = KeptPictures()
        self._fitted = False
        # The picture covers all of it; the card behind need not be painted with every step.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.scene().changed.connect(self._seen_change)
        self._frame: tuple[object, ...] = ()
        self._ticks: tuple[tuple[Tick, ...], ...] = ()
        self._written: tuple[Tick, ...] = ()
        self.read_out, self.note = ReadOut(self), Note(self)
        self.box.sigResized.connect(self._fit_note)

    def wear(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setBackground(theme.colour("card"))
        self.box.setBackgroundColor(theme.colour("panel"))
        self.box.setBorder(QPen(theme.colour("line"), 1.0))
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(QPen(QBrush(Qt.BrushStyle.NoBrush), 1.0, Qt.PenStyle.NoPen))
            axis.setTextPen(theme.muted)
            axis.labelStyle = {"color": theme.muted}
        grid = QPen(theme.colour("line", 0.75), 1.0)
        grid.setCosmetic(True)
        self._grid.setPen(grid)
        self._cursor_pen = QPen(theme.colour("action"), 1.6)
        self._cursor_pen.setDashPattern([1.2, 1.8])
        self._cross_pen = QPen(theme.colour("muted", 0.8), 1.0)
        self.read_out.wear(theme)
        self.note.setStyleSheet(f"background: transparent; color: {theme.muted};")
        self.redraw()

    def redraw(self) -> None:
        """Something in the picture has changed: it is made anew when it is painted next."""
        self._pictures.clear()
        self.viewport().update()

    def set_frame(
        self,
        x: tuple[float, float, tuple[Tick, ...]],
        y: Scale,
        lines: np.ndarray,
        fewer: tuple[Tick, ...] = (),
    ) -> None:
        """Ranges, ticks and the faint lines: at ``lines`` across, and at the ticks of y.

        Args:
            x: ends and ticks.
            y: ends and ticks.
            lines: places on x.
            fewer: the ticks of x where those would touch each other.
        """
        frame = (x, y, lines.tobytes(), fewer)
        if frame == self._frame:
            return
        self._frame = frame
        self.redraw()
        start, end, ticks = x
        room = 0.012 * (end - start)
        self.box.setRange(xRange=(start - room, end + room), yRange=(y.low, y.high), padding=0)
        item = self.getPlotItem()
        left = item.getAxis("left")
        left.setTicks([list(y.ticks)])
        metrics = self.read_out.fontMetrics()
        label = 15 if left.labelText else 0
        left.setWidth(max([18, *(metrics.horizontalAdvance(text) for _, text in y.ticks)]) + 6 + label)
        last = metrics.horizontalAdvance(ticks[-1][1])
        # Half of the last label hangs over the right end.
        over = last / 2 - room / (end - start) * self.width()
        item.layout.setContentsMargins(0, 3, max(8, round(over) + 2), 0)
        self._ticks = (ticks, fewer or ticks)
        self._write_ticks()
        heights = np.array([at for at, _ in y.ticks])
        across = np.repeat(lines, 2)
        self._grid.setData(
            np.concatenate([across, np.tile([start - room, end + room], len(heights))]),
            np.concatenate([np.tile([y.low, y.high], len(lines)), np.repeat(heights, 2)]),
        )

    def name_axes(self, bottom: str, left: str) -> None:
        """Writes names at the axes; none takes no room."""
        font = fonts.text_font(tokens().type.small)
        for side, text in (("bottom", bottom), ("left", left)):
            axis = self.getPlotItem().getAxis(side)
            axis.setLabel(text or None)
            axis.label.setFont(font)
            axis.showLabel(bool(text))
        self.getPlotItem().getAxis("bottom").setHeight(32 if bottom else 18)

    def set_cursor(self, x: float | None) -> None:
        """Puts the dotted line, or takes it away."""
        if x != self._at:
            self._touch(self._at)
            self._at = x
            self._touch(x)

    @property
    def cursor_place(self) -> float | None:
        """Where the dotted line stands."""
        return self._at

    def set_note(self, text: str) -> None:
        """Words in the middle: what will fill the plot."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self._fit_note()

    def _fit_note(self) -> None:
        self.note.fit(self.box.sceneBoundingRect())

    def place_of(self, position: QPoint | QPointF) -> QPointF:
        """A place of the widget in the coordinates of the axes."""
        point = position.toPoint() if isinstance(position, QPointF) else position
        return self.box.mapSceneToView(self.mapToScene(point))

    def pixel(self) -> tuple[float, float]:
        """How much of x and of y one pixel is."""
        width, height = self.box.viewPixelSize()
        return float(width), float(height)

    def addItem(self, item: pg.GraphicsObject, *rest: object, **more: object) -> None:
        """Adds a curve, marks or an image; the picture follows what they show."""
        super().addItem(item, *rest, **more)
        for name in ("sigPlotChanged", "sigImageChanged"):
            if hasattr(item, name):
                getattr(item, name).connect(self.redraw)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is None:  # pyqtgraph calls it while it builds the view
            return
        self._fitted = True
        self.getPlotItem().layout.activate()
        self._write_ticks()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            engine, scale = painter.paintEngine().type(), painter.deviceTransform().m11()
            ratio = self.devicePixelRatioF()
            if on_screen := engine is QPaintEngine.Type.Raster and scale == ratio:
                painter.drawPixmap(0, 0, self._pictures.of(self, ratio))
                self._paint_lines(painter)
        if not on_screen:
            # For a file: as lines, or with its own sharpness.
            super().paintEvent(event)
            with QPainter(self.viewport()) as painter:
                self._paint_lines(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._point(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event)
        self._read(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    mouseDoubleClickEvent = mousePressEvent

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self.read_out.hide()
        self._cross = None
        self.viewport().update()
        super().leaveEvent(event)

    def _point(self, event: QMouseEvent) -> None:
        place = self.place_of(event.position())
        self.pointed.emit(place.x(), place.y())

    def _read(self, position: QPointF) -> None:
        inside = self.box.sceneBoundingRect().contains(self.mapToScene(position.toPoint()))
        place = self.place_of(position)
        text = self.reading(place.x(), place.y()) if inside else ""
        self.read_out.tell(text, position, self.box.sceneBoundingRect())
        self._cross = place.x() if text and self._at is not None else None
        self.viewport().update()

    def _write_ticks(self) -> None:
        """The ticks below: as many as stand apart."""
        if not self._ticks:
            return
        self.getPlotItem().layout.activate()  # else places are those of the size before
        chosen = that_fit(self._ticks, self._across, self.read_out.fontMetrics().horizontalAdvance)
        if chosen != self._written:
            self._written = chosen
            self.getPlotItem().getAxis("bottom").setTicks([list(chosen)])

    def _seen_change(self) -> None:
        """Something in the scene has changed; where it has only been fitted to a size, its pictures stay true."""
        if not self._fitted:
            self.redraw()
        self._fitted = False

    def _paint_lines(self, painter: QPainter) -> None:
        """The cursor, and the line under the pointer."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.box.sceneBoundingRect()
        for at, pen in ((self._at, self._cursor_pen), (self._cross, self._cross_pen)):
            x = None if at is None else self._across(at)
            if x is not None and area.left() <= x <= area.right():
                painter.setPen(pen)
                painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.top()))

    def _across(self, at: float) -> float:
        """Where a place on the x axis is in the widget."""
        area, (left, right) = self.box.sceneBoundingRect(), self.box.viewRange()[0]
        return float(area.left() + area.width() * (at - left) / (right - left))

    def _touch(self, at: float | None) -> None:
        """A line at a place has come or goes."""
        if at is not None:
            self.viewport().update(round(self._across(at)) - 3, 0, 7, self.height())

"""Canvas: the network at the cursor, painted in one widget; it holds a snapshot and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from gdsim.insight.focus import parameter
from gdsim.insight.sentence import sentence
from gdsim.state.intents import Intent, Select, ViewSample
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.canvas.beside import draw_beside, room_beside
from gdsim.ui.canvas.card import draw_card
from gdsim.ui.canvas.edges import draw_edges, draw_ring
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron, Placement, scale_for
from gdsim.ui.canvas.gradients import draw_gradients
from gdsim.ui.canvas.header import draw_header, draw_titles, sample_rect, sample_words
from gdsim.ui.canvas.layers import LayerView, description, layer_views, place
from gdsim.ui.canvas.motion import FLOW, MOVE, Motion, reduced_by_environment
from gdsim.ui.canvas.moves import draw_moves, draw_signs
from gdsim.ui.canvas.neurons import draw_neurons
from gdsim.ui.canvas.norms import draw_norms
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

MOST_LISTED = 64
"""Samples in the list of the sample selector; the rest are reached with the arrow keys."""


class Canvas(QWidget):
    """Neurons, weights, gradients and steps.

    Hover a weight or a unit to read it, click to select it; ↑ and ↓ go through the samples of the batch.
    """

    wanted = Signal(object)
    """An intent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName("Network")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.reduced_motion = reduced_by_environment()
        self._snapshot: Snapshot | None = None
        self._views: tuple[LayerView, ...] = ()
        self._placement: Placement | None = None
        self._hovered: Hit | None = None
        self._pointer = QPointF()
        self._flow = Motion(FLOW, self.update, self)
        self._move = Motion(MOVE, self.update, self)
        self.samples_menu = QMenu(self)

    def sizeHint(self) -> QSize:
        return QSize(790, 520)

    # Showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment."""
        before, self._snapshot = self._snapshot, snapshot
        self._views = layer_views(snapshot)
        self._animate(before, snapshot)
        told = sentence(snapshot.trace, snapshot.model.cursor.line, place(snapshot), snapshot.model.selected)
        self.setAccessibleDescription(f"{told.aloud} {self.description(snapshot)}")
        if self._hovered is not None:
            self._hovered = self._hit(self._pointer)
        self.update()

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.update()

    def description(self, snapshot: Snapshot) -> str:
        """The picture in words."""
        return description(snapshot)

    def frame(self) -> Frame | None:
        """All that the next painting needs."""
        snapshot, placement = self._snapshot, self.placement()
        if snapshot is None or placement is None:
            return None
        chosen = self._selected()
        return Frame(
            snapshot,
            self._views,
            placement,
            theme.current(),
            self._flow.share,
            self._move.share,
            self._hovered,
            chosen,
        )

    def placement(self) -> Placement | None:
        """Where everything lies now; worked out again when size or network change."""
        if not self._views:
            return None
        units = tuple(view.units for view in self._views)
        scale = scale_for(self.width(), self.height())
        left, right = room_beside(self._views, self.width(), scale)
        wanted = Placement(self.width(), self.height(), scale, left, right, units)
        if wanted != self._placement:
            self._placement = wanted
        return self._placement

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        frame = self.frame()
        if frame is None:
            return
        for hit, strong in ((frame.selected, True), (frame.hovered, False)):
            if isinstance(hit, Edge):
                draw_ring(painter, frame, hit, strong)
        if frame.finished:
            draw_moves(painter, frame)
        else:
            draw_edges(painter, frame)
            draw_gradients(painter, frame)
        draw_neurons(painter, frame)
        self._draw_unit_rings(painter, frame)
        draw_beside(painter, frame)
        if frame.finished:
            draw_signs(painter, frame)
        draw_titles(painter, frame)
        draw_header(painter, frame)
        draw_norms(painter, frame)
        self._draw_cards(painter, frame)

    def _draw_ground(self, painter: QPainter) -> None:
        worn, focused = theme.current(), self.hasFocus()
        rim = 2.0 if focused else 1.0
        painter.setPen(QPen(worn.colour("action" if focused else "line"), rim))
        painter.setBrush(worn.colour("card"))
        radius = tokens().radius.card
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2), radius, radius
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_unit_rings(self, painter: QPainter, frame: Frame) -> None:
        for hit in {frame.selected, frame.hovered}:
            if isinstance(hit, Neuron) and frame.placement.columns[hit.layer].strip is None:
                column = frame.placement.columns[hit.layer]
                painter.setPen(QPen(frame.colour("action"), 2.0))
                painter.drawEllipse(column.centres[hit.unit], column.radius + 4, column.radius + 4)

    def _draw_cards(self, painter: QPainter, frame: Frame) -> None:
        """The card of what is selected is pinned beside it, that of what is under the pointer follows the pointer."""
        if frame.hovered is not None:
            anchors = [self._pointer, *self._anchors(frame, frame.hovered)]
            draw_card(painter, frame, frame.hovered, anchors, asked=True)
        if frame.selected is not None and frame.selected != frame.hovered:
            draw_card(painter, frame, frame.selected, self._anchors(frame, frame.selected), asked=False)

    def _anchors(self, frame: Frame, hit: Hit) -> list[QPointF]:
        if isinstance(hit, Edge):
            return [frame.placement.point(hit, t) for t in (0.62, 0.5, 0.38, 0.75, 0.25)]
        column = frame.placement.columns[hit.layer]
        centre = column.centres[hit.unit]
        return [centre + QPointF(0, column.radius + column.badge), centre + QPointF(column.radius, 0), centre]

    def _animate(self, before: Snapshot | None, now: Snapshot) -> None:
        """Arrows travel when a layer's gradient has just come, weights move when the update is done."""
        fast = now.playing and now.speed > 4
        if before is None or fast or self.reduced_motion or not self.isVisible():
            self._flow.stop()
            self._move.stop()
            return
        if before.model.cursor == now.model.cursor:
            return
        wrote = now.line.writes if now.line else ""
        for motion, due in ((self._flow, wrote.startswith(("dW", "da"))), (self._move, now.finished)):
            motion.stop()
            if due and before.model.cursor < now.model.cursor:
                motion.start()

    # Pointing

    def _selected(self) -> Hit | None:
        """What the model's selection is on this canvas, or None."""
        chosen = parameter(self._snapshot.model.selected) if self._snapshot else None
        if chosen is None or not 0 < chosen.layer < len(self._views):
            return None
        if chosen.row >= self._views[chosen.layer].units:
            return None
        if chosen.kind == "b":
            return Neuron(chosen.layer, chosen.row)
        inside = chosen.column < self._views[chosen.layer - 1].units
        return Edge(chosen.layer, chosen.row, chosen.column) if inside else None

    def _hit(self, point: QPointF) -> Hit | None:
        frame = self.frame()
        if frame is None:
            return None
        edges = tuple(edge for layer in frame.edges.values() for edge in layer)
        return frame.placement.hit(point, edges)

    def _over_sample(self, point: QPointF) -> bool:
        if self._snapshot is None or self._placement is None or not sample_words(self._snapshot):
            return False
        return sample_rect(self._snapshot, self._placement).contains(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        hovered = None if self._over_sample(self._pointer) else self._hit(self._pointer)
        active = hovered is not None or self._over_sample(self._pointer)
        self.setCursor(Qt.CursorShape.PointingHandCursor if active else Qt.CursorShape.ArrowCursor)
        if hovered is not None or self._hovered is not None:
            self.update()
        self._hovered = hovered

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._over_sample(event.position()):
            self.open_samples()
            return
        hit = self._hit(event.position())
        if isinstance(hit, Edge) or (hit is not None and self._has_bias(hit)):
            self._want(Select(hit.label))
        elif hit is None and self._snapshot is not None and self._snapshot.model.selected is not None:
            self._want(Select(None))

    def _has_bias(self, neuron: Neuron) -> bool:
        """True for a unit whose bias is a parameter; an input has none, and a fixed one is never trained."""
        assert self._snapshot is not None
        return self._snapshot.program.layout.block(f"b{neuron.layer}") is not None

    def _want(self, intent: Intent) -> None:
        self.wanted.emit(intent)

    # Samples

    def open_samples(self) -> None:
        """Opens the list of the batch's samples."""
        snapshot, placement = self._snapshot, self.placement()
        if snapshot is None or placement is None:
            return
        self.samples_menu.clear()
        now, batch = place(snapshot), snapshot.position.batch
        first = max(0, min(now - MOST_LISTED // 2, len(batch) - MOST_LISTED))
        for at in range(first, min(first + MOST_LISTED, len(batch))):
            row = int(snapshot.samples.rows[batch[at]]) + 1
            entry = QAction(f"sample {at + 1} · row {row}", self.samples_menu)
            entry.setCheckable(True)
            entry.setChecked(at == now)
            entry.triggered.connect(lambda _, at=at: self._want(ViewSample(at)))
            self.samples_menu.addAction(entry)
        corner = sample_rect(snapshot, placement).bottomLeft().toPoint()
        self.samples_menu.popup(self.mapToGlobal(corner))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or self._snapshot is None or not sample_words(self._snapshot):
            super().keyPressEvent(event)
            return
        wanted = place(self._snapshot) + step
        if 0 <= wanted < len(self._snapshot.position.batch):
            self._want(ViewSample(wanted))

    def hideEvent(self, event: QHideEvent) -> None:
        self._flow.stop()
        self._move.stop()
        super().hideEvent(event)

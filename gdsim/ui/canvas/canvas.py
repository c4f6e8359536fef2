"""Canvas: the network at the cursor, painted in one widget; it holds a snapshot and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from gdsim.insight.sentence import sentence
from gdsim.state.intents import Intent
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.canvas.batch_again import BatchAgain
from gdsim.ui.canvas.beside import room_beside
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Placement, scale_for
from gdsim.ui.canvas.hand import Hand
from gdsim.ui.canvas.handles import revealed
from gdsim.ui.canvas.labels import selected_hit
from gdsim.ui.canvas.layers import LayerView, description, layer_views, place
from gdsim.ui.canvas.motion import FLOW, MOVE, Motion, reduced
from gdsim.ui.canvas.painting import paint
from gdsim.ui.canvas.pointing import tip
from gdsim.ui.canvas.sheets import Sheets
from gdsim.ui.theme import Theme


class Canvas(QWidget):
    """Neurons, weights, gradients and steps.

    Hover a weight or a unit to read it, click to select it, double-click or drag it to change it, right-click for
    all else. Tab goes through the handles of the layers; ↑ and ↓ go through the samples of the batch.

    Args:
        parent: of the widget.
        interactive: False for a picture in a small frame: no handles, no menus, no focus.
    """

    wanted = Signal(object)
    """An intent."""

    def __init__(self, parent: QWidget | None = None, interactive: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName("Network")
        self._interactive = interactive
        if interactive:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)
            self.setMinimumSize(320, 220)
        else:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.reduced_motion = reduced(self)
        self._snapshot: Snapshot | None = None
        self._views: tuple[LayerView, ...] = ()
        self._placement: Placement | None = None
        self._sheets = Sheets()
        self._again = BatchAgain()
        self._flow = Motion(FLOW, self.update, self)
        self._move = Motion(MOVE, self.update, self)
        self.hand = Hand(self, self.frame, self._want, interactive)

    @property
    def menu(self) -> QMenu:
        """The menu of a weight, a unit, a layer or the samples, whichever was opened last."""
        return self.hand.menu

    def sizeHint(self) -> QSize:
        return QSize(790, 520)

    # Showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment."""
        before, self._snapshot = self._snapshot, snapshot
        self._views = layer_views(snapshot)
        if before is not None and before.program.layout != snapshot.program.layout:
            self.hand.close_field()
        self._animate(before, snapshot)
        told = sentence(snapshot.trace, snapshot.model.cursor.line, place(snapshot), snapshot.model.selected)
        self.setAccessibleDescription(f"{told.aloud} {self.description(snapshot)}")
        self.hand.look()
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
        hand = self.hand
        frame = Frame(
            snapshot,
            self._views,
            placement,
            theme.current(),
            self._flow.share,
            self._move.share,
            hand.hovered,
            selected_hit(snapshot.model.selected, placement.units),
            preview=hand.preview,
            losses=None if snapshot.fast else self._again.losses(snapshot),
            sheets=self._sheets,
            interactive=self._interactive,
            quiet=hand.field is not None,
        )
        if not self._interactive:
            return frame
        return frame.with_handles(revealed(frame, hand.pointer, hand.focus), hand.target, hand.focus)

    def placement(self) -> Placement | None:
        """Where everything lies now; worked out again when size or network change."""
        if not self._views:
            return None
        units = tuple(view.units for view in self._views)
        scale = scale_for(self.width(), self.height(), self._interactive)
        left, right = room_beside(self._views, self.width(), scale)
        wanted = Placement(self.width(), self.height(), scale, left, right, units, not self._interactive)
        if wanted != self._placement:
            self._placement = wanted
        return self._placement

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, self.frame(), self.rect(), self.hasFocus())

    def _animate(self, before: Snapshot | None, now: Snapshot) -> None:
        """Arrows travel when a layer's gradient has just come, weights move when the update is done."""
        if before is None or now.fast or self.reduced_motion or not self.isVisible():
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

    def _want(self, intent: Intent) -> None:
        self.wanted.emit(intent)

    # What Qt tells

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.moved(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hand.left()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hand.pressed(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.released()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.double_clicked(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not by_keys:
            self.hand.pointer = QPointF(event.pos())
        self.hand.menu_wanted(None if by_keys else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hand.key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return (self.hasFocus() and self.hand.tab(forward)) or super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            frame = self.frame()
            words = "" if frame is None else tip(frame, QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.hand.close_field()
        self._sheets.forget()
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._flow.stop()
        self._move.stop()
        self.hand.close_field()
        super().hideEvent(event)

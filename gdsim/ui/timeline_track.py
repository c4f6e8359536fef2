"""Timeline track: a slider over the updates of a run, painted as its loss, with its marks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QSlider, QWidget

from gdsim.core.program import Stage
from gdsim.state.intents import RemoveBookmark, RemoveBreakpoint, Seek
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.burst import Burst
from gdsim.ui.plots.epochs import Epochs, epochs_of
from gdsim.ui.plots.loss_track import LossTrack
from gdsim.ui.plots.run import Run, run_of
from gdsim.ui.theme import Theme
from gdsim.ui.timeline_marks import Kind, Mark, marks_of, paint_marks
from gdsim.ui.tokens import tokens

_NEAR = 7.0
_FLAGS = 18.0
"""Above the curves: a click there on a bookmark goes to its very line."""
_EMPTY = "No update yet: press Step"


class TimelineTrack(QSlider):
    """A slider over the updates, painted as the loss of the run; ← and → are the transport's."""

    wanted = Signal(object)
    bookmark_wanted = Signal()
    """The place at the cursor is to be marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("timeline")
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(64)
        self.setMouseTracking(True)
        self.setFont(fonts.number_font(tokens().type.small))
        self._snapshot: Snapshot | None = None
        self._run: Run | None = None
        self._epochs: Epochs | None = None
        self._burst = Burst(self)
        self._burst.over.connect(self.update)
        self._picture: QPixmap | None = None
        self._key: tuple[object, ...] = ()
        self.valueChanged.connect(self._from_reader)

    @property
    def made(self) -> int:
        """How many updates have been made."""
        return self._run.made if self._run is not None else 0

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws the run as far as it has been made, and the cursor."""
        self._burst.frame()
        self._snapshot, self._run, self._epochs = snapshot, run_of(snapshot), epochs_of(snapshot)
        self.blockSignals(True)
        self.setRange(self._run.first, max(self._last, self._run.first))
        self.setValue(snapshot.model.cursor.update)
        self.blockSignals(False)
        said = f"{self.cursor_text} of {self.made} made" if self.made >= self._run.first else _EMPTY
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self.update()

    @property
    def cursor_text(self) -> str:
        """Where the cursor stands, in words."""
        if self._snapshot is None:
            return ""
        position = self._snapshot.position
        return f"epoch {position.epoch}, update {position.update_in_epoch}"

    def forget_picture(self) -> None:
        """The colours have changed."""
        self._picture = None
        self.update()

    def layout_track(self) -> LossTrack | None:
        """Where everything lies at this size."""
        if self._run is None or self._epochs is None:
            return None
        foot = self.fontMetrics().height() + 5
        area = QRectF(self.rect()).adjusted(6, 18, -6, -foot)
        return LossTrack(self._run, self._epochs, max(self._last, self._run.first), area)

    def marks(self) -> tuple[Mark, ...]:
        """What happened on the way, what is worth coming back to, and where a run would stop."""
        return marks_of(self._snapshot, self._last) if self._snapshot is not None else ()

    @property
    def _last(self) -> int:
        assert self._snapshot is not None and self._run is not None
        return max(self._run.made, self._snapshot.model.cursor.update)

    @property
    def _empty(self) -> bool:
        return self._run is None or (self._run.count < 1 and not (self._snapshot and self._snapshot.diverged))

    def sizeHint(self) -> QSize:
        return QSize(400, 96)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter, theme.current())

    def _paint(self, painter: QPainter, worn: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self.layout_track()
        if track is None or self._empty:
            painter.setPen(worn.colour("muted"))
            painter.setFont(fonts.text_font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _EMPTY)
        else:
            painter.drawPixmap(0, 0, self._pictured(track, worn))
            paint_marks(painter, track, self.marks(), worn)
            self._paint_cursor(painter, track, worn)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(worn.colour("action"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _pictured(self, track: LossTrack, worn: Theme) -> QPixmap:
        """The curves, painted once for as long as they stay the same: a drag moves the cursor alone."""
        ratio = self.devicePixelRatioF()
        made, last = track.run.made, track.last
        if self._burst.running:
            # While frames follow each other, the curves are painted again once they have moved by a few pixels.
            made, last = (count - count % max(1, 3 * count // self.width()) for count in (made, last))
        key = (track.run.curves, made, last, self.width(), self.height(), ratio, worn.name)
        if self._picture is None or key != self._key:
            self._key = key
            self._picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(worn.colour("card"))
            with QPainter(self._picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                track.paint(painter, worn, self.font())
        return self._picture

    def _paint_cursor(self, painter: QPainter, track: LossTrack, worn: Theme) -> None:
        assert self._snapshot is not None
        role = "gradient" if self._snapshot.stage is Stage.BACKPROP else "action"
        colour = worn.colour(role)
        x = track.x(self._snapshot.model.cursor.update)
        pen = painter.pen()
        pen.setColor(colour)
        pen.setWidthF(2.2)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 2), QPointF(x, track.area.bottom()))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(x, track.area.bottom() + 1), 5.5, 5.5)
        font = fonts.number_font(tokens().type.small, fonts.BOLD)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(self.cursor_text) + 8
        left = x - wide - 4 if x - wide - 4 >= 0 else x + 4
        area = QRectF(left, 0, wide, 16)
        painter.fillRect(area, worn.colour("card", 0.85))
        painter.setPen(colour)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.cursor_text)

    def tip_at(self, x: float) -> str:
        """What to say at a place: what was changed there, or nothing."""
        track = self.layout_track()
        if track is None or self._empty:
            return ""
        near = [mark for mark in self.marks() if -_NEAR <= x - track.x(mark.update) <= _NEAR + 4]
        return "\n".join(mark.text for mark in near)

    def bookmark_at(self, x: float) -> Mark | None:
        """The bookmark near a place, or None."""
        track = self.layout_track()
        if track is None or self._empty:
            return None
        found = [m for m in self.marks() if m.kind is Kind.BOOKMARK and abs(x - track.x(m.update)) <= _NEAR]
        return found[0] if found else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the place under the pointer."""
        track = self.layout_track()
        if track is None or self._empty or self._snapshot is None:
            return
        update, x = track.update_at(event.pos().x()), float(event.pos().x())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"Go to update {update}", partial(self.wanted.emit, Seek(update)))
        menu.addAction("Bookmark there…", partial(self._bookmark, update))
        mark = self.bookmark_at(x)
        if mark is not None:
            gone = RemoveBookmark(mark.update, mark.line)
            menu.addAction("Remove the bookmark", partial(self.wanted.emit, gone))
        stops = self._snapshot.model.marks.breakpoints
        if stops:
            menu.addSeparator()
        for stop in stops:
            gone_stop = RemoveBreakpoint(stop)
            menu.addAction(f"No longer stop when {stop.words}", partial(self.wanted.emit, gone_stop))
        menu.popup(event.globalPos())

    def _bookmark(self, update: int) -> None:
        self.wanted.emit(Seek(update))
        self.bookmark_wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            mark = self.bookmark_at(event.position().x()) if event.position().y() < _FLAGS else None
            if mark is not None:
                self.wanted.emit(Seek(mark.update, mark.line))
            else:
                self._seek_to(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek_to(event.position().x())
        self.setToolTip(self.tip_at(event.position().x()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up goes on to the end of an epoch, page down back to one; all other keys are the window's."""
        if self._snapshot is None or self._epochs is None or self._empty:
            event.ignore()
            return
        at = self._snapshot.model.cursor.update
        if event.key() == Qt.Key.Key_PageUp:
            self.wanted.emit(Seek(min(self._epochs.end_after(at + 1), self._last)))
        elif event.key() == Qt.Key.Key_PageDown:
            self.wanted.emit(Seek(max(self._epochs.end_before(at), self.minimum())))
        else:
            event.ignore()

    def _seek_to(self, x: float) -> None:
        track = self.layout_track()
        if track is not None and not self._empty:
            self.wanted.emit(Seek(track.update_at(x)))

    def _from_reader(self, value: int) -> None:
        """A screen reader has moved the slider."""
        self.wanted.emit(Seek(value))

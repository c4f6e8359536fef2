"""Timeline bar: the whole run at a glance, and a cursor that can be dragged to any of its updates."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget

from gdsim.core.experiment import Amendment
from gdsim.core.program import Stage
from gdsim.state.intents import Seek
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.controls.card import Card
from gdsim.ui.plots.epochs import Epochs, epochs_of
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.legend import Legend
from gdsim.ui.plots.loss_track import BATCH, TRAINING, LossTrack
from gdsim.ui.plots.run import Run, run_of
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

_NEAR = 7.0
_EMPTY = "No update yet: press Step"


class TimelineBar(QWidget):
    """The pane: a card with the track in it."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = Card("Timeline")
        self.track = TimelineTrack()
        self.track.wanted.connect(self.wanted)
        self.card.body.addWidget(self.track, 1)
        inner = self.card.layout()
        assert inner is not None
        inner.setContentsMargins(14, 8, 14, 5)
        inner.setSpacing(2)
        self.legend = Legend()
        self.legend.set_entries((Entry("batch", BATCH), Entry("training set", TRAINING)))
        self.card.head.insertWidget(1, self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.setMinimumHeight(104)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws the run and the cursor."""
        self.track.show_snapshot(snapshot)
        made = self.track.made
        caption = (
            f"{made:,} update{'s' if made != 1 else ''} · drag to go to any of them, ← → steps"
            if made
            else ""
        )
        if self.card.caption_label.text() != caption:
            self.card.set_caption(caption)

    def apply_theme(self, worn: Theme) -> None:
        """Takes the colours of a theme."""
        self.track.forget_picture()
        self.card.update()


class TimelineTrack(QSlider):
    """A slider over the updates, painted as the loss of the run; ← and → are the transport's."""

    wanted = Signal(object)

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
        self._picture: QPixmap | None = None
        self._key: tuple[object, ...] = ()
        self.valueChanged.connect(self._from_reader)

    @property
    def made(self) -> int:
        """How many updates have been made."""
        return self._run.made if self._run is not None else 0

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws the run as far as it has been made, and the cursor."""
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

    def marks(self) -> tuple[tuple[int, str], ...]:
        """What happened on the way: update → text, for flags and tool tips."""
        if self._snapshot is None:
            return ()
        found = [(change.update, _said(change)) for change in self._snapshot.model.experiment.amendments
                 if change.update <= self._last]  # fmt: skip
        if self._snapshot.diverged is not None:
            found.append((self._snapshot.diverged.update, self._snapshot.diverged.message))
        return tuple(found)

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
            self._paint_marks(painter, track, worn)
            self._paint_cursor(painter, track, worn)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(worn.colour("action"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _pictured(self, track: LossTrack, worn: Theme) -> QPixmap:
        """The curves, painted once for as long as they stay the same: a drag moves the cursor alone."""
        ratio = self.devicePixelRatioF()
        made, last = track.run.made, track.last
        if self._snapshot is not None and self._snapshot.playing:
            # While it plays, the curves are painted again once they have moved by a pixel or so.
            made, last = (count - count % max(1, count // self.width()) for count in (made, last))
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

    def _paint_marks(self, painter: QPainter, track: LossTrack, worn: Theme) -> None:
        top, bottom = track.area.top(), track.area.bottom()
        diverged = self._snapshot.diverged if self._snapshot is not None else None
        for update, _ in self.marks():
            x = track.x(update)
            wrong = diverged is not None and update == diverged.update
            colour = worn.colour("warning" if wrong else "text")
            painter.setPen(colour)
            painter.drawLine(QPointF(x, top - 4), QPointF(x, bottom))
            painter.setBrush(colour)
            if wrong:
                text = "diverged"
                left = x - self.fontMetrics().horizontalAdvance(text) - 14
                shape = [QPointF(x - 5, top + 4), QPointF(x + 5, top + 4), QPointF(x, top - 5)]
                painter.drawText(QPointF(left if left > 0 else x + 9, bottom - 4), text)
            else:
                shape = [QPointF(x, top - 4), QPointF(x + 8, top - 1), QPointF(x, top + 2)]
            painter.drawPolygon(QPolygonF(shape))

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
        return "\n".join(text for update, text in self.marks() if -_NEAR <= x - track.x(update) <= _NEAR + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
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


def _said(change: Amendment) -> str:
    field = change.field.split(".", 1)[-1].replace("_", " ")
    return f"from update {change.update}: {field} → {change.value}"

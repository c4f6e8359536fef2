"""Sheet: the typeset rows of an origin, whose numbers can be clicked, and followed with Tab and Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from gdsim.insight.gradient_check import GradientCheck
from gdsim.insight.origin import Origin
from gdsim.ui import theme
from gdsim.ui.inspector.rows import Layout, laid
from gdsim.ui.inspector.strip import paint_strip, sample_at
from gdsim.ui.inspector.writing import tone

STRIP_STOP = "strip"
"""The strip of bars among the labels that Tab goes through; no number has that name without a place."""


class Sheet(QWidget):
    """The rows of one number."""

    followed = Signal(str)
    """A number was clicked: its label."""
    sample_wanted = Signal(int)
    """A bar was clicked: the sample's place in the batch."""
    pointed = Signal(str)
    """The label under the pointer or the focus; empty: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("origin")
        self.setMouseTracking(True)
        # A click leaves the focus where it is, so that Space and the arrows go on stepping the run.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._found: Origin | None = None
        self._check: GradientCheck | str = ""
        self._layout: Layout | None = None
        self._over = ""
        self._stop = -1

    @property
    def laid_out(self) -> Layout:
        """What is painted, for the width that the sheet has."""
        if self._layout is None:
            assert self._found is not None
            around = self.parentWidget()
            room = around.height() if around is not None else self.height()
            self._layout = laid(self._found, self._check, max(self.width(), 120), room)
        return self._layout

    def show_origin(self, found: Origin | None, check: GradientCheck | str) -> None:
        """Another number, or the same one at another moment."""
        if self._found is None or found is None or found.label != self._found.label:
            self._stop = -1
        self._found, self._check = found, check
        self._lay()

    def _lay(self) -> None:
        self._layout = None
        self.setFixedHeight(round(self.laid_out.height) + 1 if self._found is not None else 0)
        self._stop = min(self._stop, len(self._stops) - 1)
        self.update()

    def give_room(self) -> None:
        """The area that it scrolls in has another height."""
        if self._found is not None:
            self._lay()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._found is not None:
            self._lay()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, worn = self.laid_out, theme.current()
        painter.setPen(QPen(worn.colour("line"), 1))
        for y in layout.rules:
            painter.drawLine(QPointF(0, y + 0.5), QPointF(self.width(), y + 0.5))
        if layout.strip is not None and layout.terms is not None:
            paint_strip(painter, layout.terms, layout.strip, self._found.sample, tone(self._found.label, 0.0))
        for piece in layout.pieces:
            piece.box.draw(painter, piece.x, piece.baseline)
        self._paint_marks(painter)

    def _paint_marks(self, painter: QPainter) -> None:
        worn = theme.current()
        painter.setPen(QPen(worn.colour("action"), 1.2))
        for label, rect in self.laid_out.links:
            if label == self._over:
                painter.drawLine(rect.bottomLeft() + QPointF(0, 2), rect.bottomRight() + QPointF(0, 2))
        if self.hasFocus() and 0 <= self._stop < len(self._stops):
            painter.setPen(QPen(worn.colour("action"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._stops[self._stop][1].adjusted(-3, -3, 3, 3), 4, 4)

    # Pointing

    @property
    def _stops(self) -> list[tuple[str, QRectF]]:
        """What Tab goes through, from top to bottom."""
        if self._found is None:
            return []
        stops = list(self.laid_out.links)
        if self.laid_out.strip is not None:
            stops.append((STRIP_STOP, self.laid_out.strip))
        return sorted(stops, key=lambda stop: (round(stop[1].center().y() / 8), stop[1].x()))

    def _label_at(self, at: QPointF) -> str:
        for label, rect in self.laid_out.links if self._found is not None else ():
            if rect.adjusted(-3, -5, 3, 6).contains(at):
                return label
        return ""

    def _bar_at(self, at: QPointF) -> int | None:
        layout = self.laid_out if self._found is not None else None
        if layout is None or layout.strip is None or layout.terms is None or not layout.strip.contains(at):
            return None
        return sample_at(layout.terms, layout.strip, at.x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        label, bar = self._label_at(event.position()), self._bar_at(event.position())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if label or bar is not None else Qt.CursorShape.ArrowCursor
        )
        if bar is not None:
            label = f"{STRIP_STOP} {bar}"
        if label != self._over:
            self._over = label
            self.pointed.emit(label)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._over = ""
        self.pointed.emit("")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        bar = self._bar_at(event.position())
        if bar is not None:
            self.sample_wanted.emit(bar)
        elif label := self._label_at(event.position()):
            self.followed.emit(label)

    # The keyboard

    def focusNextPrevChild(self, forward: bool) -> bool:
        there = self._stop + (1 if forward else -1)
        if self.hasFocus() and 0 <= there < len(self._stops):
            self._go(there)
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        backwards = event.reason() is Qt.FocusReason.BacktabFocusReason
        if self._stops and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self._go(len(self._stops) - 1 if backwards else 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointed.emit("")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stop = self._stops[self._stop] if 0 <= self._stop < len(self._stops) else None
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if stop is not None and stop[0] == STRIP_STOP and event.key() in moves:
            assert self._found is not None
            self.sample_wanted.emit(self._found.sample + moves[Qt.Key(event.key())])
        elif stop is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if stop[0] != STRIP_STOP:
                self.followed.emit(stop[0])
        else:
            super().keyPressEvent(event)

    def _go(self, stop: int) -> None:
        self._stop = stop
        label, rect = self._stops[stop]
        self.pointed.emit(label)
        parent = self.parentWidget()
        area = parent.parentWidget() if parent is not None else None
        if isinstance(area, QScrollArea):
            area.ensureVisible(round(rect.center().x()), round(rect.center().y()), 10, 20)
        self.update()

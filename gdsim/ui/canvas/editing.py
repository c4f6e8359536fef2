"""Editing: a number field at a weight, and a weight that follows the pointer up and down."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gdsim.core.parameter import Parameter
from gdsim.core.readings.digits import short, signed
from gdsim.core.symbols import Symbol
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.edges import width_of
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Edge
from gdsim.ui.controls.number_field import NumberField
from gdsim.ui.tokens import tokens

REACH = 120.0
"""How many pixels of a drag change a weight by as much as the largest of its layer is."""
STARTS = 5.0
"""A press that moves less than this many pixels is a click."""
_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
FIELD = 108
"""Width of the number field, in pixels."""


class ValueField(NumberField):
    """A number field over the canvas for one weight or bias: Enter sets it, Escape closes it.

    Args:
        label: ``"W2[3,2]"``.
        value: what it is now.
        parent: the canvas.
    """

    chosen = Signal(str, float)
    """Label and new value; at most once."""
    closed = Signal()
    """The field is done with."""

    def __init__(self, label: str, value: float, parent: QWidget) -> None:
        symbol = Symbol(label, meaning=f"new value of {label}")
        super().__init__(Parameter(symbol, value), f"new value of {label}", parent)
        self.setObjectName("canvas.value")
        self._label, self._before, self._open = label, value, True
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(self._enter)
        self.setFixedWidth(FIELD)
        self.adjustSize()

    def open_at(self, point: QPointF) -> None:
        """Shows the field with its middle at a point, inside the canvas, and gives it the focus."""
        canvas = self.parentWidget()
        assert canvas is not None
        room = canvas.rect().adjusted(6, 6, -6, -6)
        rect = QRectF(0, 0, self.width(), self.height())
        rect.moveCenter(point)
        left = min(max(rect.left(), room.left()), room.right() - rect.width())
        top = min(max(rect.top(), room.top()), room.bottom() - rect.height())
        self.move(round(left), round(top))
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def close_quietly(self) -> None:
        """Ends it and sets nothing."""
        if self._open:
            self._open = False
            canvas = self.parentWidget()
            if self.edit.hasFocus() and canvas is not None:
                canvas.setFocus()
            self.hide()
            self.closed.emit()
            self.deleteLater()

    def _enter(self) -> None:
        if self.refused or not self._open:
            return
        value = float(self.value)
        changed = value != self._before
        self.close_quietly()
        if changed:
            self.chosen.emit(self._label, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escaped = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        )
        left = (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() not in _COMES_BACK
        )
        if escaped or left:
            self.close_quietly()
            return True
        return super().eventFilter(watched, event)


@dataclass(frozen=True)
class Drag:
    """A weight under a pressed pointer.

    Args:
        edge: the weight.
        value: what it was when the pointer was pressed.
        start: the pointer's height then.
        largest: the largest |weight| of its layer.
    """

    edge: Edge
    value: float
    start: float
    largest: float

    def begun(self, y: float) -> bool:
        """True once the pointer has moved so far that it is no click."""
        return abs(y - self.start) >= STARTS

    def value_at(self, y: float, fine: bool = False) -> float:
        """The value for a height of the pointer, higher is larger; ``fine`` is ten times as slow."""
        size = max(self.largest, 0.1) / REACH / (10 if fine else 1)
        return round(self.value + (self.start - y) * size, 4)


def draw_preview(painter: QPainter, frame: Frame) -> None:
    """The weight that is being dragged: its new width and colour, and its value so far."""
    if frame.preview is None:
        return
    edge, value = frame.preview
    placement, weights = frame.placement, frame.views[edge.layer].W
    assert weights is not None
    largest = float(abs(weights).max()) or 1.0
    high = tokens().stroke.weight_max * 1.5
    wide = width_of(abs(value) / largest / 1.5, tokens().stroke.weight_min, high, placement.scale)
    painter.setPen(QPen(frame.colour(ink.sign_role(value)), wide))
    painter.drawPath(placement.path(edge))
    size = 1.1 * placement.font
    name = ink.name(edge.label, 1.25 * size, frame.colour("text"))
    words = f"  {short(frame.before(edge))} → {signed(value)}"
    room = QRectF(0, 0, name.width + ink.width(words, size, fonts.SEMIBOLD) + 22, 2.1 * size)
    room.moveCenter(placement.point(edge, 0.5) - QPointF(0, 2.2 * size))
    painter.setPen(QPen(frame.colour("action"), 1.6))
    painter.setBrush(frame.colour("card"))
    painter.drawRoundedRect(room, 7, 7)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.draw_box(painter, QPointF(room.left() + 9 + name.width / 2, room.center().y()), name)
    rest = room.adjusted(9 + name.width, 0, 0, 0)
    role = "positive" if value > 0 else "negative" if value < 0 else "text"
    ink.draw_words(painter, rest, words, frame.colour(role), size, fonts.SEMIBOLD, ink.LEFT)

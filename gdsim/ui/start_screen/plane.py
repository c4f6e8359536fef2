"""Plane: where points are drawn; a click adds, a right click removes, and all of it works from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.core.readings.digits import short
from gdsim.ui import theme
from gdsim.ui.canvas import ink
from gdsim.ui.plots.data_view import MARKERS, SIGNS
from gdsim.ui.plots.markers import marker
from gdsim.ui.start_screen.drawing import REACH, Drawing, Drawn
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

STEP, STRIDE = 0.1, 0.5
"""How far an arrow moves the cross, alone and with Shift."""
REACHED = 12.0
"""So many pixels around a point count as on it."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Plane(QWidget):
    """Shows a drawing, and says what the user wants of it."""

    added = Signal(float, float)
    removed = Signal(int)
    kind_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draw.plane")
        self.setAccessibleName("Plane")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 240)
        self._drawing, self._line = Drawing(), False
        self._cross = (0.0, 0.0)

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def show_drawing(self, drawing: Drawing, line: bool) -> None:
        """Shows points; ``line`` is over a number line, where there are no classes."""
        self._drawing, self._line = drawing, line
        self._describe()
        self.update()

    @property
    def cross(self) -> tuple[float, float]:
        """Where the keyboard adds its next point."""
        return self._cross

    def _describe(self) -> None:
        x, y = self._cross
        self.setAccessibleDescription(
            f"{len(self._drawing.points)} points. The cross is at {short(x, 1)}, {short(y, 1)}."
        )

    # Places

    @property
    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(34, 12, -14, -28)

    def _at(self, x: float, y: float) -> QPointF:
        area = self._area
        return QPointF(
            area.left() + (x + REACH) / (2 * REACH) * area.width(),
            area.bottom() - (y + REACH) / (2 * REACH) * area.height(),
        )

    def place_of(self, point: QPointF) -> tuple[float, float]:
        """Pixels as a place in the plane."""
        area = self._area
        return (
            (point.x() - area.left()) / area.width() * 2 * REACH - REACH,
            (area.bottom() - point.y()) / area.height() * 2 * REACH - REACH,
        )

    def _under(self, point: QPointF) -> int | None:
        distances = [
            ((self._at(one.x, one.y) - point).manhattanLength(), at)
            for at, one in enumerate(self._drawing.points)
        ]
        return min(distances)[1] if distances and min(distances)[0] <= REACHED else None

    # What the user does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if event.button() == Qt.MouseButton.RightButton:
            self._remove(self._under(place))
        elif event.button() == Qt.MouseButton.LeftButton and self._area.adjusted(-6, -6, 6, 6).contains(
            place
        ):
            self._cross = tuple(round(value, 2) for value in self.place_of(place))  # type: ignore[assignment]
            self.added.emit(*self.place_of(place))

    def event(self, event: QEvent) -> bool:
        own = (
            Qt.Key.Key_Space,
            Qt.Key.Key_Delete,
            Qt.Key.Key_Backspace,
            Qt.Key.Key_1,
            Qt.Key.Key_2,
            *_ARROWS,
        )
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in own
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            far = STRIDE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            across, up = _ARROWS[key]
            x, y = self._cross[0] + far * across, self._cross[1] + far * up
            self._cross = (round(min(max(x, -REACH), REACH), 2), round(min(max(y, -REACH), REACH), 2))
            self._describe()
            self.update()
        elif key == Qt.Key.Key_Space:
            self.added.emit(*self._cross)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove(self._drawing.nearest(*self._cross, 2 * REACH))
        elif key in (Qt.Key.Key_1, Qt.Key.Key_2):
            self.kind_wanted.emit(0 if key == Qt.Key.Key_1 else 1)
        else:
            super().keyPressEvent(event)

    def _remove(self, place: int | None) -> None:
        if place is not None:
            self.removed.emit(place)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = theme.current()
        self._draw_ground(painter, worn)
        for one in self._drawing.points:
            self._stamp(painter, worn, one, 11.0)
        if not self._drawing.points:
            words = "Click to add a point" + ("" if self._line else " of the class that is chosen")
            upper = QRectF(self._area.topLeft(), QSizeF(self._area.width(), self._area.height() / 4))
            size = tokens().type.body
            ground = QRectF(0, 0, ink.width(words, size) + 16, 2 * size)
            ground.moveCenter(upper.center())
            painter.fillRect(ground, worn.colour("card"))  # the axis does not go through the words
            ink.draw_words(painter, upper, words, worn.colour("muted"), size)
        if self.hasFocus():
            centre = self._at(*self._cross)
            painter.setPen(QPen(worn.colour("action"), 1.5))
            for dx, dy in ((9, 0), (0, 9)):
                painter.drawLine(centre - QPointF(dx, dy), centre + QPointF(dx, dy))

    def _draw_ground(self, painter: QPainter, worn: Theme) -> None:
        area, small = self._area, tokens().type.small
        radius = float(tokens().radius.card)
        painter.setBrush(worn.colour("card"))
        painter.setPen(
            QPen(worn.colour("action" if self.hasFocus() else "line"), 2.0 if self.hasFocus() else 1.0)
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        whole = int(REACH)
        for value in range(-whole, whole + 1):
            painter.setPen(QPen(worn.colour("muted" if value == 0 else "line"), 1.0))
            across, up = self._at(value, 0).x(), self._at(0, value).y()
            if value == 0 or not self._line:
                painter.drawLine(QPointF(across, area.top()), QPointF(across, area.bottom()))
            painter.drawLine(QPointF(area.left(), up), QPointF(area.right(), up))
            if self._line:
                zero = self._at(value, 0)
                painter.drawLine(zero - QPointF(0, 4), zero + QPointF(0, 4))
            label = short(value, 0)
            muted = worn.colour("muted")
            ink.draw_words(painter, QRectF(across - 20, area.bottom() + 4, 40, 18), label, muted, small)
            ink.draw_words(
                painter, QRectF(area.left() - 30, up - 9, 24, 18), label, muted, small, align=ink.RIGHT
            )

        names = ("input x", "target y") if self._line else ("x1", "x2")
        end = QRectF(area.right() - 84, self._at(0, 0).y() - 22, 80, 18)
        ink.draw_words(painter, end, names[0], worn.colour("text"), small, align=ink.RIGHT)
        top = QRectF(self._at(0, 0).x() + 8, area.top() + 2, 80, 18)
        ink.draw_words(painter, top, names[1], worn.colour("text"), small, align=ink.LEFT)

    def _stamp(self, painter: QPainter, worn: Theme, one: Drawn, size: float) -> None:
        role, shape = ("muted", "circle") if self._line else (SIGNS[one.kind], MARKERS[one.kind])
        painter.save()
        painter.translate(self._at(one.x, one.y))
        painter.scale(size, size)
        pen = QPen(worn.colour("card"), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(worn.colour(role))
        painter.drawPath(marker(shape))
        painter.restore()

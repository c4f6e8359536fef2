"""Rule sheet: paints the lines of the rule and says what is under the pointer."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.ui.optimizer_table.ink import Ink, ink
from gdsim.ui.optimizer_table.rule_layout import INDENT, Item, Laid, Sheet, sheet
from gdsim.ui.optimizer_table.worked_box import Marked

_SIDE = 14


class RuleSheet(QWidget):
    """The lines, as wide as it is given and as high as they need."""

    chosen = Signal(str)
    """The name of the quantity whose number or symbol was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._items: tuple[Item, ...] = ()
        self._marked: tuple[Marked, ...] = ()
        self._sheet = sheet((), 100.0)
        self._room = 0.0
        self._view = 0.0
        self._at_work: str | None = None
        self._lit: str | None = None
        self._under: QRectF | None = None

    def show_items(self, items: tuple[Item, ...], marked: tuple[Marked, ...], at_work: str | None) -> None:
        """Show other lines; ``at_work`` is what the line at the cursor writes."""
        self._items, self._marked, self._at_work, self._under = items, marked, at_work, None
        self._lay()
        self.update()

    def room_at_work(self) -> QRectF | None:
        """Where the line at the cursor stands, in pixels of the widget; None where it is none of these."""
        scale = self._sheet.scale
        for laid in self._sheet.laid:
            if laid.item.one.line.writes == self._at_work:
                room = laid.room
                return QRectF(0.0, room.top() * scale, room.width() * scale, room.height() * scale)
        return None

    def light(self, name: str | None) -> None:
        """Light the line that writes a name."""
        if name != self._lit:
            self._lit = name
            self.update()

    def fit(self, width: int) -> bool:
        """Lay out anew for a width; False where it is the one that it has."""
        if width == self._room:
            return False
        self._room = float(width)
        self._lay()
        return True

    def view(self, height: int) -> None:
        """How much of the height is seen: scrolled to its end, the sheet begins with a whole line."""
        if height != self._view:
            self._view = float(height)
            self._set_height()

    def tops(self) -> list[float]:
        """Where lines begin, in pixels of the widget, from the top down."""
        return sorted({laid.room.top() * self._sheet.scale for laid in self._sheet.laid})

    @property
    def sheet(self) -> Sheet:
        """Where everything stands."""
        return self._sheet

    def _lay(self) -> None:
        self._sheet = sheet(self._items, max(50.0, self._room - 2 * _SIDE + INDENT))
        wide = math.ceil(self._sheet.width - INDENT) + 2 * _SIDE
        self.setMinimumWidth(wide if wide > self._room else 0)
        self._set_height()
        self.updateGeometry()

    def _set_height(self) -> None:
        high = round(self._sheet.height) + 6
        if 0 < self._view < high:
            high = max(
                [high, *(math.ceil(top + self._view) for top in self.tops() if top >= high - self._view)][:2]
            )
        self.setMinimumHeight(high)

    def sizeHint(self) -> QSize:
        return QSize(200, round(self._sheet.height) + 6)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        drawn, painter = ink(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_SIDE - INDENT, 0)
        painter.scale(self._sheet.scale, self._sheet.scale)
        for thin in self._sheet.parting:
            painter.fillRect(thin, drawn.line)
        for laid in self._sheet.laid:
            self._paint_line(painter, drawn, laid)
        if self._under is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(drawn.action)
            painter.drawRect(QRectF(self._under.left(), self._under.bottom() + 1.5, self._under.width(), 1.4))

    def _paint_line(self, painter: QPainter, drawn: Ink, laid: Laid) -> None:
        item, room = laid.item, laid.room
        writes = item.one.line.writes
        if writes == self._lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(drawn.selected)
            painter.drawRoundedRect(room.adjusted(2.0, 1.0, 5.0, -1.0), 5.0, 5.0)
        if writes == self._at_work:
            painter.fillRect(
                QRectF(room.left() + 1.0, room.top() + 3.0, 3.0, room.height() - 8.0), drawn.action
            )
        item.symbols.draw(painter, room.left() + INDENT, laid.baseline)
        shown = item.result if item.known else item.not_yet
        shown.draw(painter, laid.room.right() - shown.width, laid.baseline)
        if item.known and item.numbers is not None and laid.numbers_at is not None:
            x, baseline = laid.numbers_at
            if baseline == laid.baseline:
                item.equals.draw(painter, x - item.equals.width, baseline)
            item.numbers.draw(painter, x, baseline)

    # Pointing

    def name_at(self, point: QPointF) -> tuple[QRectF, str] | None:
        """The number or symbol at a point of the widget: where it stands, and the quantity's name."""
        place = (point - QPointF(_SIDE - INDENT, 0.0)) / self._sheet.scale
        for laid in self._sheet.laid:
            if not laid.room.contains(place):
                continue
            drawn = [(laid.item.symbols, laid.room.left() + INDENT, laid.baseline)]
            drawn.append((laid.item.result, laid.room.right() - laid.item.result.width, laid.baseline))
            if laid.item.known and laid.item.numbers is not None and laid.numbers_at is not None:
                drawn.append((laid.item.numbers, *laid.numbers_at))
            for box, x, baseline in drawn:
                for marked in self._marked:
                    for room, name in marked.places(box, x, baseline):
                        if room.adjusted(-1, -2, 1, 2).contains(place):
                            return room, name
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.name_at(event.position())
        under = found[0] if found is not None else None
        if under != self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._under = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.name_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.chosen.emit(found[1])

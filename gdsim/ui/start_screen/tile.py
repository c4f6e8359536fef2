"""Tile: a card that is a button, with one ring for the focus on every card of the start screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gdsim.ui import theme
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

RIM = 6
"""Room around a card for its ring; two cards beside each other are twice that apart."""
RING, AWAY = 2.5, 4.0
"""Width of the ring, and how far outside the card its middle lies."""


class Tile(QAbstractButton):
    """A card to be chosen by a click, Space or Enter.

    Args:
        name: what a screen reader calls it.
        told: what it says of it.
    """

    rim = RIM

    def __init__(self, name: str, told: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(told)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def card(self) -> QRectF:
        """The card itself, without the room of its ring."""
        return QRectF(self.rect()).adjusted(self.rim, self.rim, -self.rim, -self.rim)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        # Space belongs to the card that has the focus, whatever the window does with it elsewhere.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        # Arrows belong to the group that the card stands in.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = theme.current()
        self._draw_ground(painter, worn)
        self._draw(painter, worn)
        painter.end()

    def _draw_ground(self, painter: QPainter, worn: Theme) -> None:
        radius = float(tokens().radius.card)
        painter.setBrush(worn.colour("selected" if self.isDown() else "card"))
        painter.setPen(QPen(worn.colour("muted" if self.underMouse() else "line"), 1.0))
        painter.drawRoundedRect(self.card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(worn.colour("action"), RING))
            away = AWAY
            painter.drawRoundedRect(
                self.card.adjusted(-away, -away, away, away), radius + away, radius + away
            )

    def _draw(self, painter: QPainter, worn: Theme) -> None:
        """What stands on the card."""

"""Switch: a setting that is on or off; the knob's place says which, not the colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from gdsim.ui import fonts, theme

_TRACK = QSize(30, 16)
_GAP = 8


class Switch(QCheckBox):
    """A check box drawn as a switch. ``clicked(bool)`` is the user's change, ``toggled(bool)`` any."""

    def __init__(self, text: str, on: bool = False, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(on)
        self.setAccessibleName(name or text)
        self.setFont(fonts.text_font())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_TRACK.width() + 6 + (text + _GAP if text else 0), 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, on = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(3, (self.height() - _TRACK.height()) / 2, _TRACK.width(), _TRACK.height())
        if not self.isEnabled():
            fill, rim, knob = "card", "line", "muted"
        elif on:
            fill, rim, knob = "action", "action", "on_action"
        else:
            fill, rim, knob = "panel", "muted", "muted"
        style = Qt.PenStyle.SolidLine if self.isEnabled() else Qt.PenStyle.DashLine
        painter.setPen(QPen(worn.colour(rim), 1.2, style))
        painter.setBrush(worn.colour(fill))
        painter.drawRoundedRect(track.adjusted(0.6, 0.6, -0.6, -0.6), 7.4, 7.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(knob))
        painter.drawEllipse(QRectF(track.right() - 13 if on else track.left() + 3, track.top() + 3, 10, 10))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(worn.colour("text" if on else "action"), 2))
            painter.drawRoundedRect(track.adjusted(-1.5, -1.5, 1.5, 1.5), 9.5, 9.5)
        painter.setPen(QColor(worn.text if self.isEnabled() else worn.muted))
        words = self.rect().adjusted(_TRACK.width() + 6 + _GAP - 3, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())

"""Icon button: a small button without words, for the head of a card or the end of a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from gdsim.ui import icons, theme

SIDE = 20
_ICON = 14


class IconButton(QAbstractButton):
    """A button that is only a drawing.

    Args:
        icon_name: a drawing of resources/icons.
        name: what it does, for a screen reader and as the tool tip.
        tells: a click shows the tool tip at once, for buttons that only explain.
    """

    def __init__(self, icon_name: str, name: str, tells: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_name(name)
        if tells:
            self.clicked.connect(self._tell)

    def set_name(self, name: str) -> None:
        """Says something else."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon_name: str) -> None:
        """Changes the drawing."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE - 2, SIDE)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A button that cannot be pressed keeps its place and shows nothing."""
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.selected))
            painter.drawRoundedRect(around, 5, 5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(worn.action), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(around, 5, 5)
        across, down = (self.width() - _ICON) // 2, (self.height() - _ICON) // 2
        colour = worn.text if self.underMouse() else worn.muted
        if not self.isEnabled():
            return
        icons.icon(self._icon_name, colour).paint(painter, self.rect().adjusted(across, down, -across, -down))

    def _tell(self) -> None:
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self.toolTip(), self)

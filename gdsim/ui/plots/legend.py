"""Legend: which line is which, in one row; a click, or Space, hides a line and shows it again."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QStaticText
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.ui import fonts, theme
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.pens import swatch
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

_LINE, _MARKER, _GAP, _BETWEEN = 16.0, 10.0, 4.0, 8.0
_OWN = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return)


class Legend(QWidget):
    """Entries from left to right; what does not fit is left to the tool tip."""

    toggled = Signal(str)
    """The group of an entry that was clicked, or chosen with the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._texts: tuple[QStaticText, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._at = 0
        self.setFont(fonts.text_font(tokens().type.small))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What it says."""
        return self._entries

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Says what is what; nothing takes no room."""
        if entries == self._entries:
            return
        self._entries = entries
        self._texts = tuple(self._text(entry.text) for entry in entries)
        active = [number for number, entry in enumerate(entries) if entry.group]
        self._at = self._at if self._at in active else active[0] if active else 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if active else Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(entries))
        hint = "<br>A click on an entry hides its line, or shows it again." if active else ""
        self.setToolTip(" · ".join(entry.text for entry in entries) + hint)
        self._name()
        self.updateGeometry()
        self.update()

    def set_hidden(self, groups: frozenset[str]) -> None:
        """Strikes the entries through whose lines are hidden."""
        if groups != self._hidden:
            self._hidden = groups
            self._name()
            self.update()

    def area_of(self, group: str) -> QRectF:
        """Where an entry stands; empty where it has no room."""
        return next(
            (area for entry, area in zip(self._entries, self._areas(), strict=False) if entry.group == group),
            QRectF(),
        )

    def sizeHint(self) -> QSize:
        widths = [
            _head(entry) + text.size().width() for entry, text in zip(self._entries, self._texts, strict=True)
        ]
        return QSize(round(sum(widths) + _BETWEEN * len(widths)), self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, self.fontMetrics().height() + 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        entry = self._entry_at(event.position())
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.toggled.emit(entry.group)

    def event(self, event: QEvent) -> bool:
        # The arrows belong to the transport; with the focus in here they go from entry to entry.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _OWN
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        active = [number for number, entry in enumerate(self._entries) if entry.group]
        if event.key() not in _OWN or not active:
            super().keyPressEvent(event)
            return
        place = active.index(self._at) if self._at in active else 0
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return):
            self.toggled.emit(self._entries[active[place]].group)
            return
        place += 1 if event.key() == Qt.Key.Key_Right else -1
        self._at = active[place % len(active)]
        self._name()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter, theme.current())

    def _areas(self) -> list[QRectF]:
        """Where the entries that have room stand."""
        areas: list[QRectF] = []
        left = 0.0
        for number, (entry, text) in enumerate(zip(self._entries, self._texts, strict=True)):
            width = _head(entry) + text.size().width()
            if left + width + (0 if number == len(self._entries) - 1 else 12) > self.width():
                return areas
            areas.append(QRectF(left, 0, width, self.height()))
            left += width + _BETWEEN
        return areas

    def _entry_at(self, place: QPointF) -> Entry | None:
        for entry, area in zip(self._entries, self._areas(), strict=False):
            if entry.group and area.adjusted(-2, 0, 2, 0).contains(place):
                return entry
        return None

    def _paint(self, painter: QPainter, worn: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        areas = self._areas()
        for number, area in enumerate(areas):
            entry, text = self._entries[number], self._texts[number]
            hidden = bool(entry.group) and entry.group in self._hidden
            painter.setOpacity(0.6 if hidden else 1.0)
            swatch(painter, worn, entry, QRectF(area.left(), 0, _head(entry) - _GAP, self.height()))
            painter.setPen(worn.colour("muted"))
            at = QPointF(area.left() + _head(entry), (self.height() - text.size().height()) / 2)
            painter.drawStaticText(at, text)
            if hidden:
                painter.drawLine(
                    QPointF(area.left(), self.height() / 2), QPointF(area.right(), self.height() / 2)
                )
            if self.hasFocus() and number == self._at and entry.group:
                painter.setPen(QPen(worn.colour("action"), 1.0))
                painter.drawRoundedRect(area.adjusted(-2, 0.5, 2, -0.5), 3, 3)
        painter.setOpacity(1.0)
        if len(areas) < len(self._entries):
            left = areas[-1].right() + _BETWEEN if areas else 0.0
            painter.setPen(worn.colour("muted"))
            painter.drawText(QRectF(left, 0, 20, self.height()), Qt.AlignmentFlag.AlignVCenter, "…")

    def _name(self) -> None:
        """For a screen reader: the entry that the keyboard stands on."""
        if self._at < len(self._entries):
            entry = self._entries[self._at]
            self.setAccessibleName("Legend: " + re.sub("<[^>]*>", "", entry.text))
            self.setAccessibleDescription("hidden" if entry.group in self._hidden else "shown")

    def _text(self, written: str) -> QStaticText:
        # Sub- and superscripts need more size than words to be read.
        rich = f"<span style='font-size: 14px; font-family: \"{tokens().type.formula}\"'>{written}</span>"
        text = QStaticText(rich if "<" in written else written)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.prepare(font=self.font())
        return text


def _head(entry: Entry) -> float:
    """How much room the line or the marker takes before the text."""
    return (_LINE if entry.stroke else _MARKER if entry.marker else -_GAP) + _GAP

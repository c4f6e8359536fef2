"""Legend: which line is which, in one row; what does not fit is left to the tool tip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QStaticText
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.ui import fonts, theme
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.pens import swatch
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

_LINE, _MARKER, _GAP, _BETWEEN = 16.0, 10.0, 4.0, 8.0


class Legend(QWidget):
    """Entries from left to right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._texts: tuple[QStaticText, ...] = ()
        self.setFont(fonts.text_font(tokens().type.small))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

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
        self.setVisible(bool(entries))
        self.setToolTip(" · ".join(entry.text for entry in entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widths = [
            _head(entry) + text.size().width() for entry, text in zip(self._entries, self._texts, strict=True)
        ]
        return QSize(round(sum(widths) + _BETWEEN * len(widths)), self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter, theme.current())

    def _paint(self, painter: QPainter, worn: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        left = 0.0
        for number, (entry, text) in enumerate(zip(self._entries, self._texts, strict=True)):
            head = _head(entry)
            width = head + text.size().width()
            last = number == len(self._entries) - 1
            if left + width + (0 if last else 12) > self.width():
                painter.setPen(worn.colour("muted"))
                painter.drawText(QRectF(left, 0, 20, self.height()), Qt.AlignmentFlag.AlignVCenter, "…")
                return
            swatch(painter, worn, entry, QRectF(left, 0, head - _GAP, self.height()))
            painter.setPen(worn.colour("muted"))
            painter.drawStaticText(QPointF(left + head, (self.height() - text.size().height()) / 2), text)
            left += width + _BETWEEN

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

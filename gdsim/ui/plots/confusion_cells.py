"""Confusion cells: the counts of a confusion matrix in tinted cells, with the names of the classes around them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from gdsim.insight.confusion import Confusion, largest
from gdsim.ui import fonts, theme
from gdsim.ui.plots.tint import tint
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

_GAP = 3.0
MOST = 12
"""At most so many classes are drawn."""
_LEAST = (24.0, 16.0)
"""Width and height of a cell in which a number can be read; where they do not fit, fewer classes are drawn."""
_LARGEST = 84.0
"""A cell is at most so wide and high: a matrix of two classes need not fill the card."""


class ConfusionCells(QWidget):
    """The matrix, or words where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Confusion matrix")
        self.setMinimumSize(100, 80)
        self._whole: Confusion | None = None
        self._confusion: Confusion | None = None
        self._names: tuple[str, ...] = ()
        self._words = ""
        self._font = fonts.text_font(tokens().type.small)
        self._strong = fonts.text_font(tokens().type.small + 0.5, fonts.SEMIBOLD)

    def sizeHint(self) -> QSize:
        return QSize(220, 180)

    @property
    def confusion(self) -> Confusion | None:
        """What is drawn: the largest classes where not all have room."""
        return self._confusion

    @property
    def whole(self) -> Confusion | None:
        """All classes."""
        return self._whole

    @property
    def words(self) -> str:
        """What is said instead, or below."""
        return self._words

    def show_words(self, words: str) -> None:
        """Says why there is no matrix."""
        if self._confusion is None and words == self._words:
            return
        self._whole = self._confusion = None
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def show_counts(self, confusion: Confusion, names: tuple[str, ...]) -> None:
        """Draws counts; ``names`` are those of all classes."""
        self._whole, self._names = confusion, names
        self._choose()

    def _choose(self) -> None:
        """Draws as many classes as have room."""
        whole = self._whole
        if whole is None:
            return
        line = QFontMetricsF(self._font).height()
        wide = 0.62 * self.width() / _LEAST[0]
        high = (self.height() - 3 * line - 13) / _LEAST[1]
        most = max(2, min(MOST, int(wide), int(high)))
        self._confusion = shown = largest(whole, most)
        self._words = f"{whole.right:,} of {whole.total:,} right"
        if len(shown.classes) < len(whole.classes):
            self._words += f" · {len(shown.classes)} largest of {len(whole.classes)} classes"
        self.setAccessibleDescription(self._words)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def tip(self, row: int, column: int) -> str:
        """What a cell says in words."""
        assert self._confusion is not None
        count, total = int(self._confusion.counts[row, column]), int(self._confusion.counts[row].sum())
        true, predicted = (self._names[self._confusion.classes[number]] for number in (row, column))
        return f"{count:,} of the {total:,} rows of “{true}” " + (
            "are recognised" if row == column else f"are taken for “{predicted}”"
        )

    def cell(self, row: int, column: int) -> QRectF:
        """Where a cell lies."""
        left, top, side = self._measures()
        return QRectF(left + column * side[0], top + row * side[1], side[0] - _GAP, side[1] - _GAP)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.tip(*found) if found else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            worn = theme.current()
            if self._confusion is None:
                painter.setPen(worn.colour("muted"))
                painter.setFont(self._font)
                flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
                painter.drawText(QRectF(self.rect()).adjusted(8, 0, -8, 0), flags, self._words)
                return
            self._paint_names(painter, worn, self._confusion)
            self._paint_cells(painter, worn, self._confusion)

    def _measures(self) -> tuple[float, float, tuple[float, float]]:
        """Left and top of the cells, and width and height of one with its gap."""
        assert self._confusion is not None
        count = len(self._confusion.classes)
        metrics = QFontMetricsF(self._font)
        line = metrics.height()
        widest = max(
            QFontMetricsF(self._strong).horizontalAdvance(self._names[number])
            for number in self._confusion.classes
        )
        widest = max(widest, metrics.horizontalAdvance("true"))
        left = min(widest + 8, 0.38 * self.width())
        top = 2 * line + 5
        room = self.height() - top - line - 8
        wide = min((self.width() - left) / count, _LARGEST * 1.5)
        high = max(min(room / count, _LARGEST), 8.0)
        # A matrix looks like one where cells are not much wider than high.
        return left, top, (min(wide, max(high * 1.5, 30.0)), high)

    def _paint_names(self, painter: QPainter, worn: Theme, shown: Confusion) -> None:
        left, top, (wide, high) = self._measures()
        count = len(shown.classes)
        line = QFontMetricsF(self._font).height()
        painter.setFont(self._font)
        painter.setPen(worn.colour("muted"))
        across = QRectF(left, 0, count * wide - _GAP, line)
        painter.drawText(across, Qt.AlignmentFlag.AlignCenter, "predicted")
        painter.drawText(QRectF(0, line + 2, left - 8, line), Qt.AlignmentFlag.AlignRight, "true")
        below = QRectF(0, top + count * high + 2, self.width(), line + 4)
        painter.setPen(worn.colour("text"))
        strong = QFontMetricsF(self._strong)
        for place, number in enumerate(shown.classes):
            name = self._names[number]
            painter.setFont(self._strong)
            row = strong.elidedText(name, Qt.TextElideMode.ElideRight, left - 8)
            painter.drawText(
                QRectF(0, top + place * high, left - 8, high - _GAP),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                row,
            )
            painter.drawText(
                QRectF(left + place * wide, line + 1, wide - _GAP, line + 2),
                Qt.AlignmentFlag.AlignCenter,
                _short(name, strong, wide - _GAP),
            )
        painter.setFont(self._strong)
        words = strong.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_cells(self, painter: QPainter, worn: Theme, shown: Confusion) -> None:
        _, _, (wide, high) = self._measures()
        font = _fitting(_count(int(shown.counts.max(initial=0))), wide - _GAP, high - _GAP)
        shares = shown.shares
        for row in range(len(shown.classes)):
            for column in range(len(shown.classes)):
                count, share = int(shown.counts[row, column]), float(shares[row, column])
                role = "action" if row == column else "muted"
                fill = tint(worn, role, 0.14 + 0.42 * share if count else 0.0)
                painter.setPen(worn.colour("line"))
                painter.setBrush(fill)
                area = self.cell(row, column)
                painter.drawRoundedRect(area, 3, 3)
                font.setWeight(QFont.Weight(fonts.BOLD if count else fonts.REGULAR))
                painter.setFont(font)
                painter.setPen(worn.colour("text" if count else "muted"))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _count(count))

    def _under(self, position: QPointF) -> tuple[int, int] | None:
        count = 0 if self._confusion is None else len(self._confusion.classes)
        return next(
            ((row, column) for row in range(count) for column in range(count)
             if self.cell(row, column).contains(position)), None,
        )  # fmt: skip


def _short(name: str, metrics: QFontMetricsF, room: float) -> str:
    """A name over a narrow column: its first letters, which say more than one letter and an ellipsis."""
    if metrics.horizontalAdvance(name) <= room:
        return name
    elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    if len(elided) > 4:
        return elided
    kept = next((name[:n] for n in (3, 2, 1) if metrics.horizontalAdvance(name[:n]) <= room), "")
    return kept.strip()


def _fitting(longest: str, wide: float, high: float) -> QFont:
    """The largest font in which the longest number fits a cell."""
    size = tokens().type.body
    while True:
        font = fonts.number_font(size, fonts.BOLD)
        metrics = QFontMetricsF(font)
        if size <= 8.0 or (metrics.horizontalAdvance(longest) + 2 <= wide and metrics.ascent() <= high):
            return font
        size -= 0.5


def _count(count: int) -> str:
    """A count in at most four places.

    >>> _count(9876), _count(12345), _count(2000000)
    ('9876', '12k', '2M')
    """
    if count < 10_000:
        return str(count)
    return f"{count / 1e3:.0f}k" if count < 1_000_000 else f"{count / 1e6:.0f}M"

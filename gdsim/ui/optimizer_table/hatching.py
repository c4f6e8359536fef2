"""Hatching: the columns whose line has not run yet, grey and hatched, with the words for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from gdsim.ui.optimizer_table.ink import Ink
from gdsim.ui.optimizer_table.rows import NOT_YET

_WIDE = 110
"""From here on the words stand in one line."""


def runs(empty: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last column of each run of neighbours that are empty.

    >>> list(runs([False, True, True, False, True]))
    [(1, 2), (4, 4)]
    """
    starts = [n for n, here in enumerate(empty) if here and (n == 0 or not empty[n - 1])]
    for start in starts:
        end = start
        while end + 1 < len(empty) and empty[end + 1]:
            end += 1
        yield start, end


def paint_hatching(painter: QPainter, drawn: Ink, room: QRectF, outlined: QRectF | None) -> None:
    """Hatch a run of columns and say so once.

    Args:
        room: of the columns, from the first row in view to the last.
        outlined: the selected row, whose outline the words keep clear of.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(drawn.hatch, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(room, 4, 4)
    text = NOT_YET if room.width() > _WIDE else NOT_YET.replace(" ", "\n")
    painter.setFont(drawn.small)
    measured = QFontMetricsF(drawn.small).size(0, text)
    words = QRectF(0.0, 0.0, measured.width() + 12.0, measured.height() + 6.0)
    words.moveCenter(room.center())
    if outlined is not None and outlined.top() < words.bottom() and outlined.bottom() > words.top():
        below = outlined.bottom() + 3.0 + words.height() <= room.bottom()
        words.moveTop(outlined.bottom() + 3.0 if below else outlined.top() - 3.0 - words.height())
    painter.setBrush(drawn.card)
    painter.drawRoundedRect(words, 4, 4)
    painter.setPen(QPen(drawn.muted))
    painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), text)

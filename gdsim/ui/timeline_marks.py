"""Marks on the timeline: changes, bookmarks, breakpoints and a divergence, at their updates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from gdsim.core.experiment import Amendment
from gdsim.state.snapshot import Snapshot
from gdsim.state.stopping import first_stop
from gdsim.ui.plots.loss_track import LossTrack
from gdsim.ui.theme import Theme


class Kind(Enum):
    """What a mark is; each has its own shape and colour."""

    CHANGE = "text"
    BOOKMARK = "action"
    STOP = "muted"
    DIVERGED = "warning"


@dataclass(frozen=True)
class Mark:
    """One mark: where, what, and what its tool tip says."""

    update: int
    kind: Kind
    text: str
    line: int = 0


def marks_of(snapshot: Snapshot, last: int) -> tuple[Mark, ...]:
    """The marks of a run up to an update, and where each breakpoint holds for the first time."""
    model = snapshot.model
    found = [Mark(a.update, Kind.CHANGE, _said(a)) for a in model.experiment.amendments if a.update <= last]
    found += [
        Mark(b.update, Kind.BOOKMARK, b.note or f"bookmark at update {b.update}", b.line)
        for b in model.marks.bookmarks
        if b.update <= last
    ]
    for breakpoint in model.marks.breakpoints:
        stop = first_stop([breakpoint], snapshot.curves, 0, snapshot.updates)
        if stop is not None:
            found.append(Mark(stop[0], Kind.STOP, f"stops here: {breakpoint.words}"))
    if snapshot.diverged is not None:
        found.append(Mark(snapshot.diverged.update, Kind.DIVERGED, snapshot.diverged.message))
    return tuple(found)


def paint_marks(painter: QPainter, track: LossTrack, marks: tuple[Mark, ...], worn: Theme) -> None:
    """Each mark as a line with a flag, a ribbon, a square or a triangle at its top."""
    top, bottom = track.area.top(), track.area.bottom()
    for mark in marks:
        x, colour = track.x(mark.update), worn.colour(mark.kind.value)
        painter.setPen(colour)
        painter.drawLine(QPointF(x, top - 4), QPointF(x, bottom))
        painter.setBrush(colour)
        if mark.kind is Kind.STOP:
            painter.drawRect(QRectF(x - 3.5, top - 9, 7, 7))
            continue
        painter.drawPolygon(QPolygonF(_shape(mark.kind, x, top)))
        if mark.kind is Kind.DIVERGED:
            text = "diverged"
            left = x - painter.fontMetrics().horizontalAdvance(text) - 14
            painter.drawText(QPointF(left if left > 0 else x + 9, bottom - 4), text)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _shape(kind: Kind, x: float, top: float) -> list[QPointF]:
    if kind is Kind.DIVERGED:
        return [QPointF(x - 5, top + 4), QPointF(x + 5, top + 4), QPointF(x, top - 5)]
    if kind is Kind.BOOKMARK:
        return [QPointF(x + dx, top + dy) for dx, dy in ((-4, -13), (4, -13), (4, 0), (0, -4), (-4, 0))]
    return [QPointF(x, top - 4), QPointF(x + 8, top - 1), QPointF(x, top + 2)]


def _said(change: Amendment) -> str:
    field = change.field.split(".", 1)[-1].replace("_", " ")
    return f"from update {change.update}: {field} → {change.value}"

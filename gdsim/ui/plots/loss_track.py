"""Loss track: the picture of a whole run behind the timeline's cursor; geometry and paint, no widget."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gdsim.ui.plots.decimate import decimated
from gdsim.ui.plots.epochs import Epochs
from gdsim.ui.plots.figure import Stroke
from gdsim.ui.plots.run import Run
from gdsim.ui.plots.scale import within_reach
from gdsim.ui.theme import Theme

BATCH = Stroke("muted", 1.0)
TRAINING = Stroke("action", 2.2)
_LABEL_ROOM = 30.0


@dataclass(frozen=True)
class LossTrack:
    """A run laid out over an area.

    Args:
        run: what has been made.
        epochs: its epochs.
        last: the update at the right end.
        area: where the curves lie; the numbers of the epochs stand under it.
    """

    run: Run
    epochs: Epochs
    last: int
    area: QRectF

    def x(self, update: float) -> float:
        """Where an update stands."""
        start = self.run.first - 1
        return self.area.left() + self.area.width() * (update - start) / max(self.last - start, 1)

    def update_at(self, x: float) -> int:
        """The update nearest to a place."""
        start = self.run.first - 1
        share = (x - self.area.left()) / max(self.area.width(), 1.0)
        return min(
            max(round(start + share * (self.last - start)), self.run.first), max(self.last, self.run.first)
        )

    def paint(self, painter: QPainter, theme: Theme, font: QFont) -> None:
        """Epoch lines with their numbers, the loss of each batch, and over it that of the training set."""
        self._epoch_lines(painter, theme, font)
        run = self.run
        if run.count < 1:
            return
        batch = within_reach(run.curves.batch_loss[: run.count])
        training = within_reach(run.curves.loss[: run.rows, 0])
        top = highest(batch, training)
        painter.save()
        painter.setClipRect(self.area.adjusted(-1, -3, 1, 3))
        self._curve(painter, theme, run.updates, batch, top, Stroke("muted", 1.0, opacity=0.9))
        self._curve(painter, theme, run.epoch_ends, training, top, TRAINING)
        painter.restore()

    def _epoch_lines(self, painter: QPainter, theme: Theme, font: QFont) -> None:
        ends = self.epochs.updates[self.epochs.updates <= self.last]
        if ends[-1] < self.last:
            ends = np.append(ends, np.arange(ends[-1], self.last, self.epochs.updates_in_epoch)[1:])
            ends = np.append(ends, self.last)
        first = self.epochs.place(int(ends[0]) + 1)[0]
        apart = self.area.width() / max(len(ends) - 1, 1)
        every = next(step for step in _ROUND if step * apart >= _LABEL_ROOM or step == _ROUND[-1])
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        foot = self.area.bottom() + 4 + metrics.ascent()
        line = QPen(theme.colour("line"), 1.0)
        free = -np.inf
        # Where lines would stand closer than 5 pixels, only the epochs that have a number get one.
        places = range(len(ends) - 1) if apart >= 5 else range(-first % every, len(ends) - 1, every)
        for place in places:
            number, left, right = first + place, float(ends[place]), float(ends[place + 1])
            painter.setPen(line)
            x = round(self.x(right)) + 0.5
            painter.drawLine(QPointF(x, self.area.top()), QPointF(x, self.area.bottom()))
            if every == 1 or number % every == 0:
                painter.setPen(theme.colour("muted"))
                # In the middle of its epoch where that is wide enough to be seen, else under its end.
                middle = (self.x(left) + self.x(right)) / 2 if apart >= 14 else self.x(right)
                text = str(number)
                start = middle - metrics.horizontalAdvance(text) / 2
                if start > free:
                    painter.drawText(QPointF(start, foot), text)
                    free = start + metrics.horizontalAdvance(text) + 6

    def _curve(
        self,
        painter: QPainter,
        theme: Theme,
        updates: np.ndarray,
        values: np.ndarray,
        top: float,
        stroke: Stroke,
    ) -> None:
        x, y = decimated(updates, values, max(50, int(self.area.width())))
        start = self.run.first - 1
        across = self.area.left() + self.area.width() * (x - start) / max(self.last - start, 1)
        # Far beyond the top would be far beyond what a painter can take.
        up = self.area.bottom() - self.area.height() * np.clip(y / top, -1.0, 20.0)
        pen = QPen(theme.colour(stroke.role, stroke.opacity), stroke.width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for part in np.split(np.arange(len(x)), np.flatnonzero(np.isnan(up))):
            part = part[~np.isnan(up[part])]
            if len(part) == 1:
                painter.drawEllipse(QPointF(across[part[0]], up[part[0]]), 1.2, 1.2)
            elif len(part):
                points = zip(across[part].tolist(), up[part].tolist(), strict=True)
                painter.drawPolyline(QPolygonF([QPointF(at, high) for at, high in points]))


_ROUND = tuple(part * 10**power for power in range(7) for part in (1, 2, 5))


def highest(batch: np.ndarray, training: np.ndarray) -> float:
    """The loss at the top: the largest, unless it is far beyond the start and the usual; such ones leave the picture.

    >>> highest(np.array([1.0, 2.0, 3.0]), np.array([2.5]))
    3.0
    """
    values = np.concatenate([batch, training])
    values = values[~np.isnan(values)]
    if not len(values):
        return 1.0
    first = float(training[0]) if len(training) and not np.isnan(training[0]) else 0.0
    top, usual = float(values.max()), max(float(np.quantile(values, 0.95)), first)
    found = 3.0 * usual if len(values) >= 20 and top > 8.0 * usual > 0 else top
    return found if found > 0 else 1.0

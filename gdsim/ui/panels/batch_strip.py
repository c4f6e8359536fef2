"""Batch strip: every training sample as a cell: in this batch, used earlier in the epoch, or still to come."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.insight.epoch_use import EpochUse, epoch_use, told
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme

MOST = 20_000
"""Beyond so many samples the epoch is not counted through at every step."""
HEIGHT, SMALLEST, LARGEST = 28, 2.0, 14.0


class BatchStrip(QWidget):
    """A row, or a few, of cells in the order of the training rows. Filled teal: in this batch, with a count where it
    is there more than once; grey: used earlier in this epoch, the darker the more often; hollow: not used yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sampling.strip")
        self.setAccessibleName("Samples of this epoch")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.words = ""
        self._use: EpochUse | None = None
        self._rows: np.ndarray | None = None
        self._key: tuple[object, ...] = ()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows the batch at the cursor; before stage 1 nothing has been drawn."""
        position, course = snapshot.position, snapshot.probe.timeline.course
        shown = course.samples <= MOST
        key = (snapshot.model.experiment, position.update, snapshot.model.cursor.line > 0)
        if key == self._key:
            return
        self._key = key
        self._rows = snapshot.samples.rows
        use = epoch_use(course, position) if shown else None
        if use is not None and snapshot.model.cursor.line == 0:
            use = EpochUse(use.before, np.zeros_like(use.now))
        self._use = use
        self.words = (
            f"{course.samples:,} samples, {len(position.batch)} of them in this batch"
            if use is None
            else "no sample drawn yet: press Step"
            if not use.drawn
            else told(use, position)
        )
        self.setAccessibleDescription(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    def grid(self) -> tuple[int, float]:
        """How many cells a line has, and the side of a cell; 0 where there are more samples than fit."""
        count = len(self._use.now) if self._use is not None else 0
        if not count:
            return 0, 0.0
        side = min(LARGEST, math.sqrt(self.width() * self.height() / count))
        while side >= SMALLEST:
            across = int(self.width() // side)
            if across and -(-count // across) * side <= self.height():
                return across, side
            side -= 0.25
        return 0, 0.0

    def sample_at(self, x: float, y: float) -> int | None:
        """The sample under a point, from 0."""
        across, side = self.grid()
        if self._use is None or not across:
            return None
        sample = int(y // side) * across + int(x // side)
        return sample if x // side < across and 0 <= sample < len(self._use.now) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        sample = self.sample_at(event.position().x(), event.position().y())
        self.setToolTip("" if sample is None else self._told(sample))

    def _told(self, sample: int) -> str:
        assert self._use is not None and self._rows is not None
        now, before = int(self._use.now[sample]), int(self._use.before[sample])
        parts = [f"row {int(self._rows[sample]) + 1}"]
        parts.append("in this batch" + (f" {now} times" if now > 1 else "") if now else "")
        parts.append(
            f"drawn {'once' if before == 1 else f'{before} times'} earlier in this epoch" if before else ""
        )
        return ", ".join(filter(None, parts if now or before else [*parts, "not drawn yet in this epoch"]))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, use = theme.current(), self._use
        if use is None:
            return
        painter = QPainter(self)
        across, side = self.grid()
        if not across:
            self._paint_pooled(painter, use, worn)
            return
        gap = 1.0 if side >= 4 else 0.0
        for sample, (now, before) in enumerate(zip(use.now.tolist(), use.before.tolist(), strict=True)):
            row, column = divmod(sample, across)
            cell = QRectF(column * side, row * side, side - gap, side - gap)
            painter.fillRect(cell, _colour(worn, now, before))
            if now > 1 and side >= 9:
                painter.setPen(worn.colour("on_action"))
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(now))

    def _paint_pooled(self, painter: QPainter, use: EpochUse, worn: theme.Theme) -> None:
        """One column of pixels for several samples: the strongest of them wins."""
        parts = np.array_split(np.arange(len(use.now)), max(self.width(), 1))
        for x, part in enumerate(parts):
            if len(part):
                colour = _colour(worn, int(use.now[part].max()), int(use.before[part].max()))
                painter.fillRect(QRectF(x, 0, 1, self.height()), colour)


def _colour(worn: theme.Theme, now: int, before: int) -> QColor:
    if now:
        return worn.colour("action")
    return worn.colour("muted", min(0.45 + 0.25 * (before - 1), 1.0)) if before else worn.colour("line", 0.55)

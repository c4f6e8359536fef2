"""Confusion plot: how many samples of each class got which answer, as a table of counts."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.core.accuracy import Decision
from gdsim.core.registries import LOSSES
from gdsim.insight.confusion import Confusion, confusion
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.plots import data_view as view
from gdsim.ui.plots.pictures import Table
from gdsim.ui.plots.plot_card import PlotCard
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

_GAP = 3.0


class Counts(QWidget):
    """The table itself: rows are the right class, columns the answer."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Confusion | None = None
        self.names: tuple[str, ...] = ()
        self.note = ""
        self.setFont(fonts.text_font(tokens().type.small, fonts.BOLD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(60, 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.found is None:
                painter.setFont(fonts.text_font(tokens().type.small))
                painter.setPen(worn.colour("muted"))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(QRectF(self.rect()).adjusted(8, 4, -8, -4), flags, self.note)
                return
            self._paint(painter, worn, self.found)

    def _paint(self, painter: QPainter, worn: Theme, found: Confusion) -> None:
        metrics = QFontMetricsF(self.font())
        line, count = metrics.height(), len(self.names)
        side = min(0.36 * self.width(), max(metrics.horizontalAdvance(name) for name in self.names) + 8)
        head = 2 * line + 2
        foot = line + 4
        wide = (self.width() - side - 4) / count
        high = (self.height() - head - foot) / count
        painter.setFont(fonts.text_font(tokens().type.small))
        painter.setPen(worn.colour("muted"))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(side, 0, self.width() - side, line), middle, "predicted")
        painter.setFont(self.font())
        painter.setPen(worn.colour("text"))
        most = max(int(found.counts.max()), 1)
        for number, name in enumerate(self.names):
            over = metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide - 2)
            painter.drawText(QRectF(side + number * wide, line, wide, line), middle, over)
            beside = metrics.elidedText(name, Qt.TextElideMode.ElideRight, side - 6)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, head + number * high, side - 6, high), right, beside)
        for row in range(count):
            for column in range(count):
                area = QRectF(side + column * wide, head + row * high, wide - _GAP, high - _GAP)
                self._cell(painter, worn, area, int(found.counts[row, column]), most, row == column)
        painter.setPen(worn.colour("text"))
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        words = f"{found.right} of {found.total} right"
        painter.drawText(QRectF(0, self.height() - foot, self.width(), foot), flags, words)

    def _cell(self, painter: QPainter, worn: Theme, area: QRectF, count: int, most: int, right: bool) -> None:
        # The wrong ones are grey: red and green would be signs to some and nothing to others.
        strength = 0.0 if not count else 0.22 + 0.4 * count / most
        painter.setPen(worn.colour("line"))
        painter.setBrush(QColor(worn.panel))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("action" if right else "muted", strength))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(worn.colour("text" if count else "muted"))
        if area.height() >= 10:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(count))


class ConfusionPlot(QObject):
    """The counts at the cursor: of the test samples, or of the training samples where there are none."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.counts = Counts()
        self.card = PlotCard(
            "Confusion", "which class the network at the cursor takes for which", "confusion", self.counts
        )
        self.card.numbers = self.table
        self._key: tuple[object, ...] = ()

    def apply_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.card.wear(theme)
        self.counts.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Counts anew where the parameters have changed."""
        cursor = snapshot.model.cursor
        key = (
            id(snapshot.samples),
            id(snapshot.curves),
            snapshot.current.loss,
            cursor.update,
            snapshot.finished,
        )
        if key == self._key:
            return
        self._key = key
        samples = view.classed(snapshot.samples, snapshot.current)
        tested = samples.x_test.shape[1] > 0
        inputs, targets = (samples.x_test, samples.y_test) if tested else (samples.x, samples.y)
        outputs = snapshot.probe.outputs(inputs) if samples.classes else None
        if outputs is None or not np.isfinite(outputs).all():
            self.counts.found = None
            self.counts.note = (
                "The targets are numbers: there are no classes to take for one another"
                if outputs is None
                else "The network's answers are not finite"
            )
            self.card.say("", (), "")
        else:
            declared = LOSSES[snapshot.current.loss.function.key]
            decision = Decision(declared.class_codes, declared.decision)
            self.counts.found = confusion(decision, outputs, targets, len(samples.classes))
            self.counts.names = samples.classes
            self.card.say(f"{'test' if tested else 'training'}, {inputs.shape[1]} rows", (), "")
        self.counts.update()

    def table(self) -> Table | None:
        """The counts with the names of the classes; None where there are none."""
        found = self.counts.found
        if found is None:
            return None
        rows = [[name, *row] for name, row in zip(self.counts.names, found.counts.tolist(), strict=True)]
        return ("class", *(f"predicted {name}" for name in self.counts.names)), rows

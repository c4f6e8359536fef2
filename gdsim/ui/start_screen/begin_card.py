"""Begin card: one press to the first backward pass, with the moment before it beside the words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdsim.core.program import Stage
from gdsim.core.timeline import Timeline
from gdsim.core.trace import Cursor
from gdsim.files.reading import read
from gdsim.files.samples import arrays_of, samples_of
from gdsim.files.templates import FIRST_PASS, templates
from gdsim.state.model import Model
from gdsim.state.observe import observe
from gdsim.state.snapshot import Snapshot
from gdsim.state.walk import stage_end
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.start_screen.preview import Preview
from gdsim.ui.start_screen.tile import Tile
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

SECONDS = 30
"""To look at one step and read its sentence."""
TITLE = ("Step your first", "backward pass")
THEN = "Then: change a weight and see which gradients move."


def first_snapshot() -> Snapshot:
    """Template 0 at the place where it opens: the loss is known, no gradient is."""
    experiment = read(templates()[FIRST_PASS].path)
    samples = samples_of(experiment)
    timeline = Timeline(experiment, arrays_of(samples, experiment))
    line = stage_end(timeline.trace(1).program, Stage.LOSS)
    return observe(Model(experiment, Cursor(1, line)), timeline, samples)


def steps_of(snapshot: Snapshot) -> int:
    """Presses of Space from the snapshot to the end of the backward pass."""
    return stage_end(snapshot.program, Stage.BACKPROP) - snapshot.model.cursor.line


class BeginCard(Tile):
    """The large card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ".join(TITLE), parent=parent)
        self.setObjectName("begin")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        snapshot = first_snapshot()
        self.steps = steps_of(snapshot)
        numbers = snapshot.program.layout.size
        self.about = (
            f"A network of {numbers} numbers, one sample. The forward pass is done and the loss is known. "
            "Each press computes one more gradient, from the output to the input."
        )
        minutes = max(1, round(self.steps * SECONDS / 60))
        self.length = f"{self.steps} steps, about {minutes} minute{'' if minutes == 1 else 's'}"
        self.setAccessibleDescription(f"{self.about} {self.length}. Space begins.")
        self.preview = Preview(self)
        self.preview.show_snapshot(snapshot)

    def sizeHint(self) -> QSize:
        return QSize(1050, 326)

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 326)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.preview.apply_theme(worn)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.card.adjusted(16, 16, -16, -16)
        left = area.left() + self._words_width()
        self.preview.setGeometry(QRectF(left, area.top(), area.right() - left, area.height()).toRect())

    def _words_width(self) -> float:
        return min(max(0.38 * self.card.width(), 286.0), 460.0)

    def _draw(self, painter: QPainter, worn: Theme) -> None:
        area = self.card.adjusted(28, 20, 0, -18)
        area.setWidth(self._words_width() - 40)
        type_ = tokens().type
        high = self.card.height()
        tall = high > 420 and area.width() > 380
        large = 33.0 if tall else 27.0 if area.width() > 290 and high > 290 else 24.0
        row = QRectF(area.left(), area.top(), area.width(), 1.24 * large)
        for words in TITLE:
            ink.draw_words(painter, row, words, worn.colour("text"), large, fonts.BOLD, ink.LEFT)
            row.translate(0, row.height())
        body = type_.body + (2.0 if tall else 0.5 if area.width() > 300 else 0.0)
        below = self._draw_about(painter, QRectF(area.left(), row.top() + 9, area.width(), 0), body, worn)
        then = QRectF(area.left(), area.bottom() - 26, area.width() + 12, 22)
        room = then.top() - 8 - below
        button = QRectF(area.left(), below + max(8.0, min((room - 44) / 2, 40.0)), 164, 44)
        self._draw_button(painter, button, worn)
        beside = QRectF(button.right() + 12, button.top(), area.right() + 10 - button.right() - 12, 44)
        wide = ink.width(self.length, type_.body)
        if wide > beside.width():
            steps, minutes = self.length.split(", ")
            for place, words in enumerate((f"{steps},", minutes)):
                line = QRectF(beside.left(), beside.top() + 4 + 18 * place, beside.width(), 18)
                ink.draw_words(painter, line, words, worn.colour("muted"), type_.body, align=ink.LEFT)
        else:
            ink.draw_words(painter, beside, self.length, worn.colour("muted"), type_.body, align=ink.LEFT)
        if room > 44 + 14:
            painter.setPen(QPen(worn.colour("line"), 1.0))
            painter.drawLine(then.topLeft().toPoint(), then.topRight().toPoint())
            then.translate(0, 6)
            size = type_.body if ink.width(THEN, type_.body) <= then.width() else type_.small
            ink.draw_words(painter, then, THEN, worn.colour("muted"), size, align=ink.LEFT)

    def _draw_about(self, painter: QPainter, rect: QRectF, size: float, worn: Theme) -> float:
        """The paragraph, line by line; where it ends."""
        metrics, line, y = ink.metrics(size), "", rect.top()
        lines = []
        for word in self.about.split():
            longer = f"{line} {word}".strip()
            if metrics.horizontalAdvance(longer) > rect.width() and line:
                lines.append(line)
                longer = word
            line = longer
        for words in (*lines, line):
            row = QRectF(rect.left(), y, rect.width() + 2, 1.52 * size)
            ink.draw_words(painter, row, words, worn.colour("muted"), size, align=ink.LEFT)
            y = row.bottom()
        return y

    def _draw_button(self, painter: QPainter, rect: QRectF, worn: Theme) -> None:
        """The whole card is the button; this says so."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("action"))
        painter.drawRoundedRect(rect, 8, 8)
        words = QRectF(rect.left() + 17, rect.top(), 60, rect.height())
        ink.draw_words(painter, words, "Begin", worn.colour("on_action"), 16.0, fonts.SEMIBOLD, ink.LEFT)
        key = QRectF(rect.right() - 13 - 70, rect.center().y() - 13, 70, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("on_action"))
        painter.drawRoundedRect(key, 5, 5)
        ink.draw_words(painter, key, "Space", worn.colour("action"), tokens().type.body, fonts.SEMIBOLD)
        painter.setBrush(Qt.BrushStyle.NoBrush)

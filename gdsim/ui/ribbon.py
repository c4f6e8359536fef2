"""Ribbon: the five stages of an update, which is active, and one line of live text for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gdsim.core.program import Stage
from gdsim.core.readings.digits import short
from gdsim.core.registries import LOSSES, OPTIMIZERS
from gdsim.state.intents import GoToStage
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.brevity import briefer, longest_that_fits
from gdsim.ui.canvas import ink
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

HEIGHT, POINT, BETWEEN = 56, 12, 3
"""Of a chevron: its height, the length of its point, and the gap to the next."""
_CHECK = 16.0
"""Room of the ✓ after the name."""


class Chevron(QAbstractButton):
    """One stage: its number and name, ✓ once every line of it has run, and below what it is about just now."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self.stage = stage
        self.setText(f"{stage.number} {stage.value.capitalize()}")
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._state, self._computed = "ahead", False
        self._live: tuple[str, ...] = ("",)
        self._tail = ""

    def show_stage(self, state: str, computed: bool, live: Sequence[str], tail: str = "") -> None:
        """Shows where the stage stands.

        Args:
            state: ``done``, ``active`` or ``ahead``.
            computed: True once every line of it has run.
            live: what it is about, from long to short: the longest is shown that has room.
            tail: what follows it and never gives way.
        """
        self._state, self._computed, self._live, self._tail = state, computed, tuple(live), tail
        told = f"{state}{', computed' if computed else ', not computed yet'}: {self.live}"
        self.setAccessibleDescription(told)
        self.setToolTip(f"{self.live} — go to the end of this stage")
        self.update()

    @property
    def live(self) -> str:
        """The line of live text, whole."""
        return f"{self._live[0]} {self._tail}".strip()

    def sizeHint(self) -> QSize:
        return QSize(140, HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:
        return self._shape().containsPoint(QPointF(pos), Qt.FillRule.OddEvenFill)

    def _shape(self) -> QPolygonF:
        right, bottom = self.width() - 1.5, self.height() - 1.5
        notch = 0.0 if self.stage is Stage.SAMPLE else POINT
        corners = (
            (1.5, 1.5),
            (right - POINT, 1.5),
            (right, self.height() / 2),
            (right - POINT, bottom),
            (1.5, bottom),
            (1.5 + notch, self.height() / 2),
        )
        return QPolygonF([QPointF(x, y) for x, y in corners])

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        active = self._state == "active"
        accent = "gradient" if self.stage is Stage.BACKPROP else "action"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = "text" if self.hasFocus() else accent if active else "muted" if self.underMouse() else "line"
        painter.setPen(QPen(worn.colour(rim), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(worn.colour(accent if active else "card"))
        painter.drawPolygon(self._shape())
        text = worn.colour(f"on_{accent}" if active else "text" if self._state == "done" else "muted")
        self._draw_words(painter, text, worn.colour("action") if not active else text, active)

    def _draw_words(self, painter: QPainter, text: QColor, check: QColor, active: bool) -> None:
        """Name and live text; where there is no room for that, the number over the name."""
        type_, narrow = tokens().type, self.width() < 120
        left = (8.0 if narrow else 14.0) if self.stage is Stage.SAMPLE else POINT + (4.0 if narrow else 9.0)
        upper = QRectF(left, 8, self.width() - POINT - left - 2, 20)
        lower = upper.translated(0, 21)
        name, live = self.text(), self._fitted(lower.width())
        check_room = _CHECK if self._computed else 0.0
        if ink.width(name, type_.body - 1, fonts.BOLD) + check_room > upper.width():
            name, live = str(self.stage.number), self.stage.value.capitalize()
            lower.adjust(-5, 0, 6, 0)
        large = ink.width(name, type_.title, fonts.BOLD) + check_room <= upper.width()
        size = type_.title if large else type_.body - 1
        ink.draw_words(painter, upper, name, text, size, fonts.BOLD, ink.LEFT)
        if self._computed:
            self._draw_check(painter, upper, check)
        quiet = text if active else theme.current().colour("muted")
        ink.draw_words(painter, lower, live, quiet, type_.small, align=ink.LEFT)

    def _fitted(self, room: float) -> str:
        """The live text in its room: words give way, the number at their end does not."""
        size = tokens().type.small
        texts = [f"{words} {self._tail}".strip() for words in self._live]
        if self._tail:
            texts.append(self._tail)
        found = longest_that_fits(texts, lambda text: ink.width(text, size) <= room)
        return found or ink.metrics(size).elidedText(texts[-1], Qt.TextElideMode.ElideRight, room)

    def _draw_check(self, painter: QPainter, row: QRectF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = row.right() - 9, row.center().y()
        painter.drawPolyline([QPointF(x - 5, y), QPointF(x - 1.5, y + 3.5), QPointF(x + 5, y - 4)])


class Ribbon(QWidget):
    """The five stages in a row; a click on one goes to its end."""

    wanted = Signal(object)
    """An intent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ribbon")
        self.setAccessibleName("Stages of this update")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.chevrons = tuple(Chevron(stage, self) for stage in Stage)
        for chevron in self.chevrons:
            chevron.clicked.connect(lambda _=False, stage=chevron.stage: self.wanted.emit(GoToStage(stage)))

    def sizeHint(self) -> QSize:
        return QSize(720, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Each chevron's notch takes the point of the one before it.
        count = len(self.chevrons)
        wide = (self.width() + (count - 1) * (POINT - BETWEEN)) / count
        for place, chevron in enumerate(self.chevrons):
            left = round(place * (wide - POINT + BETWEEN))
            chevron.setGeometry(left, 0, round(wide), self.height())

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.update()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows where the update stands."""
        for chevron in self.chevrons:
            computed = snapshot.trace.computed(chevron.stage, snapshot.model.cursor.line)
            state = snapshot.stage_state(chevron.stage)
            chevron.show_stage(state, computed, *live_text(snapshot, chevron.stage))


def live_text(snapshot: Snapshot, stage: Stage) -> tuple[tuple[str, ...], str]:
    """What a stage is about just now, from long to short, and a number after it that is never cut."""
    line = snapshot.line
    layer = line.layer if line is not None and line.stage is stage else None
    layers = snapshot.program.layout.layers
    match stage:
        case Stage.SAMPLE:
            drawn = "drawn" if snapshot.value("x") is not None else "to draw"
            share = f"{len(snapshot.position.batch)} of {len(snapshot.samples.rows)}"
            return (f"{share} {drawn}", share), ""
        case Stage.FORWARD if layer:
            return (f"layer {layer} of {layers}", f"layer {layer}"), ""
        case Stage.FORWARD:
            return ("a = f(W a + b)", "f(W a + b)", "z, a"), ""
        case Stage.LOSS:
            loss = snapshot.value("L")
            names = briefer(LOSSES[snapshot.current.loss.function.key].name)
            return names, "" if loss is None else short(float(loss))
        case Stage.BACKPROP if layer:
            return (f"back to layer {layer} of {layers}", f"back to layer {layer}", f"layer {layer}"), ""
        case Stage.BACKPROP:
            return ("∂L/∂W, output → input", "output → input", "δ, ∂L/∂W"), ""
    optimizer = OPTIMIZERS[snapshot.current.optimizer.method].name
    moves = f"{optimizer} {'moved' if snapshot.finished else 'moves'} W"
    return (f"{moves}, b", moves, optimizer), ""

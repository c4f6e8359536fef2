"""Preview: template 0 on the real canvas at a small size, with its stages above; to look at, not to touch."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gdsim.core.program import Stage
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.canvas import Canvas
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

POINT = 9.0
LEGEND = "Grey: not computed yet. Orange: positive. Blue: negative. Magenta: gradient."


class Stages(QWidget):
    """The five stages in a line: what is done, and which one is next."""

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(30)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows where the update stands."""
        self._snapshot = snapshot
        self.update()

    @property
    def next(self) -> Stage | None:
        """The first stage that is not computed yet."""
        if self._snapshot is None:
            return None
        done = self._snapshot.model.cursor.line
        return next((stage for stage in Stage if not self._snapshot.trace.computed(stage, done)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn, count = theme.current(), len(Stage)
        wide = (self.width() + (count - 1) * (POINT - 2)) / count
        following = self.next
        for place, stage in enumerate(Stage):
            done = following is None or stage.number < following.number
            rect = QRectF(place * (wide - POINT + 2), 0, wide, self.height()).adjusted(1, 1, -1, -1)
            self._draw_stage(painter, rect, stage, done, stage is following, worn)

    def _draw_stage(
        self, painter: QPainter, rect: QRectF, stage: Stage, done: bool, following: bool, worn: Theme
    ) -> None:
        accent = "gradient" if stage is Stage.BACKPROP else "action"
        painter.setPen(QPen(worn.colour(accent if following else "line"), 2.0 if following else 1.0))
        painter.setBrush(worn.colour("card"))
        notch = 0.0 if stage is Stage.SAMPLE else POINT
        middle = rect.center().y()
        painter.drawPolygon(QPolygonF([
            rect.topLeft(), QPointF(rect.right() - POINT, rect.top()), QPointF(rect.right(), middle),
            QPointF(rect.right() - POINT, rect.bottom()), rect.bottomLeft(), QPointF(rect.left() + notch, middle),
        ]))  # fmt: skip
        colour = worn.colour(accent if following else "text" if done else "muted")
        words = f"{stage.number}  {stage.value.capitalize()}"
        room = rect.adjusted(notch + 8, 0, -POINT - 2, 0)
        size = tokens().type.body
        if ink.width(words, size, fonts.SEMIBOLD) > room.width() - (14 if done else 0):
            size, words = tokens().type.small, stage.value.capitalize()
            room.adjust(-4, 0, 6, 0)
        ink.draw_words(
            painter,
            room,
            words,
            colour,
            size,
            fonts.SEMIBOLD if done or following else fonts.MEDIUM,
            ink.LEFT,
        )
        if done and room.width() - ink.width(words, size, fonts.SEMIBOLD) > 15:
            painter.setPen(QPen(worn.colour("action"), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            x = room.right() - 6
            painter.drawPolyline(
                [QPointF(x - 4, middle), QPointF(x - 1, middle + 3), QPointF(x + 4.5, middle - 3.5)]
            )


class NextMark(QWidget):
    """Over the canvas: which number the next press computes, and which key that is."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        placement = self._canvas.placement()
        if placement is None:
            return
        column = placement.columns[-1]
        worn, size = theme.current(), tokens().type.small
        centre = column.centres[0]
        wide, high = ink.width("δ   Space", size, fonts.SEMIBOLD) + 20, 20.0
        rect = QRectF(centre.x() - wide / 2, centre.y() + column.radius + 7, wide, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("gradient"), 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(worn.colour("card"))
        painter.drawRoundedRect(rect, high / 2, high / 2)
        ink.draw_words(painter, rect, "δ   Space", worn.colour("gradient"), size, fonts.SEMIBOLD)


class Preview(QWidget):
    """Stages, canvas and a legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stages = Stages()
        self.canvas = Canvas()
        self.canvas.setObjectName("preview")
        self.canvas.setMinimumSize(200, 120)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setMouseTracking(False)
        self.mark = NextMark(self.canvas)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self.stages)
        self._column.addWidget(self.canvas, 1)

    def sizeHint(self) -> QSize:
        return QSize(620, 280)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows a moment."""
        self.stages.show_snapshot(snapshot)
        self.canvas.show_snapshot(snapshot)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        self.canvas.apply_theme(worn)
        self.update()

    @property
    def _has_legend(self) -> bool:
        return self.height() >= 306

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where it is low, the numbers in the units are worth more than the legend.
        below = 24 if self._has_legend else 10
        self._column.setContentsMargins(10, 10, 10, below)
        self._column.activate()
        self.mark.setGeometry(self.canvas.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("line"), 1.0))
        painter.setBrush(worn.colour("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if not self._has_legend:
            return
        row = QRectF(16, self.height() - 23, self.width() - 32, 20)
        ink.draw_words(painter, row, LEGEND, worn.colour("muted"), tokens().type.small, align=ink.LEFT)

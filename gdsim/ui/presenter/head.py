"""Head: the ribbon with the names of the stages, and epoch, update and loss."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gdsim.core.program import Stage
from gdsim.ui import fonts
from gdsim.ui.presenter import brush
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.zones import READOUT, RIBBON
from gdsim.ui.tokens import tokens

_POINT, _BETWEEN, _NAME = 20.0, 6.0, 35.0
_CHECK = 36.0


def _name(stage: Stage) -> str:
    return f"{stage.number} {stage.value.capitalize()}"


def chevrons() -> dict[Stage, QPolygonF]:
    """The outline of each stage in the ribbon."""
    words = {stage: brush.width(_name(stage), _NAME, fonts.BOLD) + _CHECK for stage in Stage}
    count = len(words)
    spare = (RIBBON.width() - sum(words.values()) + (count - 1) * (_POINT - _BETWEEN)) / count
    found, left = {}, RIBBON.left()
    for stage, wide in words.items():
        right = left + wide + spare
        notch = 0.0 if stage is Stage.SAMPLE else _POINT
        top, bottom = RIBBON.top(), RIBBON.bottom()
        middle = RIBBON.center().y()
        corners = [
            (left, top),
            (right - _POINT, top),
            (right, middle),
            (right - _POINT, bottom),
            (left, bottom),
        ]
        found[stage] = QPolygonF([QPointF(x, y) for x, y in [*corners, (left + notch, middle)]])
        left = right - _POINT + _BETWEEN
    return found


def stage_at(point: QPointF) -> Stage | None:
    """The stage whose chevron is at a point."""
    for stage, shape in chevrons().items():
        if shape.containsPoint(point, Qt.FillRule.OddEvenFill):
            return stage
    return None


def draw_ribbon(painter: QPainter, scene: Scene) -> None:
    """The five stages: the active one filled, ✓ on those that are computed."""
    worn, done = scene.theme, scene.snapshot.model.cursor.line
    for stage, shape in chevrons().items():
        state = scene.snapshot.stage_state(stage)
        active = state == "active"
        accent = "gradient" if stage is Stage.BACKPROP else "action"
        painter.setPen(QPen(worn.colour(accent if active else "line"), 2.0))
        painter.setBrush(worn.colour(accent if active else "card"))
        painter.drawPolygon(shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = worn.colour(f"on_{accent}" if active else "text" if state == "done" else "muted")
        rect = shape.boundingRect()
        notch = 0.0 if stage is Stage.SAMPLE else _POINT
        computed = scene.snapshot.trace.computed(stage, done)
        wide = brush.width(_name(stage), _NAME, fonts.BOLD) + (_CHECK if computed else 0.0)
        left = (rect.left() + notch + rect.right() - _POINT) / 2 - wide / 2
        row = QRectF(left, rect.top(), wide, rect.height())
        brush.words(painter, row, _name(stage), ink, _NAME, fonts.BOLD, brush.LEFT)
        if computed:
            check = ink if active else worn.colour("action")
            painter.setPen(QPen(check, 4.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            x, y = row.right() - 24, rect.center().y()
            painter.drawPolyline([QPointF(x, y + 1), QPointF(x + 8, y + 9), QPointF(x + 24, y - 10)])


def _fields(scene: Scene) -> list[tuple[str, str, bool]]:
    position, loss = scene.snapshot.position, scene.snapshot.value("L")
    value = "not computed yet" if loss is None else scene.digits.text(float(loss))
    return [
        ("EPOCH", str(position.epoch), True),
        ("UPDATE", str(position.update), True),
        ("LOSS", value, loss is not None),
    ]


def _widths(scene: Scene) -> tuple[list[float], float]:
    type_ = tokens().type
    fields = _fields(scene)
    size = type_.present_readout
    while True:
        wide = [
            max(
                brush.width(label, type_.present_body),
                brush.width(text, size if big else type_.present_body, fonts.BOLD if big else fonts.MEDIUM),
            )
            for label, text, big in fields
        ]
        if sum(wide) + 60 <= READOUT.width() or size <= type_.present_body:
            return wide, size
        size -= 2


def readout_rects(scene: Scene) -> list[QRectF]:
    """Where epoch, update and loss stand."""
    wide, _ = _widths(scene)
    gap = min(54.0, (READOUT.width() - sum(wide)) / 2)
    found, left = [], READOUT.left()
    for each in wide:
        found.append(QRectF(left, READOUT.top(), each, READOUT.height()))
        left += each + gap
    return found


def draw_readout(painter: QPainter, scene: Scene) -> None:
    """Epoch, update and loss."""
    type_, worn = tokens().type, scene.theme
    _, size = _widths(scene)
    for (label, text, big), rect in zip(_fields(scene), readout_rects(scene), strict=True):
        upper, lower = QRectF(rect), QRectF(rect)
        upper.setHeight(44)
        lower.setTop(rect.top() + 44)
        brush.words(painter, upper, label, worn.colour("muted"), type_.present_body, align=brush.LEFT)
        ink = worn.colour("text" if big else "muted")
        weight = fonts.BOLD if big else fonts.MEDIUM
        brush.words(painter, lower, text, ink, size if big else type_.present_body, weight, brush.LEFT)

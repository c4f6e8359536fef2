"""Network: big neurons with their numbers, what the line reads and writes strong, all else pale."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gdsim.core.program import Stage
from gdsim.insight.units import layer_title
from gdsim.ui import fonts
from gdsim.ui.presenter import brush
from gdsim.ui.presenter.badges import badge_rect, draw_badge
from gdsim.ui.presenter.edges import draw_flow, draw_pills, draw_weights
from gdsim.ui.presenter.placement import Column, Placement
from gdsim.ui.presenter.scene import Scene
from gdsim.ui.presenter.waiting import draw_waiting
from gdsim.ui.presenter.zones import CANVAS, RADIUS
from gdsim.ui.tokens import tokens

_TITLE = 192.0
_RIM = 4.0


def draw_network(painter: QPainter, scene: Scene, placed: Placement) -> None:
    """The whole canvas."""
    painter.setPen(QPen(scene.theme.colour("line"), 2.0))
    painter.setBrush(scene.theme.colour("card"))
    painter.drawRoundedRect(CANVAS, RADIUS, RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.save()
    painter.setClipRect(CANVAS)
    draw_weights(painter, scene, placed)
    draw_flow(painter, scene, placed)
    for column in placed.columns:
        _draw_column(painter, scene, placed, column)
    draw_pills(painter, scene, placed)
    _draw_titles(painter, scene, placed)
    draw_waiting(painter, scene, placed)
    painter.restore()


def _draw_titles(painter: QPainter, scene: Scene, placed: Placement) -> None:
    size, text = tokens().type.present_body + 2, scene.theme.colour("text")
    for column in placed.columns:
        words = layer_title(column.layer, scene.layers)
        brush.words(painter, QRectF(column.x - 1, _TITLE - 1, 2, 2), words, text, size)
    muted = scene.theme.colour("muted")
    batch = len(scene.snapshot.position.batch)
    if batch > 1 and scene.snapshot.value("x") is not None:
        corner = QRectF(CANVAS.right() - 300, CANVAS.bottom() - 50, 276, 36)
        words = f"sample {scene.sample + 1} of {batch}"
        brush.words(painter, corner, words, muted, tokens().type.present_body, align=brush.RIGHT)
    if placed.hidden and not scene.zoomed:
        corner = QRectF(CANVAS.left() + 24, CANVAS.bottom() - 50, 2, 36)
        layers = f"{placed.hidden} more layer{'s' if placed.hidden > 1 else ''}"
        brush.words(painter, corner, layers, muted, tokens().type.present_body, align=brush.LEFT)
    _draw_direction(painter, scene, placed)


def _draw_direction(painter: QPainter, scene: Scene, placed: Placement) -> None:
    """← δ flows back, between the two layers where it does."""
    line, focus = scene.line, scene.focus
    if (
        line is None
        or focus is None
        or line.stage is not Stage.BACKPROP
        or not line.writes.startswith(("da", "delta"))
    ):
        return
    here, above = placed.column(focus[0]), placed.column(focus[0] + 1)
    if here is None or above is None:
        return
    room = above.x - here.x - 190
    size = tokens().type.present_body + 2
    text = next((t for t in ("δ flows back", "δ") if brush.width(t, size, fonts.SEMIBOLD) + 54 <= room), "")
    ink = scene.theme.colour("gradient")
    wide = brush.width(text, size, fonts.SEMIBOLD)
    middle = (here.x + above.x) / 2
    left = middle - (wide + 50) / 2
    painter.setPen(QPen(ink, 5.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(left, _TITLE + 1), QPointF(left + 34, _TITLE + 1))
    painter.drawPolyline(
        [QPointF(left + 12, _TITLE - 10), QPointF(left, _TITLE + 1), QPointF(left + 12, _TITLE + 12)]
    )
    brush.words(
        painter, QRectF(left + 50, _TITLE - 20, wide, 40), text, ink, size, fonts.SEMIBOLD, brush.LEFT
    )


def _draw_column(painter: QPainter, scene: Scene, placed: Placement, column: Column) -> None:
    largest = _largest(scene, column.layer)
    for unit, centre in column.places.items():
        _draw_neuron(painter, scene, placed, (column.layer, unit), centre, largest)
        draw_badge(painter, scene, placed, (column.layer, unit))
        if column.layer == scene.layers:
            _draw_target(painter, scene, placed, unit, centre)
    if column.more is not None:
        count, place = column.more
        size, muted = tokens().type.present_body, scene.theme.colour("muted")
        brush.words(painter, QRectF(place.x() - 1, place.y() - 1, 2, 2), f"… {count} more", muted, size)


def _signal(layer: int) -> str:
    return f"a{layer}" if layer else "x"


def _largest(scene: Scene, layer: int) -> float:
    values = scene.snapshot.value(_signal(layer))
    if values is None or not values.size:
        return 1.0
    return max(1.0, float(np.abs(np.nan_to_num(values)).max()))


def _draw_neuron(
    painter: QPainter,
    scene: Scene,
    placed: Placement,
    unit: tuple[int, int],
    centre: QPointF,
    largest: float,
) -> None:
    worn, value = scene.theme, scene.number(_signal(unit[0]), unit[1])
    rect = QRectF(centre.x() - placed.half, centre.y() - placed.radius, 2 * placed.half, 2 * placed.radius)
    if unit == scene.focus:
        halo = worn.colour(scene.accent, 0.35)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        wide = min(14.0, placed.radius * 0.3)
        painter.drawRoundedRect(
            rect.adjusted(-wide, -wide, wide, wide), placed.radius + wide, placed.radius + wide
        )
    delta = scene.number(f"delta{unit[0]}", unit[1]) if unit[0] else None
    role = (
        "not_computed" if value is None else "positive" if value > 0 else "negative" if value < 0 else "text"
    )
    if delta is not None:
        role = "gradient"
    if unit == scene.focus:
        role = scene.accent
    painter.setPen(QPen(worn.colour(role), _RIM * (1.8 if unit == scene.focus else 1.0)))
    painter.setBrush(worn.colour("card") if value is None else _fill(scene, value, largest))
    painter.drawRoundedRect(rect, placed.radius, placed.radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if value is None:
        return
    text = scene.digits.text(value)
    size = brush.fitting(text, 2 * placed.half - 14, 36 if placed.roomy else 31, 22, fonts.SEMIBOLD)
    brush.words(painter, rect, text, worn.colour("text"), size, fonts.SEMIBOLD)


def _fill(scene: Scene, value: float, largest: float) -> QColor:
    card = scene.theme.colour("card")
    if not math.isfinite(value):
        return brush.blend(card, scene.theme.colour("warning"), 0.4)
    if value == 0:
        return card
    role = "positive_fill" if value > 0 else "negative_fill"
    return brush.blend(card, scene.theme.colour(role), 0.10 + 0.40 * min(1.0, abs(value) / largest))


def _draw_target(painter: QPainter, scene: Scene, placed: Placement, unit: int, centre: QPointF) -> None:
    value = scene.number("y", unit)
    if value is None:
        return
    badge = badge_rect(scene, placed, (scene.layers, unit)) if placed.beside else None
    left = (badge.right() if badge is not None else centre.x() + placed.half) + 22
    size = tokens().type.present_body + 2
    text, number = "target ", scene.digits.text(value)
    wide = brush.width(text, size)
    if left + wide + brush.width(number, size, fonts.SEMIBOLD) > CANVAS.right() - 8:
        text, wide = "y ", brush.width("y ", size)
    if left + wide + brush.width(number, size, fonts.SEMIBOLD) > CANVAS.right() - 8:
        return
    rect = QRectF(left, centre.y() - 25, 10, 50)
    brush.words(painter, rect, text, scene.theme.colour("muted"), size, align=brush.LEFT)
    brush.words(
        painter,
        rect.translated(wide, 0),
        number,
        scene.theme.colour("text"),
        size,
        fonts.SEMIBOLD,
        brush.LEFT,
    )

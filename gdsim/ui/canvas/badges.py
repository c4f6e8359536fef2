"""Badges: under each unit what backprop has brought: ∂l/∂a, then with the slope, then δ; z on its way to a."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.core.readings.digits import short
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Column
from gdsim.ui.canvas.layers import LayerView

PADDING, TIGHT = 16.0, 11.0
"""Of a badge, left and right together; the second where it stands between the layers."""


def badge_texts(frame: Frame, view: LayerView) -> list[str]:
    """What the badge of each unit of a layer says, all in one form and with as many decimals as fit; [] for none."""
    column = frame.placement.columns[view.number]
    if not column.badge or view.number == 0 or frame.finished:
        return []
    size, room = _size(frame), _room(frame, column) - _padding(column)
    for decimals in (3, 2, 1):
        for texts in zip(*(_forms(view, unit, decimals) for unit in range(view.units)), strict=True):
            if all(ink.rich_size(text, size, fonts.SEMIBOLD).width() <= room for text in texts):
                return list(texts)
    return []


def badge_rect(frame: Frame, column: Column, unit: int, text: str) -> QRectF:
    """Where the badge of a unit stands."""
    centre = column.centres[unit]
    wide = ink.rich_size(text, _size(frame), fonts.SEMIBOLD).width() + _padding(column)
    pill = QRectF(centre.x() - wide / 2, centre.y() + column.radius + 4, wide, column.badge)
    if column.aside:
        pill.moveCenter(QPointF(centre.x() - column.radius - 3 - wide / 2, centre.y()))
    return pill


def badge_at(frame: Frame, point: QPointF) -> tuple[int, int] | None:
    """Layer and unit of the badge with δ under a point."""
    for view, column in zip(frame.views, frame.placement.columns, strict=True):
        if view.delta is None or column.strip is not None:
            continue
        for unit, text in enumerate(badge_texts(frame, view)):
            if badge_rect(frame, column, unit, text).contains(point):
                return view.number, unit
    return None


def draw_badges(painter: QPainter, frame: Frame, view: LayerView, column: Column, texts: list[str]) -> None:
    """The badges of a layer: filled once δ is there, dashed on the way to it."""
    size, filled = _size(frame), view.delta is not None
    role = "gradient" if frame.backwards else "muted"
    rim = QPen(frame.colour(role), 1.2, Qt.PenStyle.DashLine)
    colour = frame.colour("on_gradient" if filled else "gradient" if frame.backwards else "text")
    for unit, text in enumerate(texts):
        pill = badge_rect(frame, column, unit, text)
        painter.setBrush(frame.colour("gradient" if filled else "card"))
        painter.setPen(Qt.PenStyle.NoPen if filled else rim)
        painter.drawRoundedRect(pill, column.badge / 2, column.badge / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.draw_rich(painter, pill, text, colour, size, fonts.SEMIBOLD)


def draw_bias_gradients(painter: QPainter, frame: Frame, view: LayerView, column: Column) -> None:
    """The sign of ∂L/∂b at the upper right of each unit, clear of its badge."""
    if view.db is None or frame.finished or column.radius < 14:
        return
    radius = max(5.0, 0.22 * column.radius)
    for centre, gradient in zip(column.centres, view.db.tolist(), strict=True):
        spot = centre + QPointF(0.74 * column.radius, -0.74 * column.radius)
        painter.setPen(QPen(frame.colour("gradient"), 1.3))
        painter.setBrush(frame.colour("card"))
        painter.drawEllipse(spot, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        arm = 0.5 * radius
        if gradient:
            painter.drawLine(spot - QPointF(arm, 0), spot + QPointF(arm, 0))
        if gradient > 0:
            painter.drawLine(spot - QPointF(0, arm), spot + QPointF(0, arm))


def _padding(column: Column) -> float:
    return TIGHT if column.aside else PADDING


def _size(frame: Frame) -> float:
    return 0.96 * frame.placement.font


def _room(frame: Frame, column: Column) -> float:
    if column.aside:
        return frame.placement.gap - 2 * column.radius - 8
    return min(frame.placement.gap - 6, 4.6 * column.radius)


def _forms(view: LayerView, unit: int, decimals: int) -> list[str]:
    """What it may say, the clearest first: δ once it is there, else what δ is made of, else z on its way to a."""
    from gdsim.ui.canvas.neurons import compact

    def written(values: np.ndarray) -> str:
        return compact(float(values[unit]), decimals)

    mean = "mean " if view.mean else ""
    if view.delta is not None:
        return [f"{mean}δ {written(view.delta)}", f"δ {written(view.delta)}", written(view.delta)]
    if view.da is not None and view.slope is not None and not view.mean:
        slope = short(float(view.slope[unit]), decimals)
        return [f"{written(view.da)} · {slope}", f"· {slope}"]
    if view.da is not None:
        return [f"{mean}∂ℓ/∂a {written(view.da)}", f"∂ℓ/∂a {written(view.da)}", written(view.da)]
    if view.z is not None and view.a is None:
        return [f"{mean}<i>z</i> {written(view.z)}", f"<i>z</i> {written(view.z)}"]
    return []

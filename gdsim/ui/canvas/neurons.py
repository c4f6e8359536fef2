"""Neurons: circles with the value of the sample in view, and under each what backprop has brought."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from gdsim.core.program import Stage
from gdsim.core.readings.digits import MINUS, short, signed
from gdsim.core.readings.rich import rich_name
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Column
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.canvas.matrices import draw_strip
from gdsim.ui.tokens import tokens

_name = lru_cache(maxsize=1024)(rich_name)
PADDING = 12.0
"""Of a badge, left and right together."""


def draw_neurons(painter: QPainter, frame: Frame) -> None:
    """Every unit of every layer, with what is known of it."""
    for view, column in zip(frame.views, frame.placement.columns, strict=True):
        if column.strip is not None:
            draw_strip(painter, frame, view)
            continue
        if view.active:
            _draw_halo(painter, frame, column)
        if frame.finished:
            _draw_named(painter, frame, view, column)
        else:
            _draw_valued(painter, frame, view, column)
            _draw_badges(painter, frame, view, column)


def _draw_halo(painter: QPainter, frame: Frame, column: Column) -> None:
    """The light round the layer where the operation works."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(frame.colour(frame.accent, 0.28))
    for centre in column.centres:
        painter.drawEllipse(centre, column.radius + 6, column.radius + 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_valued(painter: QPainter, frame: Frame, view: LayerView, column: Column) -> None:
    stroke, theme = tokens().stroke, frame.theme
    texts: list[str] = []
    size = max(11.0, min(0.58 * column.radius, 1.08 * frame.placement.font))
    if view.a is not None:
        texts = fitting(view.a, 2 * column.radius - 5, size)
    for unit, centre in enumerate(column.centres):
        disc = QRectF(
            centre.x() - column.radius, centre.y() - column.radius, 2 * column.radius, 2 * column.radius
        )
        frame.taken.append(disc)
        if view.a is None:
            _draw_empty(painter, frame, view, centre, column.radius)
            continue
        value = float(view.a[unit])
        painter.setBrush(ink.value_colour(theme, value, view.scale))
        rim = frame.accent if view.active else ink.sign_role(value)
        painter.setPen(QPen(theme.colour(rim), stroke.neuron_active if view.active else stroke.neuron))
        painter.drawEllipse(centre, column.radius, column.radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if texts[unit]:
            ink.draw_words(painter, disc, texts[unit], theme.colour("text"), size, fonts.SEMIBOLD)


def _draw_empty(painter: QPainter, frame: Frame, view: LayerView, centre: QPointF, radius: float) -> None:
    """Not computed yet: hatched grey with a dot, never 0."""
    painter.setBrush(frame.colour("panel"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(QBrush(frame.colour("not_computed", 0.45), Qt.BrushStyle.BDiagPattern))
    rim = frame.accent if view.active else "not_computed"
    painter.setPen(QPen(frame.colour(rim), tokens().stroke.neuron))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(frame.colour("muted"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(centre, max(1.5, 0.09 * radius), max(1.5, 0.09 * radius))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_named(painter: QPainter, frame: Frame, view: LayerView, column: Column) -> None:
    """After the update: names, for the values belong to the old weights."""
    for unit, centre in enumerate(column.centres):
        disc = QRectF(
            centre.x() - column.radius, centre.y() - column.radius, 2 * column.radius, 2 * column.radius
        )
        frame.taken.append(disc)
        painter.setBrush(frame.colour("panel"))
        painter.setPen(QPen(frame.colour("line"), tokens().stroke.neuron))
        painter.drawEllipse(centre, column.radius, column.radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = max(11.0, 0.62 * column.radius)
        if column.radius < 14:
            continue
        ink.draw_rich(painter, disc, _name(f"a{view.number}[{unit + 1}]"), frame.colour("muted"), size)


def _draw_badges(painter: QPainter, frame: Frame, view: LayerView, column: Column) -> None:
    """Under each unit: z on its way to a; ∂l/∂a, then with the slope, then δ."""
    if not column.badge or view.number == 0:
        return
    size = 0.96 * frame.placement.font
    room = min(frame.placement.gap - 6, 4.6 * column.radius)
    if column.aside:
        room = frame.placement.gap - 2 * column.radius - 8
    for unit, centre in enumerate(column.centres):
        top = centre.y() + column.radius + 3
        filled = view.delta is not None
        text = _badge(view, unit, room, size)
        if not text:
            continue
        wide = ink.rich_size(text, size, fonts.SEMIBOLD).width() + PADDING
        pill = QRectF(centre.x() - wide / 2, top, wide, column.badge)
        if column.aside:
            pill.moveCenter(QPointF(centre.x() - column.radius - 3 - wide / 2, centre.y()))
        if wide > room:
            continue
        frame.taken.append(pill)
        backwards = frame.stage is not None and frame.stage.number >= Stage.BACKPROP.number
        role = "gradient" if backwards else "muted"
        painter.setBrush(frame.colour("gradient" if filled else "card"))
        rim = QPen(frame.colour(role), 1.2, Qt.PenStyle.SolidLine if filled else Qt.PenStyle.DashLine)
        painter.setPen(Qt.PenStyle.NoPen if filled else rim)
        painter.drawRoundedRect(pill, column.badge / 2, column.badge / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = frame.colour("on_gradient" if filled else "gradient" if backwards else "text")
        ink.draw_rich(painter, pill, text, colour, size, fonts.SEMIBOLD)


def _badge(view: LayerView, unit: int, room: float, size: float) -> str:
    """What a unit's badge says, the longest that fits; nothing where none does."""
    for decimals in (3, 2, 1):
        for text in _badge_texts(view, unit, decimals):
            if ink.rich_size(text, size, fonts.SEMIBOLD).width() + PADDING <= room:
                return text
    return ""


def _badge_texts(view: LayerView, unit: int, decimals: int) -> list[str]:
    """What it may say, the clearest first: δ once it is there, else what δ is made of, else z on its way to a."""

    def written(values: np.ndarray) -> str:
        return compact(float(values[unit]), decimals)

    if view.delta is not None:
        return [f"δ {written(view.delta)}"]
    if view.da is not None and view.slope is not None:
        slope = short(float(view.slope[unit]), decimals)
        return [f"{written(view.da)} · {slope}", f"· {slope}"]
    if view.da is not None:
        return [f"∂ℓ/∂a {written(view.da)}", written(view.da)]
    if view.z is not None and view.a is None:
        return [f"<i>z</i> {written(view.z)}"]
    return []


def fitting(values: np.ndarray, room: float, size: float) -> list[str]:
    """The numbers of a layer with one number of decimals, as many as fit; empty where none do.

    A number so small that no decimals show it reads ≈+0 or ≈−0: only a true zero reads 0.
    """
    for decimals in (3, 2, 1):
        texts = [compact(float(value), decimals) for value in values]
        if all(ink.width(text, size, fonts.SEMIBOLD) <= room for text in texts):
            return texts
    return [""] * len(values)


def compact(value: float, decimals: int) -> str:
    """A signed number; one that the decimals cannot show keeps its sign: only a true zero reads 0."""
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else signed(value)
    if 0 < abs(value) < 10.0**-decimals / 2:
        return "≈+0" if value > 0 else f"≈{MINUS}0"
    return signed(value, decimals)

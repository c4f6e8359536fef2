"""Neurons: circles with the value of the sample in view, or with their names once the weights have moved."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from gdsim.core.readings.digits import MINUS, signed
from gdsim.ui import fonts
from gdsim.ui.brevity import longest_that_fits
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.badges import badge_rect, badge_texts, draw_badges, draw_bias_gradients
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import Column
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.canvas.matrices import draw_strip
from gdsim.ui.tokens import tokens

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LEGIBLE = 12.0
"""Below this radius a neuron has no words in it: hovering shows them."""


def draw_neurons(painter: QPainter, frame: Frame) -> None:
    """Every unit of every layer, with what is known of it."""
    for view, column in zip(frame.views, frame.placement.columns, strict=True):
        if column.strip is not None:
            draw_strip(painter, frame, view)
            continue
        texts = [] if frame.finished else badge_texts(frame, view)
        _take(frame, column, texts)
        around = column.radius + 8 + tokens().stroke.neuron_active
        area = QRectF(column.x, frame.placement.area.top(), 0, frame.placement.area.height())
        wide = max([around, *(abs(column.x - badge_rect(frame, column, 0, text).left()) for text in texts)])
        draw = partial(_draw_column, frame=frame, view=view, column=column, texts=texts)
        values = b"" if view.a is None or frame.finished else view.a.tobytes()
        biases = b"" if view.db is None else view.db.tobytes()
        stage = (frame.accent, frame.finished, frame.backwards, view.active, view.delta is None)
        key = (frame.look, values, view.scale, stage, tuple(texts), biases)
        frame.sheets.lay(painter, ("a", view.number), key, area.adjusted(-wide, -4, wide, 8), draw)


def _take(frame: Frame, column: Column, texts: list[str]) -> None:
    """No label may cover a neuron or its badge."""
    for unit, centre in enumerate(column.centres):
        side = 2 * column.radius
        frame.taken.append(QRectF(centre.x() - column.radius, centre.y() - column.radius, side, side))
        if texts:
            frame.taken.append(badge_rect(frame, column, unit, texts[unit]))


def _draw_column(painter: QPainter, frame: Frame, view: LayerView, column: Column, texts: list[str]) -> None:
    if view.active and not frame.finished:
        _draw_halo(painter, frame, column)
    if frame.finished:
        _draw_named(painter, frame, view, column)
        return
    _draw_valued(painter, frame, view, column)
    draw_badges(painter, frame, view, column, texts)
    draw_bias_gradients(painter, frame, view, column)


def _draw_halo(painter: QPainter, frame: Frame, column: Column) -> None:
    """The light round the layer where the operation works."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(frame.colour(frame.accent, 0.28))
    wide = min(6.0, 0.25 * column.radius)
    for centre in column.centres:
        painter.drawEllipse(centre, column.radius + wide, column.radius + wide)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_valued(painter: QPainter, frame: Frame, view: LayerView, column: Column) -> None:
    stroke, theme = tokens().stroke, frame.theme
    texts: list[str] = []
    size = max(11.0, min(0.58 * column.radius, 1.08 * frame.placement.font))
    if view.a is not None:
        texts = fitting(view.a, 2 * column.radius - 5, size)
    thick = (stroke.neuron_active if view.active else stroke.neuron) if column.radius >= LEGIBLE else 1.4
    for unit, centre in enumerate(column.centres):
        if view.a is None:
            _draw_empty(painter, frame, view, centre, column.radius)
            continue
        value = float(view.a[unit])
        painter.setBrush(ink.value_colour(theme, value, view.scale))
        rim = frame.accent if view.active else ink.sign_role(value)
        painter.setPen(QPen(frame.colour(rim), thick))
        painter.drawEllipse(centre, column.radius, column.radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if texts[unit]:
            disc = QRectF(
                centre.x() - column.radius, centre.y() - column.radius, 2 * column.radius, 2 * column.radius
            )
            ink.draw_words(painter, disc, texts[unit], frame.colour("text"), size, fonts.SEMIBOLD)


def _draw_empty(painter: QPainter, frame: Frame, view: LayerView, centre: QPointF, radius: float) -> None:
    """Not computed yet: hatched grey with a dot, never 0."""
    painter.setBrush(frame.colour("panel"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(QBrush(frame.colour("not_computed", 0.45), Qt.BrushStyle.BDiagPattern))
    rim = frame.accent if view.active else "not_computed"
    painter.setPen(QPen(frame.colour(rim), tokens().stroke.neuron if radius >= LEGIBLE else 1.2))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(frame.colour("muted"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(centre, max(1.5, 0.09 * radius), max(1.5, 0.09 * radius))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_named(painter: QPainter, frame: Frame, view: LayerView, column: Column) -> None:
    """After the update: names, for the values belong to the old weights."""
    size = max(12.0, 0.68 * column.radius)
    for unit, centre in enumerate(column.centres):
        painter.setBrush(frame.colour("panel"))
        painter.setPen(QPen(frame.colour("line"), tokens().stroke.neuron))
        painter.drawEllipse(centre, column.radius, column.radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if column.radius >= LEGIBLE + 2:
            name = ink.name(f"a{view.number}[{unit + 1}]", size, frame.colour("muted"))
            ink.draw_box(painter, centre, name)


def fitting(values: np.ndarray, room: float, size: float) -> list[str]:
    """The numbers of a layer with one number of decimals, as many as fit; each for itself where that is none.

    A number so small that no decimals show it reads ≈+0 or ≈−0: only a true zero reads 0.
    """

    def fits(text: str) -> bool:
        return ink.width(text, size, fonts.SEMIBOLD) <= room

    for decimals in (3, 2, 1):
        texts = [compact(float(value), decimals) for value in values]
        if all(map(fits, texts)):
            return texts
    return [longest_that_fits(shorter(float(value)), fits) or "" for value in values]


def shorter(value: float) -> list[str]:
    """A number in ever fewer letters: fewer decimals, one digit and a power of ten, the power alone.

    >>> shorter(-12345.678)[-4:]
    ['−12346', '−1×10⁴', '≈−10⁴', '−10⁴']
    """
    texts = [compact(value, decimals) for decimals in (2, 1)]
    if not np.isfinite(value) or abs(value) < 10:
        return texts
    texts.append(compact(value, 0))
    sign = MINUS if value < 0 else "+"
    digit, exponent = f"{abs(value):.0e}".split("e")
    power = str(int(exponent)).translate(_RAISED)
    return [*texts, f"{sign}{digit}×10{power}", f"≈{sign}10{power}", f"{sign}10{power}"]


def compact(value: float, decimals: int) -> str:
    """A signed number; one that the decimals cannot show keeps its sign: only a true zero reads 0."""
    if not np.isfinite(value):
        return "NaN" if np.isnan(value) else signed(value)
    if 0 < abs(value) < 10.0**-decimals / 2:
        return "≈+0" if value > 0 else f"≈{MINUS}0"
    return signed(value, decimals)

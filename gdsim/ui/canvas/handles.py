"""Handles: small buttons at the layers, to add and remove layers and units where they are seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gdsim.files.models import LAYERS, UNITS
from gdsim.state.intents import AddLayer, RemoveLayer, SetField
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.handle import Handle
from gdsim.ui.canvas.header import title_words

RESTARTS = "starts the run again"
"""What a change of structure does."""
INPUTS = "as many inputs as the data has columns"
"""Why the input layer cannot be changed."""


def handles(frame: Frame) -> tuple[Handle, ...]:
    """Every handle of the network, in the order in which Tab goes through them."""
    found: list[Handle] = []
    for view in frame.views:
        if view.number:
            found.append(_adding(frame, view.number))
        found.append(_title(frame, view.number))
        if 0 < view.number < len(frame.views) - 1:
            found += _of_hidden(frame, view.number)
    return tuple(found)


def revealed(frame: Frame, pointer: QPointF | None, focus: tuple[str, int] | None) -> tuple[Handle, ...]:
    """The handles that are to be seen: at the layer under the pointer, or all while the pointer is among the titles.

    Args:
        frame: the picture.
        pointer: where it is; None outside the canvas.
        focus: kind and layer of the handle that the keys have reached.
    """
    every = handles(frame)
    layers = {focus[1]} if focus is not None else set()
    if pointer is not None and frame.placement.titles.top() <= pointer.y() <= frame.placement.area.bottom():
        columns = frame.placement.columns
        near = min(range(len(columns)), key=lambda layer: abs(columns[layer].x - pointer.x()))
        layers.add(near)
        if pointer.y() <= frame.placement.titles.bottom() and frame.placement.gap >= _least_gap(frame):
            layers.update(range(len(columns)))
    beside = (
        {*layers, *(layer + 1 for layer in layers)} if frame.placement.gap >= _least_gap(frame) else set()
    )
    if focus is not None and focus[0] == "add":
        beside.add(focus[1])
    return tuple(one for one in every if one.layer in (beside if one.kind == "add" else layers))


def title_rect(frame: Frame, layer: int) -> QRectF:
    """The name of a layer: a click opens its menu."""
    placement = frame.placement
    column = placement.columns[layer]
    half = min(placement.gap / 2 - 4, column.x - 3, placement.width - column.x - 3)
    title = title_words(frame, layer, 2 * half) if layer else "input a0"
    half = min(half, ink.width(title, placement.font, fonts.SEMIBOLD) / 2 + 1.3 * placement.font)
    return QRectF(column.x - half, placement.titles.top(), 2 * half, placement.row)


def _title(frame: Frame, layer: int) -> Handle:
    return Handle("menu", layer, title_rect(frame, layer), None, f"choices of {layer_name(frame, layer)}")


def layer_name(frame: Frame, layer: int) -> str:
    """``hidden layer 2``."""
    if layer == 0:
        return "the input"
    return "the output layer" if layer == len(frame.views) - 1 else f"hidden layer {layer}"


def _side(frame: Frame) -> float:
    return max(16.0, 1.3 * frame.placement.font)


def _least_gap(frame: Frame) -> float:
    """From this gap between layers on, all handles have room beside each other; else adding is in the menu."""
    return 7.2 * _side(frame)


def _spot(frame: Frame, x: float) -> QRectF:
    side = _side(frame)
    return QRectF(x - side / 2, frame.placement.titles.top() + frame.placement.row - 1, side, side)


def _of_hidden(frame: Frame, layer: int) -> list[Handle]:
    x, side, units = frame.placement.columns[layer].x, _side(frame), frame.views[layer].units
    away = 0.75 * side + ink.width(str(units), frame.placement.font, fonts.SEMIBOLD) / 2 + 3
    field, name = f"network.layers[{layer - 1}].units", layer_name(frame, layer)
    least = f"a layer has at least {int(UNITS.low or 1)} unit"
    most = f"a layer has at most {int(UNITS.high or 512)} units"
    return [
        Handle(
            "fewer",
            layer,
            _spot(frame, x - away),
            SetField(field, units - 1),
            f"one unit fewer in {name}; {RESTARTS}",
            least if UNITS.fault(units - 1) else "",
        ),
        Handle(
            "more",
            layer,
            _spot(frame, x + away),
            SetField(field, units + 1),
            f"one unit more in {name}; {RESTARTS}",
            most if UNITS.fault(units + 1) else "",
        ),
        Handle(
            "remove",
            layer,
            _spot(frame, x + away + 1.25 * side),
            RemoveLayer(layer - 1),
            f"remove {name}; {RESTARTS}",
        ),
    ]


def _adding(frame: Frame, layer: int) -> Handle:
    columns = frame.placement.columns
    middle = (columns[layer - 1].x + columns[layer].x) / 2
    full = f"a network has at most {LAYERS} layers" if len(columns) - 1 >= LAYERS else ""
    words = f"add a hidden layer here; {RESTARTS}"
    return Handle("add", layer, _spot(frame, middle), AddLayer(layer - 1), words, full)


def draw_handles(painter: QPainter, frame: Frame) -> None:
    """Those that are revealed; the one under the pointer or under the keys with a ring."""
    for one in frame.handles:
        at = one == frame.handle
        if one.kind == "menu":
            _draw_title(painter, frame, one, at)
            continue
        if one.kind == "fewer":
            units = str(frame.views[one.layer].units)
            middle = QRectF(one.rect)
            middle.moveCenter(QPointF(frame.placement.columns[one.layer].x, one.rect.center().y()))
            ink.draw_words(painter, middle, units, frame.colour("text"), frame.placement.font, fonts.SEMIBOLD)
        _draw_button(painter, frame, one, at)


def _draw_title(painter: QPainter, frame: Frame, one: Handle, at: bool) -> None:
    size = 0.28 * frame.placement.font
    title = title_words(frame, one.layer, one.rect.width()) if one.layer else "input a0"
    if ink.width(title, frame.placement.font, fonts.SEMIBOLD) + 8 * size > one.rect.width():
        _draw_focus(painter, frame, one, at)
        return
    tip = QPointF(one.rect.right() - 2.1 * size, one.rect.center().y() + 0.5 * size)
    painter.setPen(QPen(frame.colour("action"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline([tip - QPointF(size, size), tip, tip + QPointF(size, -size)])
    _draw_focus(painter, frame, one, at)


def _draw_focus(painter: QPainter, frame: Frame, one: Handle, at: bool) -> None:
    if at:
        painter.setPen(QPen(frame.colour("action"), 1.4))
        painter.drawRoundedRect(one.rect.adjusted(0, 0.5, 0, -0.5), 5, 5)


def _draw_button(painter: QPainter, frame: Frame, one: Handle, at: bool) -> None:
    role = "not_computed" if one.reason else "action"
    painter.setBrush(frame.colour(role) if at and not one.reason else frame.colour("card"))
    dashed = Qt.PenStyle.DashLine if one.kind == "add" and not at else Qt.PenStyle.SolidLine
    painter.setPen(QPen(frame.colour(role), 1.4, dashed))
    radius = 0.42 * one.rect.width()
    painter.drawEllipse(one.rect.center(), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = "on_action" if at and not one.reason else role
    painter.setPen(QPen(frame.colour(ring), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    middle, arm = one.rect.center(), 0.46 * radius
    if one.kind == "remove":
        for down in (arm, -arm):
            painter.drawLine(middle - QPointF(arm, down), middle + QPointF(arm, down))
        return
    painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
    if one.kind != "fewer":
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))

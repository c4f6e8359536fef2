"""Picture: draws a thumbnail in the colours of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from gdsim.core.readings.digits import short
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.plots.markers import marker
from gdsim.ui.start_screen.thumbnails import Marks, Points, Thumbnail
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens

STRENGTH = 0.66
"""The most of a sign's colour that lies over the ground of an answer."""
SIGNS = ("negative_fill", "positive_fill")


def draw_picture(painter: QPainter, rect: QRectF, thumb: Thumbnail | None, worn: Theme) -> None:
    """A template's picture in a rounded frame; without data the frame alone."""
    radius = float(tokens().radius.control)
    frame = QPainterPath()
    frame.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(frame, worn.colour("panel"))
    painter.setClipPath(frame)
    if thumb is not None and thumb.kind in _DRAWN:
        _DRAWN[thumb.kind](painter, rect, thumb, worn)
    painter.restore()
    painter.setPen(QPen(worn.colour("line"), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(frame)


def draw_loss(
    painter: QPainter, rect: QRectF, losses: Sequence[float], worn: Theme, width: float = 1.5
) -> None:
    """A curve of losses from the left to the right of a rectangle; the lowest lies at its bottom."""
    if len(losses) < 2:
        return
    values = np.asarray(losses, dtype=float)
    low, high = float(values.min()), float(values.max())
    share = (values - low) / ((high - low) or 1.0)
    points = np.column_stack([np.linspace(0, 1, len(values)), 1.0 - share])
    _line(painter, rect, points, QPen(worn.colour("action"), width))


def _decision(painter: QPainter, rect: QRectF, thumb: Thumbnail, worn: Theme) -> None:
    image = _shaded(thumb, worn)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    # The cells' middles lie on the frame, so half a cell on each side falls outside.
    wide, high = rect.width() / (image.width() - 1), rect.height() / (image.height() - 1)
    painter.drawImage(rect.adjusted(-wide / 2, -high / 2, wide / 2, high / 2), image)
    _marks(painter, rect, thumb.marks, worn)


def _shaded(thumb: Thumbnail, worn: Theme) -> QImage:
    """The answer as a small image: paler where the network is less sure."""
    shades = np.asarray(thumb.shades, dtype=float) / 100.0
    ground = _rgb(worn.colour("panel"))
    if thumb.winners:
        tones = np.stack([_rgb(worn.colour(f"run_{number % 6 + 1}")) for number in range(6)])
        tone, strength = tones[np.asarray(thumb.winners)], 0.12 + 0.32 * np.abs(shades)
    else:
        low, high = (_rgb(worn.colour(role)) for role in SIGNS)
        tone, strength = np.where((shades < 0)[..., None], low, high), STRENGTH * np.abs(shades)
    mixed = ground + strength[..., None] * (tone - ground)
    pixels = np.full((*shades.shape, 4), 255, dtype=np.uint8)
    pixels[..., :3] = np.round(mixed)
    bytes_ = np.ascontiguousarray(pixels)
    return QImage(bytes_.data, shades.shape[1], shades.shape[0], QImage.Format.Format_RGBA8888).copy()


def _scatter(painter: QPainter, rect: QRectF, thumb: Thumbnail, worn: Theme) -> None:
    _marks(painter, rect, thumb.marks, worn)


def _curve(painter: QPainter, rect: QRectF, thumb: Thumbnail, worn: Theme) -> None:
    _marks(painter, rect, thumb.marks, worn)
    _line(painter, rect, thumb.curve, QPen(worn.colour("action"), 2.2))


def _valley(painter: QPainter, rect: QRectF, thumb: Thumbnail, worn: Theme) -> None:
    pen = QPen(worn.colour("action", 0.6), 1.0)
    for line in thumb.contours:
        _line(painter, rect, line, pen)
    dashes = tokens().runs.dashes
    for place, path in reversed(list(enumerate(thumb.paths))):
        pen = QPen(worn.colour(f"run_{place + 1}"), 1.6)
        if place:
            pen.setDashPattern([float(part) / 2.6 for part in dashes[1].split()])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        _line(painter, rect, path, pen)
    for place, path in enumerate(thumb.paths):
        _end(painter, rect, path[-1], tokens().runs.markers[place], worn.colour(f"run_{place + 1}"))
    if thumb.paths:
        painter.setPen(QPen(worn.colour("text"), 1.8))
        painter.setBrush(worn.colour("card"))
        painter.drawEllipse(_at(rect, thumb.paths[0][0]), 4.5, 4.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _end(painter: QPainter, rect: QRectF, place: tuple[float, float], shape: str, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    _stamp(painter, _at(rect, place), shape, 7.0, colour)


def _network(painter: QPainter, rect: QRectF, thumb: Thumbnail, worn: Theme) -> None:
    most = max(len(layer) for layer in thumb.values)
    radius = min(rect.height() / (2.9 * most), rect.width() / (3.4 * len(thumb.values)), 24.0)
    radius = max(radius, min(19.0, rect.height() / (2.3 * most)))
    gap = rect.width() / (len(thumb.values) + 0.4)
    first = rect.center().x() - gap * (len(thumb.values) - 1) / 2
    places = [
        [
            QPointF(first + layer * gap, rect.center().y() + (unit - (len(values) - 1) / 2) * radius * 2.55)
            for unit in range(len(values))
        ]
        for layer, values in enumerate(thumb.values)
    ]
    largest = max(abs(w) for layer in thumb.weights for row in layer for w in row) or 1.0
    for layer, rows in enumerate(thumb.weights):
        for target, row in enumerate(rows):
            for source, weight in enumerate(row):
                start, end = places[layer][source], places[layer + 1][target]
                _edge(painter, start, end, radius, weight / largest, worn)
    size = max(8.5, min(12.0, 0.62 * radius))
    for values, centres in zip(thumb.values, places, strict=True):
        scale = max(map(abs, values)) or 1.0
        for value, centre in zip(values, centres, strict=True):
            painter.setPen(QPen(worn.colour(ink.sign_role(value)), 1.6))
            painter.setBrush(ink.value_colour(worn, value, scale))
            painter.drawEllipse(centre, radius, radius)
            room = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            ink.draw_words(painter, room, short(value, 3), worn.colour("text"), size, fonts.SEMIBOLD)


def _edge(painter: QPainter, start: QPointF, end: QPointF, radius: float, share: float, worn: Theme) -> None:
    start, end = start + QPointF(radius, 0), end - QPointF(radius, 0)
    bend = QPointF(0.5 * (end.x() - start.x()), 0)
    path = QPainterPath(start)
    path.cubicTo(start + bend, end - bend, end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink.tint(worn, ink.sign_role(share), 0.6), 1.0 + 2.5 * abs(share)))
    painter.drawPath(path)


def _marks(painter: QPainter, rect: QRectF, marks: Iterable[Marks], worn: Theme) -> None:
    found = tuple(marks)
    count = sum(len(mark.points) for mark in found)
    size = 12.0 if count < 10 else 5.6 if count < 120 else 5.0
    painter.setPen(QPen(worn.colour("card"), 0.8))
    # In turn, so that no class lies over all others.
    queue = sorted(
        (
            (place / len(mark.points), mark, point)
            for mark in found
            for place, point in enumerate(mark.points)
        ),
        key=lambda entry: entry[0],
    )
    for _, mark, point in queue:
        _stamp(painter, _at(rect, point), mark.marker, size, worn.colour(mark.role))


def _stamp(painter: QPainter, centre: QPointF, shape: str, size: float, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.save()
    painter.translate(centre)
    painter.scale(size, size)
    pen = painter.pen()
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawPath(marker(shape))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _line(painter: QPainter, rect: QRectF, points: Points | np.ndarray, pen: QPen) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([_at(rect, (float(x), float(y))) for x, y in points]))


def _at(rect: QRectF, place: tuple[float, float]) -> QPointF:
    return QPointF(rect.left() + place[0] * rect.width(), rect.top() + place[1] * rect.height())


def _rgb(colour: QColor) -> np.ndarray:
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=float)


_DRAWN: dict[str, Callable[[QPainter, QRectF, Thumbnail, Theme], None]] = {
    "decision": _decision,
    "points": _scatter,
    "curve": _curve,
    "valley": _valley,
    "network": _network,
}

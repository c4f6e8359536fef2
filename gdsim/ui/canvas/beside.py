"""Beside: names of features and outputs beside the first and the last layer, and the targets."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gdsim.core.readings.digits import short
from gdsim.ui import fonts
from gdsim.ui.canvas import ink
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.geometry import MOST_NEURONS
from gdsim.ui.canvas.layers import LayerView

MOST = 0.16
"""The largest share of the canvas that names take on one side."""


def room_beside(views: tuple[LayerView, ...], width: float, scale: float) -> tuple[float, float]:
    """How much room names and targets want at the left and at the right, whether they are computed or not."""
    size = _size(max(11.0, 12.0 * scale))
    rooms = []
    for view, words in (
        (views[0], ()),
        (views[-1], ("mean target −0.99" if views[-1].mean else "target −0.99",)),
    ):
        names = view.names if view.units <= MOST_NEURONS else ()
        widths = [ink.width(text, size, fonts.SEMIBOLD) for text in (*names, *words)]
        rooms.append(min(MOST * width, max(widths, default=0.0) + 9))
    return rooms[0], rooms[1]


def draw_beside(painter: QPainter, frame: Frame) -> None:
    """Names, and under them the targets once they are drawn; where there is room for one, the target."""
    placement = frame.placement
    size = _size(placement.font)
    high = 1.3 * size
    loss = frame.snapshot.value("L")
    for view in (frame.views[0], frame.views[-1]):
        column, last = placement.columns[view.number], view.number > 0
        if column.strip is not None or column.pitch < high:
            continue
        x = column.right + 9 if last else placement.margin
        wide = (placement.right if last else placement.left) - 9
        for unit, centre in enumerate(column.centres):
            name = view.names[unit] if unit < len(view.names) else ""
            rows = [(name, "muted")] if name else []
            if view.target is not None:
                target = f"target {_plain(float(view.target[unit]))}"
                rows.append((f"mean {target}" if view.mean else target, "text"))
            if last and unit == view.units - 1 and not frame.interactive and not frame.finished:
                rows += [] if loss is None else [(f"loss {short(float(loss))}", "text")]
            if column.pitch < 2.3 * high:
                rows = rows[-1:]
            for number, (words, role) in enumerate(rows):
                rect = QRectF(x, centre.y() + (number - len(rows) / 2) * high, wide, high)
                ink.draw_words(
                    painter,
                    rect,
                    words,
                    frame.colour(role),
                    size,
                    fonts.SEMIBOLD,
                    ink.LEFT if last else ink.RIGHT,
                )


def _size(font: float) -> float:
    return max(11.0, 0.94 * font)


def _plain(value: float) -> str:
    """A target without noughts at its end: 1, 0.99."""
    text = short(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text and "×" not in text else text

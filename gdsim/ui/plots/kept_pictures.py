"""Kept pictures: what a plot looks like at its last sizes, for as long as nothing in it changes."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

_SIZES = 3
"""A pane often comes back to a size: with the optimizer table, and without."""


class KeptPictures:
    """Pictures of one plot by their size."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[int, int, float], QPixmap] = {}

    def clear(self) -> None:
        """Something has changed: none of them is true any more."""
        self._pictures.clear()

    def of(self, plot: pg.PlotWidget, ratio: float) -> QPixmap:
        """The picture at the plot's size, ``ratio`` pixels for each of the widget's."""
        size = plot.viewport().size()
        key = (size.width(), size.height(), ratio)
        if key not in self._pictures:
            while len(self._pictures) >= _SIZES:
                del self._pictures[next(iter(self._pictures))]
            picture = self._pictures[key] = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            with QPainter(picture) as painter:
                painter.setRenderHints(plot.renderHints())
                plot.render(painter, QRectF(plot.viewport().rect()), plot.viewport().rect())
        return self._pictures[key]

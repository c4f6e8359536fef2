"""Docking: puts the docks of an area into columns."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow


def put(area: QMainWindow, columns: list[list[tuple[QDockWidget, ...]]]) -> None:
    """Puts docks beside, under and behind each other: columns of places, each with its tabs."""
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    tops = [column[0][0] for column in columns]
    for number, top in enumerate(tops):
        if number:
            area.splitDockWidget(tops[number - 1], top, across)
        else:
            area.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, top)
        top.show()
    for column in columns:
        for above, below in pairwise(column):
            area.splitDockWidget(above[0], below[0], down)
            below[0].show()
    for place in (place for column in columns for place in column):
        for card in place[1:]:
            area.tabifyDockWidget(place[0], card)
            card.show()
        place[0].raise_()
    area.resizeDocks(tops, [1000] * len(tops), across)
    for column in columns:
        most = max(len(other) for other in columns)
        # What has a column with fewer plots is taller at its end.
        shares = [1000] * (len(column) - 1) + [1000 * (most - len(column) + 1)]
        area.resizeDocks([place[0] for place in column], shares, down)

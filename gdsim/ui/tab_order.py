"""Tab order: what stands in one part of the window is reached in reading order, however late it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def stops(layout: QLayout) -> Iterator[QWidget]:
    """What Tab can reach in a layout and the layouts inside it, in the order in which they were filled."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            # Not one that hands its focus on: Qt loses the way round where such widgets are put in order.
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
                yield widget
            inner = widget.layout()
        if inner is not None:
            yield from stops(inner)


def chain(widgets: Sequence[QWidget]) -> None:
    """Tab leads from each of the widgets to the next, and from the last to where the first led."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)

"""Workbench: where an experiment is stepped: transport, panels or rail, canvas, timeline, and the right column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gdsim.state.snapshot import Snapshot
from gdsim.ui.calm import Calm
from gdsim.ui.canvas_switch import CanvasSwitch
from gdsim.ui.memory import Memory
from gdsim.ui.panels import rail, sidebar
from gdsim.ui.panels.rail import Rail
from gdsim.ui.panels.sidebar import Sidebar
from gdsim.ui.ribbon import Ribbon
from gdsim.ui.right_column import RightColumn
from gdsim.ui.sentence_bar import SentenceBar
from gdsim.ui.theme import Theme
from gdsim.ui.timeline_bar import TimelineBar
from gdsim.ui.transport import Transport

PLOTS, TABLE = 0.31, 0.374
"""Share of the width that the right column has, with plots alone and with the optimizer table."""
LEAST, MOST = 300, 1000
TABLE_WHOLE, CANVAS_LEAST = 540, 440
"""Pixels in which the table of Adam stands without scrolling sideways, and what it leaves to the canvas for that."""


class Workbench(QWidget):
    """All panes of one experiment, in their places; each state of the layout remembers its own widths.

    Args:
        memory: keeps the places.
    """

    wanted = Signal(object)
    """An intent of any pane."""

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self.transport, self.sidebar, self.rail, self.ribbon = Transport(), Sidebar(), Rail(), Ribbon()
        self.canvas, self.sentence, self.timeline = CanvasSwitch(), SentenceBar(), TimelineBar()
        self.right = RightColumn()
        self.rail.hide()
        self._widths: dict[str, list[int]] = memory.kept("widths", {})
        self._fold_chosen: bool | None = None
        self._calm = Calm(0.1)
        self._split = self._placed()
        for pane in self.panes:
            if pane is not self.sentence:
                pane.wanted.connect(self.wanted)
        self.right.state_changed.connect(self._share_width)

    @property
    def panes(self) -> Iterator[Any]:
        """All that draw a snapshot."""
        yield from (self.transport, self.sidebar, self.rail, self.ribbon)
        yield from (self.canvas, self.sentence, self.timeline, self.right)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment."""
        calm = not self._calm.due(snapshot)
        for pane in self.panes:
            if not (calm and pane is self.sentence):
                pane.show_snapshot(snapshot)
        if self._fold_chosen is None and self.folded is not self.canvas.shows_matrices:
            self._fold(self.canvas.shows_matrices)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        for pane in self.panes:
            pane.apply_theme(worn)

    @property
    def folded(self) -> bool:
        """True while the panels are a rail."""
        return self.sidebar.isHidden()

    def fold(self, folded: bool) -> None:
        """The panels as a rail, or open; from now on as the user chose."""
        self._fold_chosen = folded
        self._fold(folded)

    def reset_layout(self) -> None:
        """Every pane as wide as at the first start."""
        self._widths = {}
        self._memory.keep("widths", {})
        self._fold_chosen = None
        self._fold(False)
        self.right.reset()
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _placed(self) -> QSplitter:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transport)
        middle = QWidget()
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.ribbon)
        inside.addWidget(self.canvas, 1)
        inside.addWidget(self.sentence)
        inside.addWidget(self.timeline)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.setContentsMargins(8, 0, 8, 0)
        for place, (pane, stretch) in enumerate(
            ((self.rail, 0), (self.sidebar, 0), (middle, 1), (self.right, 0))
        ):
            split.addWidget(pane)
            split.setStretchFactor(place, stretch)
        split.splitterMoved.connect(self._moved)
        column.addWidget(split, 1)
        return split

    def _fold(self, folded: bool) -> None:
        self.sidebar.setVisible(not folded)
        self.rail.setVisible(folded)
        self._share_width()

    @property
    def _state(self) -> str:
        return f"{'rail' if self.folded else 'panels'}, {'table' if self.right.has_table else 'plots'}"

    def _moved(self) -> None:
        """From now on the widths of this state are the user's."""
        self._widths[self._state] = self._split.sizes()
        self._memory.keep("widths", self._widths)

    def _share_width(self) -> None:
        """As the user left it in this state; else panels as wide as they need, a third for the plots."""
        width = self.width() - 16 - 2 * self._split.handleWidth()
        kept = self._widths.get(self._state)
        if isinstance(kept, list) and len(kept) == 4 and all(isinstance(size, int) for size in kept):
            left, right = kept[0] + kept[1], kept[3]
        else:
            left = rail.WIDTH if self.folded else sidebar.WIDTH
            share = TABLE if self.right.has_table else PLOTS
            right = max(LEAST, min(round(width * share), MOST))
            if self.right.has_table:
                right = max(right, min(TABLE_WHOLE, width - left - CANVAS_LEAST))
        middle = max(width - left - right, 0)
        self._split.setSizes([left if self.folded else 0, 0 if self.folded else left, middle, right])

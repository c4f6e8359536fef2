"""Sidebar: the five panels of the experiment, and of each as much as the height has room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gdsim.core.program import Stage
from gdsim.files.models import REGISTRIES
from gdsim.state.snapshot import Snapshot
from gdsim.ui.panels.data import DataPane
from gdsim.ui.panels.loss import LossPane
from gdsim.ui.panels.network import NetworkPane
from gdsim.ui.panels.optimizer import OptimizerPane
from gdsim.ui.panels.pane import Pane, Room
from gdsim.ui.panels.sampling import SamplingPane
from gdsim.ui.tab_order import chain, stops
from gdsim.ui.theme import Theme

WIDTH, NARROWEST = 264, 240


class Sidebar(QScrollArea):
    """The cards Data, Sampling, Network, Loss and Optimizer."""

    wanted = Signal(object)
    """What the user wants: an Intent."""
    csv_wanted = Signal()
    """The user wants to choose a table of his own."""
    draw_wanted = Signal()
    """The user wants to draw points of his own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Snapshot | None = None
        self._fitted = QSize()
        self._editions: tuple[int, ...] = ()
        self._stops: list[QWidget] = []
        self.setAccessibleName("Experiment")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setStyleSheet("QScrollBar:vertical { width: 8px; }")
        self.setMinimumWidth(NARROWEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.data, self.sampling, self.network = DataPane(), SamplingPane(), NetworkPane()
        self.loss, self.optimizer = LossPane(), OptimizerPane()
        self.data.csv_wanted.connect(self.csv_wanted)
        self.data.draw_wanted.connect(self.draw_wanted)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for pane in self.panes:
            pane.wanted.connect(self.wanted)
            column.addWidget(pane)
        column.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        self._column = column

    @property
    def panes(self) -> tuple[Pane, ...]:
        """The five cards from top to bottom."""
        return self.data, self.sampling, self.network, self.loss, self.optimizer

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows the experiment as it is at the cursor, without a signal; while it runs there is nothing to do."""
        editions = tuple(registry.edition for registry in REGISTRIES)
        if self._seen is None or editions != self._editions or _differs(self._seen, snapshot):
            for pane in self.panes:
                pane.show_snapshot(snapshot)
            self._fit()
            self._order()
        for pane in self.panes:
            pane.follow(snapshot)
        self._seen, self._editions = snapshot, editions
        # The part of the experiment that the stage at the cursor is about.
        about = {Stage.SAMPLE: self.sampling, Stage.LOSS: self.loss, Stage.UPDATE: self.optimizer}
        for pane in about.values():
            accent = "action" if snapshot.stage is not None and about.get(snapshot.stage) is pane else None
            if pane.accent != accent:
                pane.set_accent(accent)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        for pane in self.panes:
            pane.apply_theme(worn)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 760)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Only for a size of its own: a scroll bar that comes or goes resizes the viewport too, and fitting
        # to that could show and hide it without end.
        if self.size() != self._fitted:
            self._fitted = self.size()
            self._fit()

    def _order(self) -> None:
        """Fields that an edit has brought are made last, but Tab meets them where they stand."""
        found: list[QWidget] = [self]
        for pane in self.panes:
            if (layout := pane.layout()) is not None:
                found += [stop for stop in stops(layout) if stop is not pane.more]
                found.append(pane.more)
        if found != self._stops:
            self._stops = found
            chain(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now have all controls the sizes of the style sheet.
        self._fit()

    def _fit(self) -> None:
        """Show as much as fits without scrolling, what is changed most often first; the essentials may scroll."""
        if not self.isVisible():  # whatever comes before that, it is fitted when it is shown
            return
        for pane in self.panes:
            pane.set_tight(False)
            pane.set_room(Room.USUAL)
        if not self._fits():
            for pane in self.panes:
                pane.set_tight(True)
                pane.set_room(Room.LOW)
        for room in (Room.USUAL, Room.TALL, Room.TALLER, Room.TALLEST):
            for pane in (self.optimizer, self.data, self.sampling, self.loss, self.network):
                before = pane.room
                pane.set_room(room)
                if not self._fits():
                    pane.set_room(before)

    def _fits(self) -> bool:
        # What has just been shown or hidden is laid out only after this; the sizes are wanted now.
        for pane in self.panes:
            for inside in (*pane.findChildren(QWidget), pane):
                if (layout := inside.layout()) is not None:
                    layout.invalidate()
        self._column.invalidate()
        # Of the whole width: where all fits, there is no scroll bar.
        return self._column.minimumHeightForWidth(self.width()) <= self.viewport().height()


def _differs(seen: Snapshot, snapshot: Snapshot) -> bool:
    """Whether the panels show something else; after a refusal always, because a control has to go back."""
    return (
        snapshot.model.fault is not None
        or seen.model.fault is not None
        or snapshot.model.experiment is not seen.model.experiment
        or snapshot.samples is not seen.samples
        or snapshot.current != seen.current
    )

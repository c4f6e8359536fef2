"""Right column: where a number comes from, or, in the update, what the optimizer does; and the plots under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gdsim.core.program import Stage
from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.calm import Calm
from gdsim.ui.inspector.inspector import Inspector
from gdsim.ui.optimizer_table.update_pane import UpdatePane
from gdsim.ui.theme import Theme

if TYPE_CHECKING:
    from gdsim.ui.plots.plot_docks import PlotDocks

UPPER, UPPER_WITH_TABLE = 0.33, 0.745
"""Share of the height above the plots."""
INSPECTOR = 250
"""Pixels in which the rows of a gradient stand without scrolling."""


class RightColumn(QSplitter):
    """The inspector above, the plots below; in stage 5 the optimizer table takes the inspector's place."""

    wanted = Signal(object)
    state_changed = Signal()
    """The optimizer table has come or gone, and wants another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.inspector, self.update_pane = Inspector(), UpdatePane()
        self.plots: PlotDocks | None = None
        self._seen: Snapshot | None = None
        self._calm = Calm(0.14)
        self._always = self._turning = False
        self._sizes: dict[bool, list[int]] = {}
        for pane in (self.inspector, self.update_pane):
            self.addWidget(pane)
            pane.wanted.connect(self.wanted)
        self.update_pane.hide()
        self.splitterMoved.connect(self._moved)

    @property
    def has_table(self) -> bool:
        """True while it holds the optimizer table."""
        return not self.update_pane.isHidden()

    @property
    def _upper(self) -> Inspector | UpdatePane:
        """What stands above the plots now."""
        return self.update_pane if self.has_table else self.inspector

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment."""
        self._seen = snapshot
        # While it plays fast the column would flicker.
        if not snapshot.fast:
            self._turn(self._always or snapshot.stage is Stage.UPDATE)
        if self._calm.due(snapshot):
            self._upper.show_snapshot(snapshot)
        if self.plots is not None:
            self.plots.show_snapshot(snapshot)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed, of what is in sight and of what is not."""
        self.inspector.apply_theme(worn)
        self.update_pane.apply_theme(worn)
        if self.plots is not None:
            self.plots.apply_theme(worn)

    def toggle_table(self) -> None:
        """The optimizer table in every stage, or in the update only."""
        self._always = not self._always
        if self._seen is not None:
            self.show_snapshot(self._seen)

    @property
    def has_plots(self) -> bool:
        """True once the plots are there."""
        return self.plots is not None

    def build_plots(self) -> PlotDocks:
        """Import and place the plots; once."""
        if self.plots is not None:
            return self.plots
        from gdsim.ui.plots.plot_docks import PlotDocks

        self.plots = PlotDocks()
        self.plots.wanted.connect(self.wanted)
        self.addWidget(self.plots)
        self.plots.apply_theme(theme.current())
        if self._seen is not None:
            self.plots.show_snapshot(self._seen)
        self._share_height()
        return self.plots

    def reset(self) -> None:
        """Everything where it was at the first start."""
        self._always, self._sizes = False, {}
        if self.plots is not None:
            self.plots.reset()
        if self._seen is not None:
            self.show_snapshot(self._seen)
        self._share_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _turn(self, table: bool) -> None:
        if table is self.has_table:
            return
        # Every pane gets its size once, and is painted once, with the last of them.
        self._turning = True
        self.window().setUpdatesEnabled(False)
        if self.plots is not None:
            self.plots.hold(True)
        self.update_pane.setVisible(table)
        self.inspector.setVisible(not table)
        self.state_changed.emit()
        self._turning = False
        self._share_height()
        if self.plots is not None:
            self.plots.hold(False)
        self.window().setUpdatesEnabled(True)

    def _moved(self) -> None:
        """From now on the heights of this state are the user's."""
        self._sizes[self.has_table] = self.sizes()

    def _usual_upper(self, high: int) -> int:
        """A share of the height, and for the inspector room for its rows in a low window too."""
        if self.has_table:
            return round(high * UPPER_WITH_TABLE)
        return max(round(high * UPPER), min(INSPECTOR, high // 2))

    def _share_height(self) -> None:
        """As the user left it in this state; else as the design has it."""
        if self._turning:
            return
        kept = self._sizes.get(self.has_table)
        high = self.height() - self.handleWidth()
        upper = kept[0] + kept[1] if kept else self._usual_upper(high)
        table = upper if self.has_table else 0
        self.setSizes([upper - table, table, max(high - upper, 0)])

"""Right column: where a number comes from, and the plots under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from gdsim.state.snapshot import Snapshot
from gdsim.ui import theme
from gdsim.ui.inspector.inspector import Inspector
from gdsim.ui.theme import Theme

if TYPE_CHECKING:
    from gdsim.ui.plots.plot_grid import PlotGrid


class RightColumn(QSplitter):
    """The inspector above, the plots below."""

    wanted = Signal(object)
    state_changed = Signal()
    """The optimizer table has come or gone, and wants another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.inspector = Inspector()
        self.plots: PlotGrid | None = None
        self._seen: Snapshot | None = None
        self.addWidget(self.inspector)
        self.inspector.wanted.connect(self.wanted)

    @property
    def has_table(self) -> bool:
        """True while it holds the optimizer table."""
        return False

    @property
    def panes(self) -> Iterator[Any]:
        """All that draw a snapshot."""
        yield self.inspector
        if self.plots is not None:
            yield self.plots

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws another moment."""
        self._seen = snapshot
        for pane in self.panes:
            pane.show_snapshot(snapshot)

    def apply_theme(self, worn: Theme) -> None:
        """The colours have changed."""
        for pane in self.panes:
            pane.apply_theme(worn)

    def build_plots(self) -> None:
        """Import and place the plots; once."""
        if self.plots is not None:
            return
        from gdsim.ui.plots.plot_grid import PlotGrid

        self.plots = PlotGrid(lambda snapshot, inputs: snapshot.probe.outputs(inputs))
        self.plots.wanted.connect(self.wanted)
        self.addWidget(self.plots)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.plots.apply_theme(theme.current())
        if self._seen is not None:
            self.plots.show_snapshot(self._seen)

    def reset(self) -> None:
        """Everything where it was at the first start."""

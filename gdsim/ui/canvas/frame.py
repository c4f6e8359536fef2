"""Frame: all that one painting of the canvas needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from gdsim.core.program import Stage
from gdsim.state.snapshot import Snapshot
from gdsim.ui.canvas.edges import shown_edges
from gdsim.ui.canvas.geometry import Edge, Hit, Placement
from gdsim.ui.canvas.ink import coloured
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.theme import Theme


@dataclass(frozen=True)
class Frame:
    """One painting.

    Args:
        snapshot, views, placement, theme: what is drawn, where and in which colours.
        flow: how far the newest arrows have travelled, from 0 to 1.
        moved: how far the weights have moved from old to new, from 0 to 1.
        hovered, selected: what is pointed at.
        taken: where something stands that no label may cover.
    """

    snapshot: Snapshot
    views: tuple[LayerView, ...]
    placement: Placement
    theme: Theme
    flow: float = 1.0
    moved: float = 1.0
    hovered: Hit | None = None
    selected: Hit | None = None
    taken: list[QRectF] = field(default_factory=list)

    @property
    def stage(self) -> Stage | None:
        """The stage of the operation at the cursor."""
        return self.snapshot.stage

    @property
    def finished(self) -> bool:
        """True once the weights have moved."""
        return self.snapshot.finished

    @property
    def accent(self) -> str:
        """The colour of what is at work: magenta for gradients, else teal."""
        return "gradient" if self.stage is Stage.BACKPROP else "action"

    @property
    def reads(self) -> tuple[str, ...]:
        """The names that the operation at the cursor reads."""
        return self.snapshot.line.reads if self.snapshot.line else ()

    @cached_property
    def edges(self) -> dict[int, tuple[Edge, ...]]:
        """The weights that are drawn, layer by layer."""
        shown = {view.number: shown_edges(self.views, view.number) for view in self.views[1:]}
        chosen = self.selected
        if isinstance(chosen, Edge) and chosen not in shown[chosen.layer]:
            shown[chosen.layer] += (chosen,)
        return shown

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """A role of the theme, with an opacity from 0 to 1."""
        return coloured(self.theme, role, opacity)

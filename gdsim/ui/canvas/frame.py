"""Frame: all that one painting of the canvas needs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from gdsim.core.program import Stage
from gdsim.state.snapshot import Snapshot
from gdsim.ui.canvas.edges import shown_edges
from gdsim.ui.canvas.geometry import Edge, Hit, Placement
from gdsim.ui.canvas.handle import Handle
from gdsim.ui.canvas.ink import coloured
from gdsim.ui.canvas.labels import selected_hit
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.canvas.magnified import Magnified, magnified
from gdsim.ui.canvas.sheets import Sheets
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
        handles: those that are revealed.
        handle: the one that is pointed at, or reached with keys.
        preview: a weight that is being dragged, and its value so far.
        losses: of the batch before the step and after it; None where it is not known.
        sheets: what is kept from one painting to the next.
        interactive: False where it is a picture only.
        quiet: True while a field is open, which no card is to cover.
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
    handles: tuple[Handle, ...] = ()
    handle: Handle | None = None
    preview: tuple[Edge, float] | None = None
    losses: tuple[float, float] | None = None
    sheets: Sheets = field(default_factory=Sheets)
    interactive: bool = True
    quiet: bool = False

    @property
    def look(self) -> tuple[Placement, str]:
        """What everything that is drawn depends on."""
        return self.placement, self.theme.name

    @property
    def stage(self) -> Stage | None:
        """The stage of the operation at the cursor."""
        return self.snapshot.stage

    @property
    def finished(self) -> bool:
        """True once the weights have moved."""
        return self.snapshot.finished

    @property
    def backwards(self) -> bool:
        """True from backprop on."""
        return self.stage is not None and self.stage.number >= Stage.BACKPROP.number

    @property
    def fast(self) -> bool:
        """True while it plays too fast for anybody to see dashes and signs, which take half of the painting."""
        return self.snapshot.fast

    @property
    def accent(self) -> str:
        """The colour of what is at work: magenta for gradients, else teal."""
        return "gradient" if self.stage is Stage.BACKPROP else "action"

    @property
    def reads(self) -> tuple[str, ...]:
        """The names that the operation at the cursor reads."""
        return self.snapshot.line.reads if self.snapshot.line else ()

    @cached_property
    def magnified(self) -> Magnified:
        """The widths of the weights before and after their steps."""
        return magnified(self.views, self.placement)

    @cached_property
    def edges(self) -> dict[int, tuple[Edge, ...]]:
        """The weights that are drawn, layer by layer."""
        shown = {view.number: shown_edges(self.views, view.number) for view in self.views[1:]}
        chosen = self.selected
        if not isinstance(chosen, Edge):
            return shown
        some = len(shown[chosen.layer]) < self.views[chosen.layer].edges
        if some and chosen not in shown[chosen.layer]:
            shown[chosen.layer] += (chosen,)
        return shown

    def with_handles(
        self, revealed: tuple[Handle, ...], target: object, focus: tuple[str, int] | None
    ) -> Frame:
        """The same with handles, and the one that the pointer or the keys are at."""
        pointed = (target.kind, target.layer) if isinstance(target, Handle) else focus
        at = next((one for one in revealed if (one.kind, one.layer) == pointed), None)
        return replace(self, handles=revealed, handle=at)

    def before(self, edge: Edge) -> float:
        """A weight's value in force: the new one once the weights have moved."""
        view = self.views[edge.layer]
        values = view.W if view.W_next is None else view.W_next
        return float("nan") if values is None else float(values[edge.target, edge.source])

    def hit(self, label: str | None) -> Hit | None:
        """The weight or unit that a label is about, or None."""
        return selected_hit(label, self.placement.units)

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """A role of the theme, with an opacity from 0 to 1."""
        return coloured(self.theme, role, opacity)

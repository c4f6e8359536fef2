"""Scene: all that one painting of the matrices needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from PySide6.QtGui import QColor

from gdsim.core.program import Stage
from gdsim.insight.focus import focus
from gdsim.state.snapshot import Snapshot
from gdsim.ui.matrices.cell import Cell
from gdsim.ui.matrices.glyphs import Glyph, Reuse, glyphs, reuses
from gdsim.ui.matrices.matrix import Matrix, Spot, active_layer
from gdsim.ui.matrices.placement import Placement
from gdsim.ui.theme import Theme, theme


@dataclass(frozen=True, eq=False)
class Scene:
    """One painting.

    Args:
        snapshot, matrices, placement, theme: what is drawn, where and in which colours.
        common: one scale for all matrices of a kind, not one for each.
        hovered, pinned: the cell under the pointer, and the selected one.
        glyph: the operation under the pointer.
        ratio: pixels of the device to one of the design.
        offset: how far the dashes of the flow have gone.
    """

    snapshot: Snapshot
    matrices: Mapping[Spot, Matrix]
    placement: Placement
    theme: Theme
    common: bool = False
    hovered: Cell | None = None
    pinned: Cell | None = None
    glyph: Glyph | None = None
    ratio: float = 1.0
    offset: float = 0.0

    @property
    def stage(self) -> Stage | None:
        """The stage of the operation at the cursor."""
        return self.snapshot.stage

    @property
    def accent(self) -> str:
        """The colour of what is at work: magenta for gradients, else teal."""
        return "gradient" if self.stage is Stage.BACKPROP else "action"

    @property
    def active(self) -> int | None:
        """The layer at work."""
        return active_layer(self.snapshot)

    @property
    def told(self) -> Cell | None:
        """The cell that is read out: the one under the pointer, else the selected one."""
        return self.hovered or self.pinned

    @cached_property
    def lit(self) -> Cell | None:
        """The cell whose origin is lit: the told one; over an operation, the one that its line is told for."""
        return self.told if self.glyph is None else self._result_of(self.glyph)

    def _result_of(self, glyph: Glyph) -> Cell | None:
        line, model = self.snapshot.program.lines[glyph.line], self.snapshot.model
        name = line.writes.removesuffix("_loss")
        matrix = next((matrix for matrix in self.matrices.values() if matrix.name == name), None)
        if matrix is None or matrix.values is None:
            return None
        sample = min(model.sample, len(self.snapshot.position.batch) - 1)
        row, column = focus(self.snapshot.trace, line, sample, model.selected)
        return Cell(matrix.spot, row, column)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The operations in the gaps."""
        return glyphs(self.snapshot, self.placement)

    @cached_property
    def reuses(self) -> tuple[Reuse, ...]:
        """What is reused from above."""
        return reuses(self.snapshot, self.placement)

    @cached_property
    def shown(self) -> tuple[Matrix, ...]:
        """The matrices in sight."""
        return tuple(m for m in self.matrices.values() if not self.placement.rect(m.spot).isEmpty())

    @cached_property
    def _scales(self) -> dict[str, float]:
        scales: dict[str, float] = {}
        for matrix in self.matrices.values():
            kind = kind_of(matrix)
            scales[kind] = max(scales.get(kind, 0.0), matrix.largest)
        return scales

    def largest(self, matrix: Matrix) -> float:
        """The magnitude of full colour."""
        return self._scales[kind_of(matrix)] if self.common else matrix.largest

    def writes(self, matrix: Matrix, strip: bool = False) -> bool:
        """True where the operation at the cursor has just written this matrix, or its strip."""
        line = self.snapshot.line
        if line is None:
            return False
        if line.stage is Stage.UPDATE:
            below = matrix.spot[2] == 1
            return matrix.spot[1] == "W" and (below == (line.writes != "theta_next"))
        if strip:
            return line.writes == matrix.strip_label
        return line.writes.removesuffix("_loss") == matrix.name

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """A role of the theme, with an opacity from 0 to 1."""
        return _colour(self.theme.name, role, opacity)


@lru_cache(maxsize=256)
def _colour(worn: str, role: str, opacity: float) -> QColor:
    return theme(worn).colour(role, opacity)


def kind_of(matrix: Matrix) -> str:
    """What shares one scale: all W, all z, all a with the inputs, all δ …"""
    return "a" if matrix.name == "x" else matrix.name.rstrip("0123456789")

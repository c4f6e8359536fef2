"""Targets: what a click at a point of the matrices is meant for, beside the cells."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from gdsim.ui.matrices.glyphs import glyph_under
from gdsim.ui.matrices.scene import Scene
from gdsim.ui.matrices.surroundings import samples_rect, scale_rect
from gdsim.ui.matrices.wires import chips


def line_at(scene: Scene, point: QPointF) -> int | None:
    """The line of the operation at a point: of a glyph, or of a name on a line from above."""
    glyph = glyph_under(scene.glyphs, point, scene.placement.glyph)
    if glyph is not None:
        return glyph.line
    return next((reuse.line for reuse, rect in chips(scene) if rect.contains(point)), None)


def button_at(scene: Scene, point: QPointF) -> str | None:
    """``samples``, ``scale``, or ``left`` and ``right`` for the layers out of sight; None elsewhere."""
    rects = {
        "samples": samples_rect(scene),
        "scale": scale_rect(scene),
        "left": scene.placement.stub_rect(0),
        "right": scene.placement.stub_rect(1),
    }
    return next((name for name, rect in rects.items() if rect.contains(point)), None)

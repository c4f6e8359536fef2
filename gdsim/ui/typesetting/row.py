"""Row: boxes side by side on one baseline."""

from __future__ import annotations

from collections.abc import Sequence

from gdsim.ui.typesetting.box import Box, Placed, around


def row(boxes: Sequence[Box], gap: float = 0.0) -> Box:
    """Boxes side by side.

    Args:
        boxes: from left to right; an empty sequence gives an empty box.
        gap: pixels between two of them.
    """
    parts = []
    x = 0.0
    for box in boxes:
        parts.append(Placed(x, 0.0, box))
        x += box.width + gap
    if not boxes:
        return Box(0.0, 0.0, 0.0)
    return around(tuple(parts), x - gap, lean=boxes[-1].lean, figure=boxes[0].figure)


def space(width: float) -> Box:
    """Empty room."""
    return Box(width, 0.0, 0.0)

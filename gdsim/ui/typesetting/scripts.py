"""Scripts: what stands above and below the right end of a letter, one over the other."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.ui.typesetting.box import Box, Placed, around
from gdsim.ui.typesetting.face import constant
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.style import Style


@dataclass(frozen=True, eq=False)
class Scripted(Box):
    """A letter with its scripts, which it remembers: a transposed T comes beside the layer."""

    core: Box | None = None
    above: Box | None = None
    below: Box | None = None


def scripted(core: Box, style: Style, above: Box | None = None, below: Box | None = None) -> Box:
    """A box with scripts.

    Args:
        core: what carries them.
        style: the style of the core.
        above: the superscript, in the style ``style.smaller()``.
        below: the subscript.
    """
    size = style.size
    up = down = 0.0
    if above is not None:
        up = max(
            constant("superscript_up", size),
            core.ascent - constant("superscript_drop", size) if core.parts else 0.0,
            above.descent + constant("superscript_bottom_min", size),
        )
    if below is not None:
        down = max(
            constant("subscript_down", size),
            core.descent + constant("subscript_drop", size) if core.parts else 0.0,
            below.ascent - constant("subscript_top_max", size),
        )
    if above is not None and below is not None:
        gap = (up - above.descent) - (below.ascent - down)
        if (lacking := constant("scripts_gap", size) - gap) > 0:
            raised = min(lacking, max(0.0, constant("superscript_bottom_max", size) - (up - above.descent)))
            up += raised
            down += lacking - raised
    parts = [Placed(0.0, 0.0, core)]
    if above is not None:
        parts.append(Placed(core.width + core.lean, -up, above))
    if below is not None:
        parts.append(Placed(core.width, down, below))
    box = around(tuple(parts))
    width = box.width + constant("space_after", size)
    return Scripted(
        width, box.ascent, box.descent, box.parts, figure=core.figure, core=core, above=above, below=below
    )


def raised(core: Box, style: Style, power: Box) -> Box:
    """A box with one superscript more: over the index of a letter that has one, beside a superscript."""
    if isinstance(core, Scripted) and core.core is not None:
        above = power
        if core.above is not None:
            above = row([core.above, space(0.12 * style.size), power])
        return scripted(core.core, style, above, core.below)
    return scripted(core, style, power)

"""Root: a radical that grows with what is under it, and its vinculum."""

from __future__ import annotations

from gdsim.ui.typesetting.box import Box, Placed, around
from gdsim.ui.typesetting.face import constant
from gdsim.ui.typesetting.fraction import Rule
from gdsim.ui.typesetting.glyphs import taller
from gdsim.ui.typesetting.style import Style


def root(inside: Box, style: Style) -> Box:
    """The square root of a box."""
    size = style.size
    thick = constant("radical_rule", size)
    gap = constant("radical_gap", size)
    sign = taller("√", style, inside.height + gap + thick)
    spare = sign.height - (inside.height + gap + thick)
    if spare > 0:
        gap += spare / 2
    top = inside.ascent + gap + thick
    over = Rule(inside.width + inside.lean + 0.06 * size, thick, 0.0, colour=style.colour)
    parts = (
        Placed(0.0, sign.ascent - top, sign),
        Placed(sign.width - 0.01 * size, thick - top, over),
        Placed(sign.width, 0.0, inside),
    )
    width = sign.width + over.width + 0.04 * size
    box = around(parts, width)
    return Box(width, box.ascent + constant("radical_extra", size) / 2, box.descent, parts)

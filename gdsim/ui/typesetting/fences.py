"""Fences: parentheses, bars and floors that grow with what they hold."""

from __future__ import annotations

from gdsim.ui.typesetting.box import Box, Placed, around
from gdsim.ui.typesetting.glyphs import axis, taller
from gdsim.ui.typesetting.style import Style

_SHORT = 0.2
"""Parts of the size that a parenthesis may be too short by before the next larger one is taken."""


def fenced(inside: Box, style: Style, left: str = "(", right: str = ")") -> Box:
    """A box between two fences, centred on the axis of the formula."""
    middle = axis(style)
    reach = max(inside.ascent - middle, inside.descent + middle)
    parts, x = [], 0.0
    for sign in (left, None, right):
        if sign is None:
            parts.append(Placed(x, 0.0, inside))
            x += inside.width + min(inside.lean, 0.1 * style.size)
        elif sign:
            fence = taller(sign, style, 2 * reach, 2 * _SHORT * style.size)
            parts.append(Placed(x, (fence.ascent - fence.descent) / 2 - middle, fence))
            x += fence.width
    return around(tuple(parts), x)

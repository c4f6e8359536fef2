"""Flow: boxes that fill line after line, as the words of a paragraph do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.row import row, space


@dataclass(frozen=True, eq=False)
class Piece:
    """A box that stays whole.

    Args:
        box: what is drawn.
        gap: pixels before it where it is not the first of a line.
    """

    box: Box
    gap: float


def flowed(pieces: Sequence[Piece], width: float, indent: float = 0.0) -> list[Box]:
    """The lines that pieces fill.

    Args:
        pieces: in reading order.
        width: of a line, in pixels; a piece that is wider has a line of its own.
        indent: of every line after the first.
    """
    lines: list[list[Box]] = []
    x = 0.0
    for piece in pieces:
        if lines and x + piece.gap + piece.box.width <= width:
            lines[-1] += [space(piece.gap), piece.box]
            x += piece.gap + piece.box.width
        else:
            lead = indent if lines else 0.0
            lines.append([space(lead), piece.box])
            x = lead + piece.box.width
    return [row(line) for line in lines]

"""Links: numbers inside a typeset formula that can be pointed at, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from gdsim.ui.typesetting.box import Box, Placed


@dataclass(frozen=True, eq=False)
class Link(Box):
    """A box that stands for a number of the trace."""

    label: str = ""


def link(box: Box, label: str) -> Link:
    """The box, to be found again by its label; in parentheses or behind a drawn-out minus it is still the same."""
    negated = None if box.negated is None else link(box.negated, label)
    parts = (Placed(0.0, 0.0, box),)
    return Link(box.width, box.ascent, box.descent, parts, figure=box.figure, negated=negated, label=label)


def links_in(box: Box, x: float, baseline: float) -> Iterator[tuple[str, QRectF]]:
    """Every link of a box that is drawn at a place, with the rectangle it takes."""
    if isinstance(box, Link):
        yield box.label, QRectF(x, baseline - box.ascent, box.width, box.height)
        return
    for part in box.parts:
        yield from links_in(part.box, x + part.x, baseline + part.y)

"""Box: a typeset piece with its size, frozen, that can be drawn anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter


@dataclass(frozen=True)
class Placed:
    """A box inside another: its left end and its baseline, from those of the outer one, y downwards."""

    x: float
    y: float
    box: Box


@dataclass(frozen=True, eq=False)
class Box:
    """Anything typeset.

    Args:
        width: pixels from its left end to where the next box begins.
        ascent: pixels above the baseline.
        descent: pixels below it.
        parts: the boxes that it is made of.
        lean: how far its top leans out to the right, so that a superscript stands clear of it.
        top: where an accent belongs, from the left; None for the middle.
        figure: True where it begins with a figure, before which a product needs its dot.
        text: its own letters, for who looks for what is drawn; "" for a box of boxes.
        negated: of a negative number, the same without its sign; None for all else.
    """

    width: float
    ascent: float
    descent: float
    parts: tuple[Placed, ...] = ()
    lean: float = 0.0
    top: float | None = None
    figure: bool = False
    negated: Box | None = None
    text: str = ""

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.ascent + self.descent

    @property
    def spelled(self) -> str:
        """All its letters, in the order in which they are drawn."""
        return self.text + "".join(part.box.spelled for part in self.parts)

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draws it and all that it is made of."""
        self.paint(painter, x, baseline)
        for part in self.parts:
            part.box.draw(painter, x + part.x, baseline + part.y)

    def paint(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draws its own ink; a box of boxes has none."""


def around(
    parts: tuple[Placed, ...], width: float | None = None, **also: float | bool | str | Box | None
) -> Box:
    """The box that holds some boxes."""
    return Box(
        max((part.x + part.box.width for part in parts), default=0.0) if width is None else width,
        max((part.box.ascent - part.y for part in parts), default=0.0),
        max((part.box.descent + part.y for part in parts), default=0.0),
        parts,
        **also,  # type: ignore[arg-type]
    )

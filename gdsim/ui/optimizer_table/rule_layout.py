"""Rule layout: where the lines of the rule go, direction on the left and size on the right where there is room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from gdsim.insight.rule_lines import Part, RuleLine
from gdsim.ui.typesetting.box import Box

GUTTER = 9.0
"""Between the rooms of the two columns."""
INDENT = 9.0
"""Left of what a line says, inside its room, for the bar of the one at the cursor."""
_BESIDE = 8.0
_ABOVE = 4.0
_UNDER = 4.0
_LEADING = 5.0
_ROOM = 7.0
_NEARLY = 10.0


@dataclass(frozen=True, eq=False)
class Item:
    """One line, typeset.

    Args:
        one: the line.
        symbols: in symbols.
        equals: the sign between the two, where they stand side by side.
        numbers: in numbers, or None.
        result: its result, in bold; where things stand does not depend on whether it is computed.
        known: False where it is not computed yet: then only the symbols are drawn, and ``not_yet``.
        not_yet: the words for that.
    """

    one: RuleLine
    symbols: Box
    equals: Box
    numbers: Box | None
    result: Box
    known: bool
    not_yet: Box

    def one_line(self, width: float) -> bool:
        """True where symbols, numbers and result stand side by side."""
        if self.numbers is None:
            return True
        beside = self.equals.width + self.numbers.width
        return self.symbols.width + beside + self.result.width + _BESIDE + INDENT <= width

    def least(self) -> float:
        """The width below which it has to be scaled."""
        below = self.numbers.width if self.numbers is not None else 0.0
        return INDENT + max(self.symbols.width + _BESIDE + self.result.width, below)


@dataclass(frozen=True, eq=False)
class Laid:
    """An item in its place; baselines and rectangles from the top left of the sheet, before scaling."""

    item: Item
    room: QRectF
    baseline: float
    numbers_at: tuple[float, float] | None
    """Left end and baseline of the numbers."""

    def moved(self, down: float) -> Laid:
        """The same further down."""
        at = self.numbers_at
        return Laid(
            self.item,
            self.room.adjusted(0.0, 0.0, 0.0, down),
            self.baseline + down,
            None if at is None else (at[0], at[1] + down),
        )

    def with_numbers_at(self, baseline: float) -> Laid:
        """The same with its numbers on another baseline."""
        assert self.numbers_at is not None
        room = self.room.adjusted(0.0, 0.0, 0.0, baseline - self.numbers_at[1])
        return Laid(self.item, room, self.baseline, (self.numbers_at[0], baseline))


@dataclass(frozen=True, eq=False)
class Sheet:
    """All lines in their places.

    Args:
        laid: from top to bottom.
        parting: the rules between columns and below them, as thin rectangles.
        height: of all, in pixels after scaling.
        scale: 1, or less where even one line is wider than the room.
        width: after scaling; wider than the room where scaling down that far could not be read.
    """

    laid: tuple[Laid, ...]
    parting: tuple[QRectF, ...]
    height: float
    scale: float
    width: float


_PAIRED = (Part.DIRECTION, Part.SIZE)
_A_LITTLE = (1.0, 0.96, 0.92, 0.88)
"""Scales at which nothing is lost for the eye; of those with the fewest lines the largest is taken."""
SMALLEST = 0.72
"""How far a line that is too wide is scaled down before it has to be scrolled."""


def sheet(items: Iterable[Item], width: float) -> Sheet:
    """Lay the lines out for a width in pixels."""
    items = tuple(items)
    widest = max((item.least() for item in items), default=0.0)
    scale = max(SMALLEST, min(1.0, width / widest)) if widest else 1.0
    # A little smaller, direction and size often stand side by side, and numbers beside their symbols.
    tried = [_scaled(items, width, min(scale, smaller), widest) for smaller in _A_LITTLE]
    return min(tried, key=lambda one: (round(one.height / one.scale), -one.scale))


def _scaled(items: tuple[Item, ...], width: float, scale: float, widest: float) -> Sheet:
    """The lines at one scale."""
    room = max(width / scale, widest)
    laid: list[Laid] = []
    parting: list[QRectF] = []
    y = 0.0
    for group in _grouped(items, (room - GUTTER) / 2):
        if group.part is Part.MOVE and laid and laid[-1].item.one.part is not Part.MOVE:
            parting.append(QRectF(INDENT, y + 1.0, room - INDENT, 1.0))
            y += 6.0
        if len(group.columns) == 1:
            for item in group.columns[0]:
                laid.append(_laid(item, 0.0, y, room))
                y = laid[-1].room.bottom()
            continue
        half, start = (room - GUTTER) / 2, y
        for row_items in zip(*group.padded, strict=True):
            beside = all(item.one_line(half) for item in row_items if item is not None)
            both = [
                _laid(item, side * (half + GUTTER), y, half, beside)
                for side, item in enumerate(row_items)
                if item is not None
            ]
            both = _levelled(both)
            laid += both
            y = max(one.room.bottom() for one in both)
        parting.append(QRectF(half + (GUTTER + INDENT) / 2, start + 4.0, 1.0, y - start - 6.0))
    return Sheet(tuple(laid), tuple(parting), y * scale, scale, room * scale)


@dataclass(frozen=True, eq=False)
class _Group:
    part: Part
    columns: tuple[tuple[Item, ...], ...]

    @property
    def padded(self) -> tuple[tuple[Item | None, ...], ...]:
        longest = max(map(len, self.columns))
        return tuple((*column, *(None,) * (longest - len(column))) for column in self.columns)


def _grouped(items: tuple[Item, ...], half: float) -> list[_Group]:
    """Lines before the rule; then direction beside size, broken where a line needs the whole width; then the move."""
    groups: list[_Group] = []
    waiting: list[Item] = []

    def end() -> None:
        left = tuple(item for item in waiting if item.one.part is Part.DIRECTION)
        right = tuple(item for item in waiting if item.one.part is Part.SIZE)
        columns = (left, right) if left and right else (tuple(waiting),)
        if waiting:
            groups.append(_Group(Part.DIRECTION, columns))
        waiting.clear()

    for item in items:
        if item.one.part in _PAIRED and item.least() <= half:
            waiting.append(item)
            continue
        # A setting of this update comes before the columns, wherever its line stands among theirs.
        if item.one.part is not Part.BEFORE or {one.one.line.writes for one in waiting} & {
            *item.one.line.reads
        }:
            end()
        groups.append(_Group(item.one.part, ((item,),)))
    end()
    return groups


def _levelled(both: list[Laid]) -> list[Laid]:
    """Side by side, symbols stand on one baseline, and so do the numbers below them."""
    down = max(one.baseline for one in both)
    both = [one.moved(down - one.baseline) for one in both]
    below = [
        one.numbers_at[1] for one in both if one.numbers_at is not None and one.numbers_at[1] > one.baseline
    ]
    if len(below) < 2 or max(below) - min(below) > _NEARLY:
        return both
    return [one.with_numbers_at(max(below)) for one in both]


def _laid(item: Item, x: float, y: float, width: float, beside: bool = True) -> Laid:
    """An item at a place; with ``beside`` its numbers stand beside the symbols where they fit."""
    ascent = max(item.symbols.ascent, item.result.ascent)
    descent = max(item.symbols.descent, item.result.descent)
    numbers = item.numbers
    if numbers is None:
        baseline = y + _ABOVE + ascent
        return Laid(item, QRectF(x, y, width, _ABOVE + ascent + descent + _ROOM), baseline, None)
    if beside and item.one_line(width):
        ascent, descent = max(ascent, numbers.ascent), max(descent, numbers.descent)
        baseline = y + _ABOVE + ascent
        at = x + INDENT + item.symbols.width + item.equals.width, baseline
        return Laid(item, QRectF(x, y, width, _ABOVE + ascent + descent + _ROOM), baseline, at)
    baseline = y + _ABOVE + ascent
    below = baseline + descent + _LEADING + numbers.ascent
    bottom = below + numbers.descent + _UNDER + _ROOM / 2
    return Laid(item, QRectF(x, y, width, bottom - y), baseline, (x + INDENT, below))

"""Rows: an origin laid out in three columns, formula, value and numbers; in two lines where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from gdsim.core.readings.digits import fine
from gdsim.insight.expansion import Terms
from gdsim.insight.gradient_check import GradientCheck
from gdsim.insight.origin import Origin, Row
from gdsim.ui.inspector import writing
from gdsim.ui.inspector.links import link, links_in
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.text import number_box, text_box

NOT_YET = "not computed yet"
NARROW = 400
"""Below this width the numbers of a row stand under it."""
LINE, SECOND, STRIP, GAP = 20.5, 18.0, 46.0, 10.0
"""Heights in pixels of a row, of its second line and of the strip of bars; room between columns."""
BASE = 14.0
"""The baseline of a row from its top."""
LOWEST = 26.0
"""Height of the strip where there is little room."""
VALUE, INDENT = 74.0, 28.0


@dataclass(frozen=True, eq=False)
class Piece:
    """A box in its place."""

    box: Box
    x: float
    baseline: float


@dataclass(frozen=True, eq=False)
class Layout:
    """What the sheet paints.

    Args:
        pieces: all boxes.
        links: what can be pointed at, from top to bottom, label and rectangle.
        strip: where the bars of the terms are, or None.
        rules: heights at which a line is drawn across.
        height: of all of it.
    """

    pieces: tuple[Piece, ...]
    links: tuple[tuple[str, QRectF], ...]
    strip: QRectF | None
    terms: Terms | None
    rules: tuple[float, ...]
    height: float


def laid(found: Origin, check: GradientCheck | str, width: float, room: float) -> Layout:
    """An origin in its places.

    Args:
        found: what is told.
        check: the gradient check, why there is none, or an empty text where nothing is to be said of it.
        width: pixels from left to right.
        room: pixels from top to bottom; where the rows need more the bars are lower.
    """
    sheet = _Sheet(width)
    summed = any(told.part for told in found.rows)
    for number, told in enumerate(found.rows):
        # The terms of the first row's sum stand under it one by one.
        sheet.row(told, found.label, numbers=number > 0 or not summed)
        if told.terms is not None and told.value is not None and len(told.terms.values) > 1:
            sheet.bars(told.terms)
    if check:
        sheet.check(check)
    layout = sheet.made()
    return layout if layout.height <= room else _lowered(layout, min(layout.height - room, STRIP - LOWEST))


def _lowered(layout: Layout, by: float) -> Layout:
    """The same with bars so much lower, and what is below them so much higher."""
    strip = layout.strip
    if strip is None:
        return layout
    end = strip.bottom()
    return replace(
        layout,
        pieces=tuple(
            replace(piece, baseline=piece.baseline - by) if piece.baseline > end else piece
            for piece in layout.pieces
        ),
        links=tuple(
            (label, rect.translated(0, -by) if rect.bottom() > end else rect) for label, rect in layout.links
        ),
        strip=strip.adjusted(0, 0, 0, -by),
        rules=tuple(y - by if y > end else y for y in layout.rules),
        height=layout.height - by,
    )


class _Sheet:
    """Takes rows one under the other."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = 0.0
        self.narrow = width < NARROW
        self.end = width - 3 if self.narrow else round(0.585 * width)
        """Right end of the values."""
        self._pieces: list[Piece] = []
        self._links: list[tuple[str, QRectF]] = []
        self._rules: list[float] = []
        self._strip: QRectF | None = None
        self._terms: Terms | None = None

    def row(self, told: Row, asked: str, numbers: bool) -> None:
        """One row of the origin."""
        value = self._value(told, asked)
        room = self.end - max(value.width, VALUE if told.value is not None else 0.0) - GAP
        boxes = self._last_column(told) if numbers else []
        form, fits = self._form(told, room)
        self._put(form, 0.0, self.y + BASE)
        if not fits:
            # The formula has a line for itself; its value and numbers share the next.
            self.y += LINE - 1
        self._put(value, self.end - value.width, self.y + BASE)
        if not fits:
            boxes = list(boxes)
        before = None if fits else next((box for box in boxes if box.width <= room - INDENT / 2), None)
        if before is not None:
            self._put(before, INDENT / 2, self.y + BASE)
        elif not self._third(boxes, told.part) and numbers:
            lines = list(writing.number_lines(told))
            if any(box.width > self.width - INDENT / 2 for box in lines):
                lines = list(writing.factor_lines(told))
            for box in lines:
                self._put(box, INDENT / 2, self.y + BASE + SECOND)
                self.y += SECOND
        self.y += LINE

    def _form(self, told: Row, room: float) -> tuple[Box, bool]:
        """The fullest form of the formula that fits beside its value; else one that fits in a line of its own."""
        wide = None
        for form in writing.made_boxes(told):
            if form.width <= room:
                return form, True
            if wide is None and form.width <= self.width:
                wide = form
        name = writing.row_name(told)
        return (name, True) if wide is None else (wide, False)

    def bars(self, terms: Terms) -> None:
        """Room for the strip."""
        self._strip = QRectF(0.0, self.y, self.width, STRIP)
        self._terms = terms
        self.y += STRIP + 3

    def check(self, check: GradientCheck | str) -> None:
        """The finite difference below a line."""
        self._rules.append(self.y + 2)
        self.y += 6
        baseline = self.y + BASE
        muted = writing.style("muted")
        if isinstance(check, str):
            self._put(writing.elided(check, muted, self.width), 0.0, baseline)
            self.y += LINE
            return
        value = number_box(fine(check.slope), writing.style("text", bold=True))
        room = self.end - max(value.width, VALUE) - GAP
        texts = ("Check by finite differences", "Finite differences", "")
        words = next(box for text in texts if (box := text_box(text, muted)).width <= room or not text)
        self._put(words, 0.0, baseline)
        self._put(value, self.end - value.width, baseline)
        self._third(_verdict(check, self._rest), False)
        self.y += LINE

    def made(self) -> Layout:
        """Everything, with its links."""
        return Layout(
            tuple(self._pieces),
            tuple(self._links),
            self._strip,
            self._terms,
            tuple(self._rules),
            self.y,
        )

    @property
    def _rest(self) -> float:
        """Room of the last column."""
        return self.width - INDENT / 2 if self.narrow else self.width - self.end - GAP - 6

    def _value(self, told: Row, asked: str) -> Box:
        if told.value is None:
            return text_box(NOT_YET, writing.style("muted"))
        box = writing.value_box(told)
        own = told.label == asked or told.sample is not None or told.part
        return box if own else link(box, told.label)

    def _last_column(self, told: Row) -> Iterable[Box]:
        if told.words:
            role = "action" if told.terms is not None and told.value is not None else "muted"
            set_in = writing.style(role, tokens().type.small)
            words = [
                text_box(text, set_in) for text in (told.words, told.words.removesuffix(" of the batch"))
            ]
            return [*words, writing.elided(told.words, set_in, self.width - INDENT)]
        return writing.numbers_boxes(told)

    def _third(self, boxes: Iterable[Box], part: bool) -> bool:
        """The last column beside the value, or under it where it is narrow; False where nothing of it fits."""
        baseline = self.y + BASE
        indent = INDENT if part else INDENT / 2
        below = None
        for box in boxes:
            if box.width <= self._rest and not self.narrow:
                self._put(box, self.end + GAP + 6, baseline)
                return True
            if below is None and box.width <= self.width - indent:
                below = box
                if self.narrow:
                    break
        if below is not None:
            self._put(below, indent, baseline + SECOND)
            self.y += SECOND
        return below is not None

    def _put(self, box: Box, x: float, baseline: float) -> None:
        self._pieces.append(Piece(box, x, baseline))
        self._links += links_in(box, x, baseline)


def _verdict(check: GradientCheck, room: float) -> list[Box]:
    if check.agrees:
        good = writing.style("action", bold=True)
        if check.apart == 0.0:
            return [text_box("✓ agrees exactly", good)]
        power = writing.power_box(check.apart, good)
        return [row([text_box("✓ agrees to ", good), power]), row([text_box("✓ ", good), power])]
    bad = writing.style("warning")
    return [text_box(f"differs: {check.reason}", bad), writing.elided(check.reason, bad, room)]

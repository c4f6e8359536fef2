"""Formula: the tree of a line as a textbook prints it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose, names
from gdsim.core.readings.digits import MINUS
from gdsim.core.readings.python import STRENGTH, binds, number, strength
from gdsim.core.symbols import LEARNING_RATE, layer_of
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.calls import call_box, choice_boxes, figure, reduction_box, sign
from gdsim.ui.typesetting.fences import fenced
from gdsim.ui.typesetting.fraction import Fraction, fraction
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.scripts import Scripted, raised, scripted
from gdsim.ui.typesetting.style import Style

Write = Callable[[str, Style], Box]

RATES = (LEARNING_RATE.key, "rate")
_SIGNS = {"-": "−", "==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
_TIGHT, _THIN, _MEDIUM = 0.06, 0.167, 0.25
"""Room in a product, beside a dot and beside a plus, in parts of the size."""


def formula_box(tree: Formula, style: Style, write: Write | None = None, inline: bool = False) -> Box:
    """A formula typeset.

    Args:
        tree: what to set.
        style: its size and colour; with ``numeric`` figures and signs are those of the numbers beside it.
        write: how a name is set, for instance its number as a :func:`number_box`; the structure stays the same,
            and a negative number is put in parentheses where it needs them.
        inline: fractions with a slash, as in a line of running text.
    """
    if inline:
        style = style.inlined()
    if write is None:
        return _kept(tree, style)
    return _Setter(write).box(tree, 0, style, True)


def formula_terms(tree: Formula, style: Style, write: Write | None = None) -> list[Box]:
    """The terms of a formula, each with the sign before it: where a line may break.

    In a row with the room of :func:`sign_room` between them they are what :func:`formula_box` gives.
    """
    return _Setter(write or name_box).terms(tree, style, True)


def sign_room(style: Style) -> float:
    """Room beside a plus, a minus and an equals sign."""
    return (_THIN if style.level else _MEDIUM) * style.size


@lru_cache(maxsize=1024)
def _kept(tree: Formula, style: Style) -> Box:
    return _Setter(name_box).box(tree, 0, style, True)


class _Setter:
    """Sets the parts of one formula, each knowing how strongly it must bind and whether something stands before it."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def box(self, part: Formula, least: int, style: Style, first: bool) -> Box:
        """A part.

        Args:
            least: how strongly it has to bind to go without parentheses.
            first: nothing stands before it, so that a minus sign needs no parentheses.
        """
        bar = isinstance(part, Binary) and part.operator == "/" and not style.inline and least <= 4
        # In a line of text a choice reaches as far as its words: "mean of (a if b, else c)".
        choice = style.inline and isinstance(part, Call) and part.function == "where" and least > 0
        if choice or (_binding(part) < least and not bar):
            return fenced(self._set(part, style, True), style)
        box = self._set(part, style, first)
        if box.negated is not None and (not first or least > STRENGTH["*"] + 1):
            return fenced(box, style)
        return box

    def _set(self, part: Formula, style: Style, first: bool) -> Box:
        match part:
            case Number(value):
                return literal(value, style)
            case Name(name):
                return self._write(name, style)
            case Negative(operand):
                inner = self._signed(operand, style)
                box = row([sign(MINUS, style), space(0.04 * style.size), inner])
                return box if first else fenced(box, style)
            case Transpose(operand):
                return raised(self.box(operand, 9, style, True), style, glyphs("T", style.smaller()))
            case Call(function, arguments):
                return call_box(function, arguments, style, self._inside)
            case Binary("/", left, right):
                return self._quotient(left, right, style, first)
            case Binary("**", left, right):
                return self._power(left, right, style)
            case Binary("*" | "@" as operator, left, right):
                return self._product(operator, left, right, style, first)
            case Binary("+" | "-"):
                return row(self.terms(part, style, first), sign_room(style))
            case Binary(operator, left, right):
                least = STRENGTH[operator]
                boxes = [self.box(left, least, style, first), self.box(right, least + 1, style, False)]
                return _joined(boxes, operator, style)
        raise TypeError(part)

    def _signed(self, part: Formula, style: Style) -> Box:
        """A part behind a sign: a Σ goes without parentheses there, for nothing multiplies it."""
        return self.box(part, 3 if strength(part) < 3 else 0, style, False)

    def _inside(self, part: Formula, least: int, style: Style) -> Box:
        """A part within fences, under a root or above a letter: nothing stands before it."""
        return self.box(part, least, style, least < STRENGTH["*"])

    def terms(self, part: Formula, style: Style, first: bool) -> list[Box]:
        """The terms of a sum from left to right, each with the sign before it; of one term, its own parts."""
        if not (isinstance(part, Binary) and part.operator in ("+", "-")):
            return self._parts(part, style) if style.inline else [self.box(part, 0, style, first)]
        left = part.left
        summed = isinstance(left, Binary) and left.operator in ("+", "-")
        before = self.terms(left, style, first) if summed else [self.box(left, 2, style, first)]
        operator, term = part.operator, self._signed
        leading = _leading(part.right)
        if operator == "+" and isinstance(leading, Name):
            found = self._write(leading.name, style)
            if found.negated is not None:
                # a + (−2)·3 is read more easily as a − 2·3.
                operator, term = "-", _Setter(_once(leading.name, found.negated, self._write))._signed
        shown = sign(_SIGNS.get(operator, operator), style)
        return [*before, row([shown, term(part.right, style)], sign_room(style))]

    def _parts(self, part: Formula, style: Style) -> list[Box]:
        """Where a term may break: within what a Σ or a mean takes in, and before the words of a choice."""
        match part:
            case Call("where", arguments):
                return choice_boxes(arguments, style, self._inside)
            case Call(function, (argument,)) if function.startswith(("sum", "mean")):
                inner = self.terms(argument, style, True)
                if len(inner) > 1:
                    left, right = glyphs("(", style), glyphs(")", style)
                    first = row([reduction_box(function, style), row([left, inner[0]])], _THIN * style.size)
                    return [first, *inner[1:-1], row([inner[-1], right])]
        return [self.box(part, 0, style, True)]

    def _quotient(self, left: Formula, right: Formula, style: Style, first: bool) -> Box:
        negative, size = _lifted(left)
        if negative:
            return self._set(Negative(Binary("/", size, right)), style, first)
        match left:
            case Binary("*", rate, rest) if getattr(_leading(rate), "name", "") in RATES:
                # α · m/√v shows the rate and the direction, which α m/√v does not.
                if not style.inline:
                    return self._product("*", rate, Binary("/", rest, right), style, first)
                above = self._dotted(self.box(rate, 3, style, first), self.box(rest, 4, style, False), style)
                return self._slash(above, right, style)
        if not style.inline:
            inner = style.inlined()
            return fraction(self.box(left, 0, inner, True), self.box(right, 0, inner, True), style)
        return self._slash(self.box(left, 3, style, first), right, style)

    def _slash(self, above: Box, right: Formula, style: Style) -> Box:
        return row([above, figure("/", style), self.box(right, 4, style, False)], _TIGHT * style.size)

    def _power(self, left: Formula, right: Formula, style: Style) -> Box:
        base = self.box(left, 6, style, False)
        power = self.box(right, 0, style.smaller(), True)
        if isinstance(base, Scripted):
            # No layer may read as a power.
            if base.above is not None:
                return scripted(fenced(base, style), style, power)
            return raised(base, style, power)
        return scripted(base, style, power)

    def _product(self, operator: str, left: Formula, right: Formula, style: Style, first: bool) -> Box:
        before, after = self.box(left, 3, style, first), self.box(right, 4, style, False)
        if operator == "*" and _holds_layer(left) and _holds_layer(right):
            return row([before, sign("⊙", style), after], _THIN * style.size)
        tall = isinstance(before, Fraction) or isinstance(after, Fraction)
        quotient = isinstance(left, Binary) and left.operator == "/"
        if operator == "*" and (style.numeric or after.figure or tall or quotient):
            return self._dotted(before, after, style)
        return row([before, after], _THIN * style.size + min(before.lean, 0.1 * style.size))

    @staticmethod
    def _dotted(before: Box, after: Box, style: Style) -> Box:
        return row([before, sign("·", style), after], _THIN * style.size)


def literal(value: float, style: Style) -> Box:
    """A number as the formula has it, with a power of ten where its text has an exponent."""
    mantissa, _, exponent = number(abs(value)).partition("e")
    box = figure(mantissa, style)
    if exponent:
        ten = scripted(
            figure("10", style), style, figure(str(int(exponent)).replace("-", MINUS), style.smaller())
        )
        box = ten if mantissa == "1" else row([box, figure("·", style), ten], _TIGHT * style.size)
    box = row([box])
    return row([figure(MINUS, style), box]) if value < 0 else box


def _joined(boxes: list[Box], operator: str, style: Style) -> Box:
    return row([boxes[0], sign(_SIGNS.get(operator, operator), style), boxes[1]], sign_room(style))


def _binding(part: Formula) -> int:
    """How strongly a part binds, where a Σ at its end reaches as far as a product goes on."""
    last = part
    while True:
        match last:
            case Negative(operand) | Binary("*" | "@", _, operand):
                last = operand
            case _:
                break
    return min(strength(part), 2) if binds(last) == 2 and isinstance(last, Call) else strength(part)


def _lifted(part: Formula) -> tuple[bool, Formula]:
    """Whether a product begins with a minus, and the product without it."""
    match part:
        case Negative(operand):
            return True, operand
        case Binary("*" | "@" | "/" as operator, left, right):
            negative, rest = _lifted(left)
            return negative, Binary(operator, rest, right)
    return False, part


def _leading(part: Formula) -> Formula:
    """What a product or quotient begins with."""
    while isinstance(part, Binary) and part.operator in ("*", "@", "/"):
        part = part.left
    return part


def _once(name: str, box: Box, write: Write) -> Write:
    """Sets one name once as a given box, and everything after it as before."""
    left = [box]

    def written(other: str, style: Style) -> Box:
        return left.pop() if left and other == name else write(other, style)

    return written


def _holds_layer(part: Formula) -> bool:
    return any(layer_of(name) is not None for name in names(part))

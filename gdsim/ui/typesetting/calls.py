"""Calls: each function of the grammar in the form that a textbook gives it."""

from __future__ import annotations

from collections.abc import Callable

from gdsim.core.formula import Formula
from gdsim.ui.typesetting.box import Box, Placed, around
from gdsim.ui.typesetting.face import constant
from gdsim.ui.typesetting.fences import fenced
from gdsim.ui.typesetting.glyphs import axis, glyphs, italic, taller
from gdsim.ui.typesetting.markup import upright
from gdsim.ui.typesetting.root import root
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.scripts import scripted
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box

Set = Callable[[Formula, int, Style], Box]
"""Sets a part of the formula that has to bind at least so strongly, in a style."""

_FENCES = {"abs": ("|", "|"), "norm": ("‖", "‖"), "floor": ("⌊", "⌋"), "concatenate": ("(", ")")}
_WORDS = {"log": "ln", "maximum": "max", "minimum": "min", "log1p": "ln"}
_LETTERS = {"sigmoid": "σ"}
LONGEST_LIST = 6


def call_box(function: str, arguments: tuple[Formula, ...], style: Style, set_part: Set) -> Box:
    """A function and its arguments."""
    if function in ("exp", "expm1"):
        power = set_part(arguments[0], 0, style.smaller())
        box = scripted(glyphs(italic("e"), style), style, power)
        if function == "exp":
            return box
        gap = space(0.24 * style.size)
        return fenced(row([box, gap, sign("−", style), gap, figure("1", style)]), style)
    if function == "sqrt":
        return root(set_part(arguments[0], 0, style), style)
    if function == "where":
        return _cases(arguments, style, set_part)
    if function == "columns":
        return scripted(
            set_part(arguments[0], 9, style), style, None, set_part(arguments[1], 0, style.smaller())
        )
    if function == "log_sum_exp":
        power = scripted(glyphs(italic("e"), style), style, set_part(arguments[0], 0, style.smaller()))
        return row([upright("ln", style), _large("∑", "units", style), power], 0.16 * style.size)
    if function.startswith(("sum", "mean")):
        return row([reduction_box(function, style), set_part(arguments[0], 3, style)], 0.16 * style.size)
    inside = _listed([set_part(argument, 0, style) for argument in arguments], style)
    if function == "log1p":
        gap = space(0.24 * style.size)
        inside = row([figure("1", style), gap, sign("+", style), gap, inside])
    if function in _FENCES:
        return fenced(inside, style, *_FENCES[function])
    if function in _LETTERS:
        return row([glyphs(italic(_LETTERS[function]), style), fenced(inside, style)], 0.02 * style.size)
    return row([upright(_WORDS.get(function, function.replace("_", " ")), style), fenced(inside, style)])


def reduction_box(function: str, style: Style) -> Box:
    """The Σ or the word of a function that sums or takes a mean, with what it runs over."""
    what, _, over = function.partition("_")
    return _large("∑" if what == "sum" else "mean", over, style)


def choice_boxes(arguments: tuple[Formula, ...], style: Style, set_part: Set) -> list[Box]:
    """``where`` in a line of text, in three parts: "a", "if b," and "else c"."""
    condition, one, other = arguments
    gap = 0.26 * style.size
    comma = row([set_part(condition, 0, style), glyphs(",", style)])
    return [
        set_part(one, 0, style),
        row([upright("if", style), comma], gap),
        row([upright("else", style), set_part(other, 0, style)], gap),
    ]


def figure(text: str, style: Style) -> Box:
    """A figure in the face of the formula's figures."""
    return text_box(text, style) if style.numeric else glyphs(text, style)


def sign(text: str, style: Style) -> Box:
    """An operator; it is as thick as the figures round it."""
    return text_box(text, style) if style.numeric else glyphs(text, style)


def _listed(boxes: list[Box], style: Style) -> Box:
    if len(boxes) > LONGEST_LIST:
        boxes = [*boxes[:2], glyphs("…", style), boxes[-1]]
    gap = space(0.2 * style.size)
    parts = [part for box in boxes for part in (box, glyphs(",", style), gap)]
    return row(parts[:-2])


def _large(what: str, over: str, style: Style) -> Box:
    """A Σ or a word with what it runs over in small letters: below, or in a line of text as an index."""
    word = len(what) > 1
    small = upright(over, style.smaller()) if over else None
    if style.inline or (word and small is None):
        core = upright(what, style) if word else glyphs("Σ" if style.level else what, style)
        return core if small is None else scripted(core, style, None, small)
    core = upright(what, style) if word else taller(what, style, 1.3 * style.size)
    drop = 0.0 if word else (core.ascent - core.descent) / 2 - axis(style)
    if small is None:
        return around((Placed(0.0, drop, core),))
    down = core.descent + drop + small.ascent + constant("lower_limit_gap", style.size)
    wide = max(core.width, small.width)
    parts = (
        Placed((wide - core.width) / 2, drop, core),
        Placed((wide - small.width) / 2, down, small),
    )
    return around(parts, wide)


def _cases(arguments: tuple[Formula, ...], style: Style, set_part: Set) -> Box:
    """``where`` as cases behind a brace; in a line of text as "a if b, else c"."""
    condition, one, other = arguments
    gap = space(0.26 * style.size)
    if style.inline:
        return row(choice_boxes(arguments, style, set_part), gap.width)
    inner = style.inlined()
    values = [set_part(one, 0, inner), set_part(other, 0, inner)]
    notes = [row([upright("if", inner), gap, set_part(condition, 0, inner)]), upright("else", inner)]
    column = max(value.width for value in values) + 0.9 * style.size
    lead = 0.22 * style.size
    upper = max(values[0].descent, notes[0].descent)
    lower = max(values[1].ascent, notes[1].ascent)
    middle = axis(style)
    up, down = upper + lead + middle, lower + lead - middle
    parts = tuple(
        Placed(x, y, box)
        for y, pair in ((-up, (values[0], notes[0])), (down, (values[1], notes[1])))
        for x, box in zip((0.0, column), pair, strict=True)
    )
    box = around(parts)
    return fenced(row([space(0.1 * style.size), box]), style, "{", "")

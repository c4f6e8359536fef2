"""Writing: names, formulas, numbers and titles of the inspector as typeset boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from PySide6.QtGui import QColor

from gdsim.core.formula import Call, Formula
from gdsim.core.formula import terms as terms_of
from gdsim.core.readings.digits import fine, in_full, short
from gdsim.core.symbols import is_kept
from gdsim.insight.expansion import Expansion, Factor
from gdsim.insight.labels import drawn_name
from gdsim.insight.long_sum import left_out
from gdsim.insight.origin import Row
from gdsim.ui import theme
from gdsim.ui.inspector.links import link
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.fences import fenced
from gdsim.ui.typesetting.formula import formula_box, literal
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.markup import markup_box
from gdsim.ui.typesetting.name import markup, name_box
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.scripts import scripted
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box

MANY = 6
"""So many factors may be written in one line in full; of more only the shortest form is tried."""
_GRADIENT = re.compile(r"(d[Wb]\d|delta\d|da\d|g(_\w+)?\b)")
_SIGNED = re.compile(r"([azWb]\d|theta|step|x\b|m)")


def style(role: str, size: float | None = None, bold: bool = False) -> Style:
    """How something of a role is set in the theme in force; inline, so that every row keeps its height."""
    return _style(theme.current().colour(role).rgba(), size or tokens().type.body, bold)


@lru_cache(maxsize=64)
def _style(colour: int, size: float, bold: bool) -> Style:
    return Style(size, QColor.fromRgba(colour), bold=bold, inline=True)


def formula_style() -> Style:
    """How the formulas of the left column are set."""
    return style("text", tokens().type.formula_inline)


def tone(label: str, value: float) -> str:
    """The role of a number's colour: gradients have their own, what can have either sign that of its sign."""
    name = drawn_name(label)
    if _GRADIENT.match(name):
        return "gradient"
    if _SIGNED.match(name) and value != 0:
        return "positive" if value > 0 else "negative"
    return "text"


def value_box(told: Row) -> Box:
    """The number of a row; of a setting as its field shows it."""
    label, value = told.label, told.value
    assert value is not None
    if told.words.endswith("setting"):
        return number_box(in_full(value), style("text", bold=True))
    whole = value.is_integer() and not _GRADIENT.match(label) and not _SIGNED.match(label)
    return number_box(short(value, 0) if whole else fine(value), style(tone(label, value), bold=True))


def label_box(label: str, set_in: Style, sample: int | None = None) -> Box:
    """A label as a textbook writes it; with a sample, that sample's share of it: ∂ℓ₉/∂W²₃₂."""
    name = drawn_name(label)
    if "_loss[" in name:
        alone = text_box(" of the loss", _style(set_in.colour.rgba(), tokens().type.small, False))
        return row([label_box(name.replace("_loss", ""), set_in, sample), alone])
    if label.startswith("theta_next["):
        new = text_box(" new", _style(set_in.colour.rgba(), tokens().type.body, False))
        return row([label_box(label.replace("_next", ""), set_in), new])
    if sample is None:
        return name_box(name, set_in)
    return _kept(markup(name).replace(r"\partial L", rf"\partial \ell_{{{sample + 1}}}"), set_in)


@lru_cache(maxsize=512)
def _kept(text: str, set_in: Style) -> Box:
    return markup_box(text, set_in)


def title_box(label: str, short: bool = False) -> Box:
    """Where does ∂L/∂W²₃₂ come from?"""
    words, name = style("text", tokens().type.title, True), style("text", tokens().type.title + 1.5)
    boxes = [label_box(label, name)]
    inside = re.fullmatch(r"(?!theta)\w+\[(\w+\[[\d,]+\])\]", label)
    if inside:
        boxes += [text_box(" of ", words), name_box(inside[1], name)]
    if short:
        boxes.append(text_box(": where from?", words))
    else:
        boxes = [text_box("Where does  ", words), *boxes, text_box("  come from?", words)]
    return row(boxes)


def made_boxes(told: Row) -> Iterator[Box]:
    """The left column of a row, the fullest form first; each is set when it is asked for."""
    set_in = formula_style()
    if told.part:
        yield _term_box(told, set_in)
        return
    name = row_name(told)
    made = told.made
    if made is None:
        yield name
        return
    arrow = is_kept(made.line.writes) and not told.label.startswith("theta")
    becomes = row([space(5.0), glyphs("←" if arrow else "=", set_in), space(5.0)])
    if told.terms is not None:
        over, alone = (text_box(told.terms.over + end, style("text")) for end in (" of ", ""))
        share = markup(drawn_name(told.label)).replace(r"\partial L", r"\partial \ell_{i}")
        share = r"\ell_{i}" if told.label == "L" else share
        yield row([name, becomes, over, _kept(share, set_in)])
        yield row([name, becomes, alone])
    else:
        for form in _forms(told, made, set_in):
            yield row([name, becomes, form])


def row_name(told: Row) -> Box:
    """The left column of a row where there is no room for its formula."""
    return label_box(told.label, formula_style(), told.sample)


def _forms(told: Row, made: Expansion, set_in: Style) -> Iterator[Box]:
    """The formula written out for the one number, then the line's own with the place under it."""
    assert made.formula is not None
    if made.scalar and len(made.factors) <= MANY:
        yield formula_box(made.formula, set_in, _name)
    whole = formula_box(made.line.tree, set_in, _name)
    places = _places(told.label)
    if places and told.sample is None:
        called = isinstance(made.line.tree, Call)
        whole = scripted(
            whole if called else fenced(whole, set_in), set_in, None, glyphs(places, set_in.smaller())
        )
    yield whole


def _term_box(told: Row, set_in: Style) -> Box:
    assert told.made is not None and told.made.formula is not None
    return row([space(14.0), formula_box(told.made.formula, set_in, _name)])


def _name(name: str, set_in: Style) -> Box:
    if left_out(name):
        return text_box(name, style("muted"))
    return label_box(name, set_in)


def _places(label: str) -> str:
    """The index of an entry as a subscript: ``3`` or ``32``."""
    match = re.fullmatch(r"\w+\[([\d,]+)\]", label)
    if match is None:
        return ""
    short = all(len(place) == 1 for place in match[1].split(","))
    return match[1].replace(",", "") if short else match[1]


def numbers_boxes(told: Row) -> Iterator[Box]:
    """The right column of a row: its formula with the numbers put in, from more decimals to fewer."""
    made = told.made
    if made is None or made.formula is None or told.value is None:
        return
    for decimals in (6, 5, 4, 3) if len(made.factors) <= MANY else (3,):
        if made.scalar:
            yield _numbers(made.formula, made.factors, decimals)
        else:
            yield _listed(list(made.factors.values()), decimals)


def number_lines(told: Row) -> Iterator[Box]:
    """A sum with its numbers, one term a line, for where they do not fit in one."""
    made = told.made
    if made is None or made.formula is None or told.value is None or not made.scalar:
        return
    for place, term in enumerate(terms_of(made.formula)):
        yield _numbers(term, made.factors, 5, "+" if place else "=")


def factor_lines(told: Row) -> Iterator[Box]:
    """Each factor with its number, one a line, for where not even a term fits."""
    factors = told.made.factors.values() if told.made is not None and told.value is not None else ()
    for factor in list(factors)[:MANY]:
        name = _name(factor.label, style("action", tokens().type.formula_inline))
        put = factor_box(factor, style("action").with_numbers(), 5)
        yield row([name, text_box(" = ", style("action")), put])


def _numbers(tree: Formula, factors: Mapping[str, Factor], decimals: int, sign: str = "=") -> Box:
    set_in = style("action").with_numbers()

    def put(name: str, inner: Style) -> Box:
        return factor_box(factors[name], inner, decimals)

    return row([text_box(f"{sign} ", set_in), formula_box(tree, set_in, put)])


def factor_box(factor: Factor, set_in: Style, decimals: int) -> Box:
    """A factor's number; a whole number and a setting as they are."""
    value = factor.value
    if value is None:
        return text_box("?", set_in)
    if left_out(factor.label):
        return number_box(fine(value, decimals).removeprefix("+"), set_in)
    if (value.is_integer() and abs(value) < 1e6) or factor.source.endswith("setting"):
        box = literal(value, set_in) if value >= 0 else number_box(fine(value, 0), set_in)
    else:
        box = number_box(fine(value, decimals).removeprefix("+"), set_in)
    return link(box, factor.label)


def _listed(factors: list[Factor], decimals: int) -> Box:
    """The numbers that a line reads as a whole: of z²₁ … z²₃."""
    set_in = style("action").with_numbers()
    boxes = [text_box("of ", style("muted"))]
    for place, factor in enumerate(factors[:6]):
        comma = [text_box(", ", set_in)] if place else []
        boxes += [*comma, factor_box(factor, set_in, decimals)]
    if len(factors) > 6:
        boxes.append(text_box(" …", set_in))
    return row(boxes)


def power_box(value: float, set_in: Style) -> Box:
    """A size to one digit, 3 × 10⁻¹¹."""
    mantissa, exponent = f"{value:.0e}".split("e")
    small = set_in.smaller()
    return scripted(
        text_box(f"{mantissa} × 10", set_in),
        set_in,
        text_box(str(int(exponent)).replace("-", "\u2212"), small),
    )


def elided(text: str, set_in: Style, width: float) -> Box:
    """Words that end in … where they do not fit."""
    box = text_box(text, set_in)
    while box.width > width and len(text) > 1:
        text = text[:-1].rstrip(" …,·")
        box = text_box(f"{text}…", set_in)
    return box

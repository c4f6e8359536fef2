"""Arithmetic: one number worked out, typeset: its name, the formula with its numbers, and the result."""

from __future__ import annotations

from dataclasses import replace

from gdsim.insight.arithmetic import Arithmetic
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.formula import formula_box
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box

FORMULA = 1.2
"""Letters of formulas beside words: so much larger, for their small letters are smaller."""


def arithmetic_box(worked: Arithmetic, style: Style, inline: bool = True) -> Box:
    """``∂L/∂W² = (−0.5174·0.6475 + … + 5 more) / 10 = −0.0465``.

    Args:
        worked: the number, from :func:`gdsim.insight.sentence.arithmetic`.
        style: of the numbers; names are set a little larger.
        inline: fractions with a slash.
    """
    words = style.inlined() if inline else style
    gap = 0.35 * style.size
    boxes = [entry_box(worked, words)]
    if worked.tree is not None:
        boxes += [text_box("=", words), numbers_box(worked, words, inline)]
    return row([*boxes, text_box("=", words), result_box(worked, words)], gap)


def entry_box(worked: Arithmetic, style: Style) -> Box:
    """What the number is, and whose where the name does not say: ``z²₃ of sample 9``."""
    letters = replace(style, size=FORMULA * style.size)
    name = name_box(worked.entry, letters)
    if not worked.of:
        return name
    if worked.of.startswith("sample"):
        return row([name, text_box(f"of {worked.of}", style)], 0.3 * style.size)
    return row([name, text_box("of", style), name_box(worked.of, letters)], 0.3 * style.size)


def numbers_box(worked: Arithmetic, style: Style, inline: bool = True) -> Box:
    """The formula with the numbers put in; the number must have one."""
    assert worked.tree is not None

    def write(label: str, inner: Style) -> Box:
        text = worked.numbers.get(label)
        return text_box(label, inner) if text is None else number_box(text, inner)

    return formula_box(worked.tree, style.with_numbers(), write, inline)


def result_box(worked: Arithmetic, style: Style) -> Box:
    """The number itself, bold; of a column its numbers."""
    bold = replace(style, bold=True)
    if worked.listed:
        return number_box(f"({', '.join(worked.listed)})", bold)
    return number_box(worked.result, bold)

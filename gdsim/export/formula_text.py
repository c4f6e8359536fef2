"""A declared formula as LaTeX for a page: with the declaration's own symbols, and no layer where it means any."""

from __future__ import annotations

from collections.abc import Iterable

from gdsim.core.formula import parse
from gdsim.core.readings.latex import latex, symbol_latex
from gdsim.core.symbols import LAYERED, Symbol, is_kept


def formula_text(formula: str, own: Iterable[Symbol] = (), layer: str = "") -> str:
    """The formula typeset.

    Args:
        formula: as it stands in the declaration or the program.
        own: symbols that the declaration brings along; they go before the lesson's.
        layer: what stands for the layer, as ``l``; nothing where the formula is that of a declaration.

    >>> formula_text("1 - a**2")
    '1 - a^{2}'
    >>> formula_text("W @ a + b", layer="l")
    'W^{l}\\\\,a^{l} + b^{l}'
    """
    names = {symbol.key: symbol.latex for symbol in own if symbol.latex}
    return _published(latex(parse(formula), lambda name: names.get(name) or name_text(name, layer)))


def assignment_text(writes: str, formula: str, own: Iterable[Symbol] = ()) -> str:
    """A line typeset: what is kept for the next update is written with an arrow, all else with an equals sign.

    >>> assignment_text("v_next", "rho * v + (1 - rho) * g**2")
    'v \\\\leftarrow \\\\rho\\\\,v + \\\\left(1 - \\\\rho\\\\right)\\\\,g^{2}'
    """
    own = tuple(own)
    names = {symbol.key: symbol.latex for symbol in own if symbol.latex}
    sign = r"\leftarrow" if is_kept(writes) else "="
    return f"{names.get(writes) or name_text(writes)} {sign} {formula_text(formula, own)}"


def name_text(name: str, layer: str = "") -> str:
    """A name typeset; one that a layer has, such as ``z`` or ``da``, with what stands for the layer.

    >>> name_text("delta", "l"), name_text("slope"), name_text("g")
    ('\\\\delta^{l}', "f'(z)", 'g')
    """
    if name not in LAYERED:
        return symbol_latex(name)
    pattern = LAYERED[name][0]
    return pattern.format(layer) if layer else pattern.replace("^{{{0}}}", "").format()


def _published(text: str) -> str:
    """The same without \\operatorname, which pages on the web refuse."""
    return text.replace(r"\operatorname{", r"\mathrm{")

"""A formula as rich text with true sub- and superscripts, for labels beside the canvas."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose
from gdsim.core.readings.latex import scientific
from gdsim.core.readings.python import STRENGTH, binds, number, strength
from gdsim.core.symbols import symbol

_GREEK = {
    r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\delta": "δ", r"\varepsilon": "ε", r"\theta": "θ",
    r"\Delta": "Δ", r"\mu": "μ", r"\rho": "ρ", r"\lambda": "λ", r"\sigma": "σ", r"\tau": "τ", r"\omega": "ω",
    r"\eta": "η", r"\psi": "ψ", r"\pi": "π", r"\Pi": "Π", r"\ell": "ℓ", r"\mathcal{B}": "ℬ", r"\partial": "∂",
}  # fmt: skip
_HATS = {r"\hat": "\u0302", r"\bar": "\u0304", r"\tilde": "\u0303"}
_SPACED = {"+": " + ", "-": " − ", "*": "·", "@": " ", "/": " / ", "==": " = ", "!=": " ≠ ", "<": " &lt; ",
           "<=": " ≤ ", ">": " &gt; ", ">=": " ≥ "}  # fmt: skip
_CALLS = {
    "exp": "e<sup>{0}</sup>",
    "sqrt": "√({0})",
    "abs": "|{0}|",
    "norm": "√(Σ {0}<sup>2</sup>)",
    "sigmoid": "σ({0})",
    "log": "ln({0})",
    "log_sum_exp": "ln Σ e<sup>{0}</sup>",
    "where": "{1} if {0}, else {2}",
    "columns": "{0}[{1}]",
    "sum_units": "Σ<sub>units</sub> {0}",
    "sum_outputs": "Σ<sub>outputs</sub> {0}",
    "mean_outputs": "mean<sub>outputs</sub> {0}",
    "sum_batch": "Σ<sub>batch</sub> {0}",
    "mean_batch": "mean<sub>batch</sub> {0}",
    "sum": "Σ {0}",
    "maximum": "max({0}, {1})",
    "minimum": "min({0}, {1})",
    "floor": "⌊{0}⌋",
}
_ELEMENT = re.compile(r"(\w+)\[([\d,]+)\]\Z")


@lru_cache(maxsize=4096)
def rich_name(name: str) -> str:
    """A name, with the place of one number where it has one: ``W2[3,2]``.

    >>> rich_name("W2[3,2]"), rich_name("dW2"), rich_name("m_hat")
    ('<i>W</i><sup>2</sup><sub>32</sub>', '∂<i>L</i>/∂<i>W</i><sup>2</sup>', '<i>m̂</i>')
    """
    element = _ELEMENT.fullmatch(name)
    base, places = (element[1], element[2]) if element else (name, "")
    text = rich_latex(symbol(base).latex or base)
    if places:
        separated = places.replace(",", "" if all(len(place) == 1 for place in places.split(",")) else ",")
        text += f"<sub>{separated}</sub>"
    return text


@lru_cache(maxsize=1024)
def rich_latex(latex: str) -> str:
    """A symbol's LaTeX as rich text.

    >>> rich_latex(r"\\alpha_{\\min}")
    'α<sub><i>min</i></sub>'
    """
    text = re.sub(r"\\frac\{(.*)\}\{(.*)\}\Z", lambda m: f"{m[1]}/{m[2]}", latex)
    text = text.replace(r"\lVert ", "‖").replace(r"\rVert", "‖").replace(r"\partial ", r"\partial")
    for command, mark in _HATS.items():
        text = re.sub(rf"\{command}\{{(\\?\w+)\}}", rf"\1{mark}", text)
    for command, letter in _GREEK.items():
        text = text.replace(command, letter)
    text = re.sub(r"\\mathrm\{([^}]*)\}", lambda m: "\u2009".join(m[1].split("\\ ")), text)
    text = re.sub(r"\\(max|min)\b", r"\1", text)
    text = re.sub(r"\^\{([^}]*)\}", r"<sup>\1</sup>", text)
    text = re.sub(r"_\{([^}]*)\}", r"<sub>\1</sub>", text)
    parts = re.split(r"(<[^>]+>)", text)
    return "".join(part if part.startswith("<") else re.sub(r"([A-Za-zℓ][\u0300-\u036f]?)", r"<i>\1</i>", part)
                   for part in parts).replace("</i><i>", "")  # fmt: skip


def rich(formula: Formula, write: Callable[[str], str] = rich_name) -> str:
    """The formula as rich text; give ``write`` a look-up of values to have the numbers put in.

    >>> from gdsim.core.formula import parse
    >>> rich(parse("delta2 @ a1.T / B"))
    'δ<sup>2</sup> <i>a</i><sup>1\u2009T</sup> / <i>B</i>'
    """

    def inner(part: Formula, least: int) -> str:
        text = rich(part, write)
        return text if binds(part) >= least else f"({text})"

    match formula:
        case Number(value):
            text = scientific(number(value)).replace(r"\cdot ", "·")
            return re.sub(r"\^\{([^}]*)\}", r"<sup>\1</sup>", text)
        case Name(name):
            return write(name)
        case Negative(operand):
            return "−" + inner(operand, 3)
        case Transpose(operand):
            base = inner(operand, 9)
            return (
                base.removesuffix("</sup>") + "\u2009T</sup>"
                if base.endswith("</sup>")
                else f"{base}<sup>T</sup>"
            )
        case Call(function, arguments):
            texts = [rich(argument, write) for argument in arguments]
            if function == "norm" or function.startswith(("sum", "mean")):
                texts = [
                    text if strength(a) == 9 else f"({text})"
                    for text, a in zip(texts, arguments, strict=True)
                ]
            if function in _CALLS:
                return _CALLS[function].format(*texts)
            return f"{function.replace('_', ' ')}({', '.join(texts)})"
        case Binary("**", left, right):
            base = inner(left, 6)
            base = f"({base})" if base.endswith(("</sup>", "</sub>")) and "<sup>" in base else base
            return f"{base}<sup>{rich(right, write)}</sup>"
        case Binary(operator, left, right):
            least = STRENGTH[operator]
            return inner(left, least) + _SPACED[operator] + inner(right, least + 1)
    raise TypeError(formula)

"""Name: a quantity of the lesson as a textbook writes it, from the one place that says how: its symbol."""

from __future__ import annotations

import re
from functools import lru_cache

from gdsim.core.symbols import symbol
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.markup import markup_box
from gdsim.ui.typesetting.style import Style

_ELEMENT = re.compile(r"(\w+)\[([\d,]+)\]\Z")
_LAYER = re.compile(r"\^\{\d+\}")


@lru_cache(maxsize=2048)
def name_box(name: str, style: Style) -> Box:
    """A name of a program, with the place of one number where it has one.

    Args:
        name: ``"W2"``, ``"W2[3,2]"``, ``"dW2"``, ``"m_hat"``, ``"theta_next"`` …
        style: its size and colour; ``style.inlined()`` writes ∂L/∂W with a slash.
    """
    return markup_box(markup(name), style)


def markup(name: str) -> str:
    """How a name is written, the place of a number under its letter.

    >>> markup("W2[3,2]"), markup("m_hat[12]"), markup("dW2[3,2]")
    ('W^{2}_{32}', '\\\\hat{m}_{12}', '\\\\frac{\\\\partial L}{\\\\partial W^{2}_{32}}')
    """
    element = _ELEMENT.fullmatch(name)
    base, places = (element[1], element[2]) if element else (name, "")
    text = symbol(base).latex or base
    if not places:
        return text
    if all(len(place) == 1 for place in places.split(",")):
        places = places.replace(",", "")
    layers = list(_LAYER.finditer(text))
    at = layers[-1].end() if layers else len(text)
    return f"{text[:at]}_{{{places}}}{text[at:]}"

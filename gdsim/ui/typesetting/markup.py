"""Markup: the few commands of LaTeX in which symbols are declared, as boxes."""

from __future__ import annotations

import re

from gdsim.ui.typesetting.accent import MARKS, accented
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.fraction import fraction
from gdsim.ui.typesetting.glyphs import glyphs, italic
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.scripts import scripted
from gdsim.ui.typesetting.style import Style

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "varepsilon": "ε", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
SIGNS = {"ell": "ℓ", "partial": "𝜕", "lVert": "‖", "rVert": "‖", "nabla": "∇", "infty": "∞"}
CALLIGRAPHIC = {"B": "ℬ", "L": "ℒ", "H": "ℋ"}
_TOKEN = re.compile(r"\\[A-Za-z]+|\\ |\\,|[{}^_]|\d+|.", re.DOTALL)
_PLAIN = {"-": "−", "'": "′", "*": "∗"}


class _Reader:
    """The tokens of one text, from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens = [token for token in _TOKEN.findall(text) if token != " "]
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def group(self) -> str:
        """The next group without its braces, or the next token."""
        if self.peek() != "{":
            return self.take()
        self.take()
        depth, inside = 1, []
        while self.peek():
            token = self.take()
            depth += (token == "{") - (token == "}")
            if depth == 0:
                break
            # A command is told from a letter behind it by the space that the tokens have lost.
            inside.append(token + " " if token.startswith("\\") and token[1:].isalpha() else token)
        return "".join(inside)


def markup_box(text: str, style: Style) -> Box:
    """A symbol's LaTeX as a box."""
    reader, boxes = _Reader(text), []
    while reader.peek():
        box = _atom(reader, style)
        above = below = None
        while reader.peek() in ("^", "_"):
            if reader.take() == "^":
                above = markup_box(reader.group(), style.smaller())
            else:
                below = markup_box(reader.group(), style.smaller())
        if above is not None or below is not None:
            box = scripted(box, style, above, below)
        elif reader.peek() and box.lean and reader.peek() not in ("'",):
            box = row([box, space(box.lean)]) if reader.peek() in "()" else box
        boxes.append(box)
    return boxes[0] if len(boxes) == 1 else row(boxes)


def _atom(reader: _Reader, style: Style) -> Box:
    token = reader.take()
    command = token[1:] if token.startswith("\\") else ""
    if command == "frac":
        return _fraction(reader.group(), reader.group(), style)
    if command in MARKS:
        return accented(markup_box(reader.group(), style), command, style)
    if command == "mathrm":
        return upright(reader.group(), style)
    if command == "mathcal":
        letter = reader.group()
        return glyphs(CALLIGRAPHIC.get(letter, letter), style)
    if command in GREEK:
        return glyphs(italic(GREEK[command]), style)
    if command in SIGNS:
        return glyphs(SIGNS[command], style)
    if command in (" ", ","):
        return space(0.18 * style.size)
    if command:
        return upright(command, style)
    if token == "+":
        room = space(0.06 * style.size)
        return row([room, glyphs("+", style), room])
    return glyphs(_PLAIN.get(token, italic(token)), style)


def upright(text: str, style: Style) -> Box:
    """A word in upright letters, as ``clip`` or ``max``."""
    words = [word for word in text.replace("\\ ", " ").split(" ") if word]
    return row([glyphs(word, style) for word in words], 0.22 * style.size)


def _fraction(above: str, below: str, style: Style) -> Box:
    if style.inline:
        parts = [markup_box(above, style), glyphs("/", style), markup_box(below, style)]
        return row(parts, 0.02 * style.size)
    return fraction(markup_box(above, style), markup_box(below, style), style)

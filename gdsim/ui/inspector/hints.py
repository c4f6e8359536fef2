"""Hints: the line under the rows and the title over them: what can be done, and what is under the pointer."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.readings.digits import fine
from gdsim.insight.expansion import Factor
from gdsim.insight.origin import Origin
from gdsim.insight.origin_text import NOT_YET, said
from gdsim.ui.inspector.writing import label_box, style, title_box
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.text import text_box

EMPTY = (
    "Click a weight, a neuron or a δ: its formula and its numbers stand here.",
    "Click a weight, a neuron or a δ.",
)
HINT = ("Click any number to follow it back to data and weights.", "Click any number to follow it back.")


def title_forms(label: str | None) -> list[Box]:
    """The title, in full and short."""
    if label is None:
        words = style("text", tokens().type.title, True)
        return [text_box(text, words) for text in ("Where does this number come from?", "Where from?")]
    return [title_box(label), title_box(label, short=True)]


def hint_forms(found: Origin | None, label: str) -> tuple[list[Box], str]:
    """What to say of the label under the pointer, or of what can be done; and the same as text."""
    words = style("muted", tokens().type.small + 0.5)
    if found is not None and label.startswith("strip"):
        return _of_bar(found, label)
    factor = (
        next((each for each in _factors(found) if each.label == label), None) if found and label else None
    )
    if factor is None:
        texts = EMPTY if found is None else HINT
        return [text_box(text, words) for text in texts], texts[0]
    value = NOT_YET if factor.value is None else fine(factor.value)
    name = label_box(label, style("text", tokens().type.formula_inline))
    forms = [f"  =  {value}  ·  {factor.source}", f"  ·  {factor.source}"]
    spoken = f"{said(label)}: {value}, {factor.source}. Press Enter to follow it."
    return [row([name, text_box(text, words)]) for text in forms], spoken


def _of_bar(found: Origin, label: str) -> tuple[list[Box], str]:
    words = style("muted", tokens().type.small + 0.5)
    terms = found.terms
    place = int(label.split()[1]) if " " in label else found.sample
    if terms is None or not 0 <= place < len(terms.values):
        return [], ""
    text = f"sample {place + 1}, row {terms.rows[place]}:  {fine(float(terms.values[place]))}"
    more = "click to look at it" if " " in label else "↑ ↓ look at another sample"
    return [text_box(f"{text}  ·  {more}", words), text_box(text, words)], f"{text}. {more}"


def _factors(found: Origin | None) -> Iterator[Factor]:
    for told in found.rows if found is not None else ():
        if told.made is not None:
            yield from told.made.factors.values()

"""Captions: what each group of a written-out formula is, in two or three words."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from gdsim.core.formula import Binary, Formula, Name, Negative, children, names, terms
from gdsim.core.program import Line, Stage
from gdsim.core.readings.element import Entry
from gdsim.core.symbols import layer_of, symbol
from gdsim.core.trace import Trace
from gdsim.insight.units import unit_name

_OWN = {
    "y": "target",
    "theta": "now",
    "g": "gradient",
    "step": "step",
    "B": "batch size",
    "K": "outputs",
    "learning_rate": "learning rate",
}
_LONGEST = 28


def caption_of(
    trace: Trace, line: Line, tree: Formula, entries: Mapping[str, Entry], known: Mapping[Formula, str]
) -> dict[Formula, str]:
    """Part of the formula → what it is.

    Args:
        trace, line: where it comes from.
        tree: the formula.
        entries: its keys that are numbers of the network, the rule or the settings.
        known: captions that are given.
    """
    layers = trace.program.layout.layers
    batch = {entry.index[-1] for entry in entries.values() if _of_sample(trace, entry)}
    found = dict(known)

    def visit(part: Formula) -> None:
        if part in found:
            return
        every = terms(part)
        if len(every) > 1:
            for term in every:
                told = _of_term(term, entries, layers, len(batch) > 1)
                if told and not isinstance(term, Name):
                    found[term] = told
                else:
                    visit(term)
        elif isinstance(part, Name):
            entry = entries.get(part.name)
            told = _of_name(part.name, entry, line, layers)
            if entry is not None and len(batch) > 1 and _of_sample(trace, entry):
                told = f"sample {entry.index[-1] + 1}"
            if told:
                found[part] = told
        elif isinstance(part, Binary | Negative):
            told = _of_term(part, entries, layers, len(batch) > 1)
            if told.startswith("from ") and not any(each in found for each in _inside(part)):
                found[part] = told
                return
            for child in children(part):
                visit(child)

    visit(tree)
    return found


def _inside(part: Formula) -> list[Formula]:
    return [inner for child in children(part) for inner in (child, *_inside(child))]


def _of_sample(trace: Trace, entry: Entry) -> bool:
    shape = np.shape(trace.values.get(entry.name, 0.0))
    weights = entry.name.startswith(("W", "b", "dW", "db"))
    return bool(shape) and shape[-1] == len(trace.position.batch) and not weights


def _of_term(term: Formula, entries: Mapping[str, Entry], layers: int, batch: bool) -> str:
    """One term of a sum: where it comes from, or which sample's it is."""
    read = [entries[key] for key in names(term) if key in entries]
    layered = [entry for entry in read if _layer(entry, layers) is not None and len(entry.index) == 2]
    weights = [entry for entry in layered if entry.name.startswith("W")]
    others = [entry for entry in layered if not entry.name.startswith(("W", "b"))]
    sources = {(_layer(entry, layers), entry.index[0]) for entry in others}
    if len(sources) == 1 and weights:
        layer, unit = sources.pop()
        name = unit_name(layer or 0, unit, layers)
        return "from " + (name.partition(", ")[2] or name)
    if batch:
        places = {entry.index[-1] for entry in read if not entry.name.startswith(("W", "b")) and entry.index}
        return f"sample {places.pop() + 1}" if len(places) == 1 else ""
    if len(sources) == 1 and isinstance(term, Binary):
        layer, unit = sources.pop()
        return unit_name(layer or 0, unit, layers)
    return ""


def _layer(entry: Entry, layers: int) -> int | None:
    return {"x": 0, "y": layers}.get(entry.name, layer_of(entry.name))


def _of_name(key: str, entry: Entry | None, line: Line, layers: int) -> str:
    if entry is None:
        return "the rest" if re.fullmatch(r"\d+ more", key) else ""
    if entry.name in _OWN:
        return _OWN[entry.name]
    layer = _layer(entry, layers)
    if layer is not None:
        if entry.name.startswith("W"):
            return "weight"
        if entry.name.startswith("b"):
            return "bias"
        if entry.name.startswith("slope"):
            return "slope"
        if entry.name.startswith("dW") or entry.name.startswith("db"):
            return "its gradient"
        if line.stage is not Stage.UPDATE and entry.index:
            if entry.name.startswith("da"):
                return "what arrives"
            return unit_name(layer, entry.index[0], layers)
        return ""
    told = symbol(entry.name).meaning.split(",")[0].split(":")[0]
    return told if len(told) <= _LONGEST else ""

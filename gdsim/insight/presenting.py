"""Presenting: the line at the cursor for one unit, as symbols over numbers over what each group is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Formula, Name, names, rebuilt
from gdsim.core.program import Line
from gdsim.core.readings.element import Entry, Index, NoSingleEntry
from gdsim.core.symbols import is_kept, symbol
from gdsim.core.trace import Trace
from gdsim.insight.captions import caption_of
from gdsim.insight.closing import Digits, closing
from gdsim.insight.focus import parameter_at
from gdsim.insight.shortening import foldable, folded_complements, shortened
from gdsim.insight.unfolding import Unfolded, is_flat, unfolded, vector_form
from gdsim.insight.units import Chosen, index_for, unit_in_view, unit_name

_GRADIENTS = re.compile(r"(da|dW|db|delta)\d+|g(_\w+)?|m(_\w+)?")
_FEWEST_TERMS, _LEGIBLE = 4, 4
_WEIGHTS = re.compile(r"W\d+|b\d+|theta(_next)?|step")


@dataclass(frozen=True)
class Part:
    """One number of the arithmetic.

    Args:
        symbol: how row 1 writes it.
        value: its number.
        role: ``weight``, ``gradient`` or nothing, for its colour.
        exact: a setting, which is written in full.
        words: what stands in row 1 in place of a symbol, such as ``12 more``.
    """

    symbol: Formula
    value: float
    role: str = ""
    exact: bool = False
    words: str = ""


@dataclass(frozen=True)
class Equation:
    """One line of the program for one unit.

    Args:
        name: what it writes, as a label for one entry: ``delta1[1]``.
        result: that number, as a part.
        becomes: True where a name takes its next value, which is written ← in place of =.
        tree: the scalar formula; its names are the keys of ``parts``. None where there is none.
        parts: key → the number.
        captions: part of the formula → what it is.
        left_caption: whose number it is.
        entries: the numbers of the network in it, for the canvas.
        unit: layer and unit that are looked at.
        vector: the line about whole columns.
        writes: the name that the line writes.
        digits: the formatter of this line.
        closes: True where the numbers as they are written give the result as it is written.
    """

    name: Formula
    result: Part
    becomes: bool
    tree: Formula | None
    parts: Mapping[str, Part]
    captions: Mapping[Formula, str]
    left_caption: str
    entries: tuple[Entry, ...]
    unit: tuple[int, int]
    vector: Formula
    writes: str
    digits: Digits = field(default_factory=Digits)
    closes: bool = True

    @property
    def weights(self) -> tuple[Entry, ...]:
        """The weights in the formula, for their pills."""
        return tuple(entry for entry in self.entries if re.fullmatch(r"W\d+", entry.name))

    def shorter(self) -> Equation | None:
        """The same with the rightmost group that is not yet one number folded to its value, or None."""
        if self.tree is None:
            return None
        group = foldable(self.tree)
        if group is None:
            return self._with_fewer_terms(self.tree)
        key = f"folded {len(self.parts)}"
        part = Part(in_symbols(group, self.parts), float(evaluate(group, self._numbers())))
        tree = rebuilt(self.tree, lambda each: Name(key) if each == group else None)
        captions = {_swapped(each, group, key): caption for each, caption in self.captions.items()}
        return replace(self, tree=tree, parts={**self.parts, key: part}, captions=captions).closed()

    def _with_fewer_terms(self, tree: Formula) -> Equation | None:
        """The same with the middle of its sum as one number, where that makes it shorter."""
        cut = shortened(tree, self._numbers(), _FEWEST_TERMS)
        if cut.tree == tree:
            return None
        parts, captions = dict(self.parts), dict(self.captions)
        for key, value in cut.left_out.items():
            parts[key] = Part(Name(key), value, words=key)
            captions[Name(key)] = "the rest"
        return replace(self, tree=cut.tree, parts=parts, captions=captions).closed()

    def closed(self) -> Equation:
        """The same with the digits at which it closes."""
        tree = self.tree
        if tree is None:
            return replace(
                self, digits=closing([self.result.value], self.result.value, lambda _: self.result.value)
            )
        used = set(names(tree))
        exact = {key for key in used if self.parts[key].exact}
        numbers = {key: self.parts[key].value for key in used}
        shown = [numbers[key] for key in used - exact] + [self.result.value]

        def again(read: object) -> float:
            seen = {k: value if k in exact else read(value) for k, value in numbers.items()}  # type: ignore[operator]
            with np.errstate(all="ignore"):
                return float(evaluate(tree, seen))

        digits = closing(shown, self.result.value, again)
        written = digits.for_result(self.result.value)
        closes = written.text(again(digits.read)) == written.text(self.result.value)
        return replace(self, digits=digits, closes=closes)

    def closing(self) -> Equation:
        """The same with as few groups folded as it takes to close in numbers that a class can read.

        Two folds are spent on fewer decimals, any number of them on closing at all; unchanged where nothing helps.
        """
        every: list[Equation] = [self]
        while (shorter := every[-1].shorter()) is not None:
            every.append(shorter)
        legible = (each for each in every[:3] if each.closes and each.digits.decimals <= _LEGIBLE)
        closed = (each for each in every if each.closes)
        return next(legible, next(closed, self))

    def _numbers(self) -> dict[str, float]:
        return {key: part.value for key, part in self.parts.items()}


def in_symbols(tree: Formula, parts: Mapping[str, Part]) -> Formula:
    """A formula over keys as row 1 writes it."""
    return rebuilt(tree, lambda part: parts[part.name].symbol if isinstance(part, Name) else None)


def _swapped(part: Formula, group: Formula, key: str) -> Formula:
    return rebuilt(part, lambda each: Name(key) if each == group else None)


def present(
    trace: Trace, line: Line, sample: int, chosen: Chosen, selected: str | None, activations: tuple[str, ...]
) -> Equation:
    """The equation that is on the screen after a line.

    Args:
        trace: the numbers of the update.
        line: the operation at the cursor.
        sample: the sample in view, as its place in the batch, from 0.
        chosen: the units that are looked at.
        selected: a parameter's label, for lines that are about one parameter.
        activations: names of the activations, layer 1 first.
    """
    index = index_for(trace, line, sample, chosen, selected)
    layers = trace.program.layout.layers
    unit = unit_in_view(trace, line, index, chosen)
    try:
        found = unfolded(trace, line, index, activations[(line.layer or layers) - 1])
    except (NoSingleEntry, KeyError):
        found = None
    flat = is_flat(trace, line.writes, line)
    writes = line.writes
    result = Part(Name(writes), float(np.asarray(trace[writes])[index]), role_of(writes))
    common = {
        "name": Name(_shown(trace, line, Entry(writes, index), False)),
        "result": result,
        "becomes": is_kept(writes),
        "left_caption": _left(trace, line, index, unit, layers, flat),
        "unit": unit,
        "vector": vector_form(trace, line),
        "writes": writes,
    }
    if found is None or (isinstance(found.tree, Name) and found.tree.name in found.columns):
        return Equation(tree=None, parts={}, captions={}, entries=(), **common).closed()  # type: ignore[arg-type]
    return _equation(trace, line, found, common)


def _equation(trace: Trace, line: Line, found: Unfolded, common: dict[str, object]) -> Equation:
    parts = {key: Part(tree, value) for key, (tree, value) in found.columns.items()}
    samples = {entry.index[-1] for entry in found.entries.values() if _in_batch(trace, entry)}
    for key, entry in found.entries.items():
        value = float(np.asarray(trace.values[entry.name])[entry.index])
        shown = _shown(trace, line, entry, len(samples) > 1)
        parts[key] = Part(Name(shown), value, role_of(entry.name), _is_setting(trace, entry))
    for key, value in found.left_out.items():
        parts[key] = Part(Name(key), value, words=key)
    tree, captions = found.tree, dict(found.captions)
    whole = folded_complements(tree)
    for key, group in whole.groups.items():
        seen = in_symbols(group, parts)
        value = float(evaluate(group, {each: parts[each].value for each in names(group)}))
        # What binary fractions leave at the end, 1 − 0.999 = 0.001000000000000889, is none of its digits.
        parts[key] = Part(seen, round(value, 15))
    captions = {whole.changed(each): caption for each, caption in captions.items()}
    tree = whole.tree
    kept = set(names(found.tree))
    entries = {key: entry for key, entry in found.entries.items() if key in kept}
    told = caption_of(trace, line, tree, entries, captions)
    told = {part: caption for part, caption in told.items() if caption != common["left_caption"]}
    return Equation(
        tree=tree,
        parts=parts,
        captions=told,
        entries=tuple(entries.values()),
        **common,  # type: ignore[arg-type]
    ).closed()


def role_of(name: str) -> str:
    """``weight``, ``gradient`` or nothing, by the name of a quantity or of one number of it."""
    base = name.partition("[")[0]
    return "gradient" if _GRADIENTS.fullmatch(base) else "weight" if _WEIGHTS.fullmatch(base) else ""


def _is_setting(trace: Trace, entry: Entry) -> bool:
    known = {*trace.program.constants, "B", "t", "epoch", "update", "k"}
    return entry.name in known and not entry.index


def _in_batch(trace: Trace, entry: Entry) -> bool:
    """True for a number of one sample."""
    size = len(trace.position.batch)
    shape = np.shape(trace.values[entry.name])
    named = entry.name in ("x", "y", "l") or not entry.name.startswith(("W", "b", "dW", "db"))
    return named and bool(shape) and shape[-1] == size and len(shape) == len(entry.index)


def _shown(trace: Trace, line: Line, entry: Entry, samples: bool) -> str:
    """The label of row 1: without the sample where only one is in it, without the place in θ."""
    if entry.name in trace.values and is_flat(trace, entry.name, line):
        if entry.name in ("theta", "theta_next"):
            return parameter_at(trace, entry.index[0]).label
        return entry.name
    places = entry.index
    if (entry.name.startswith("b") and len(places) == 2) or entry.name.startswith("db"):
        places = places[:1]
    elif not samples and not entry.name.startswith(("W", "dW")) and _in_batch(trace, entry):
        places = places[:-1]
    return Entry(entry.name, places).label


def _left(trace: Trace, line: Line, index: Index, unit: tuple[int, int], layers: int, flat: bool) -> str:
    if flat:
        chosen = parameter_at(trace, index[0])
        return {"theta_next": "new weight" if chosen.kind == "W" else "new bias"}.get(
            line.writes, f"for {chosen.label}"
        )
    if line.writes.startswith(("dW", "db")):
        label = _shown(trace, line, Entry(line.writes, index), False).removeprefix("d")
        return f"for {label.replace('_loss', '')}"
    if len(index) == 2:
        return unit_name(*unit, layers)
    if line.writes == "l":
        return f"sample {index[0] + 1}" if len(trace.position.batch) > 1 else "loss"
    return {"L": "loss"}.get(line.writes, symbol(line.writes).meaning.split(",")[0])

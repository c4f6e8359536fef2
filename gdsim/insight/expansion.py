"""Expansion: one number's line written out for it alone, with every factor's value and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Binary, Call, Formula, Name, names, rebuilt
from gdsim.core.program import Line
from gdsim.core.readings.element import Entry, Index, NoSingleEntry, written_out
from gdsim.core.trace import Trace
from gdsim.insight.labels import is_per_sample, label_of
from gdsim.insight.long_sum import Shortened, left_out, shortened_product
from gdsim.insight.source import source


@dataclass(frozen=True)
class Factor:
    """One number that another is made of.

    Args:
        label: what selecting it points at.
        entry: where it is in the trace.
        value: the number, or None: not computed yet.
        source: where it comes from, in words.
    """

    label: str
    entry: Entry
    value: float | None
    source: str


@dataclass(frozen=True)
class Terms:
    """The shares of the samples in a mean or a sum over the batch.

    Args:
        over: ``mean`` or ``sum``.
        values: one share for each sample of the batch, shape (samples,).
        rows: the samples' rows in the training set, counted from 1.
    """

    over: str
    values: np.ndarray
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Expansion:
    """How one number is made.

    Args:
        line: the line that writes it.
        formula: scalar, its names being labels of ``factors``; of a line that reads whole columns at once
            (softmax) the line's own formula; of a mean over the batch the share of the sample in view.
        factors: every number that the formula reads, by label, in reading order.
        scalar: False where ``formula`` is the line's own.
        terms: the shares of the samples, where it is a mean or a sum over the batch.
    """

    line: Line
    formula: Formula | None
    factors: Mapping[str, Factor]
    scalar: bool = True
    terms: Terms | None = None


def expansion(trace: Trace, done: int, line: Line, entry: Entry, sample: int) -> Expansion:
    """A line written out for one of the numbers that it writes.

    Args:
        trace: the numbers of the update.
        done: how many of its lines have been done.
        line: the line that writes ``entry``.
        entry: the number.
        sample: the sample in view, as its place in the batch.
    """
    reduced = _reduction(line.tree) if not is_per_sample(trace, entry.name) else ""
    sample = entry.index[-1] if is_per_sample(trace, entry.name) else sample
    narrow = {name: _column(trace, name, sample) for name in line.reads if name in trace.values}
    index: Index = (*entry.index[:-1], 0) if is_per_sample(trace, entry.name) else entry.index
    short = Shortened(line.tree, narrow) if reduced else shortened_product(line.tree, index, narrow)
    try:
        tree, entries = written_out(short.formula, index, short.values)
    except NoSingleEntry:
        factors = {factor.label: factor for factor in _columns(trace, done, line, sample)}
        return Expansion(line, line.tree, factors, scalar=False)
    found = {
        name: _rest(trace, done, line, name, short)
        if left_out(name)
        else _factor(trace, done, _placed(trace, short.whole(each), sample))
        for name, each in entries.items()
    }
    tree = rebuilt(tree, lambda part: Name(found[part.name].label) if isinstance(part, Name) else None)
    if reduced and any(is_per_sample(trace, each.entry.name) for each in found.values()):
        if isinstance(line.tree, Binary) and line.tree.operator == "/" and isinstance(tree, Binary):
            tree = tree.left
        shares = _shares(trace, tree, list(found.values()))
        rows = tuple(int(row) + 1 for row in trace.position.batch)
        return Expansion(line, tree, _named(found, tree), terms=Terms(reduced, shares, rows))
    return Expansion(line, tree, _named(found, tree))


def _reduction(tree: Formula) -> str:
    """Whether a formula is the mean over the batch, the sum over it, or neither."""
    match tree:
        case Binary("/", Binary("@"), Name("B")) | Call("mean_batch"):
            return "mean"
        case Binary("@") | Call("sum_batch"):
            return "sum"
    return ""


def _column(trace: Trace, name: str, sample: int) -> np.ndarray:
    """The numbers of a name with the sample in view as the whole batch."""
    values = trace[name]
    return values[..., sample : sample + 1] if is_per_sample(trace, name) else values


def _placed(trace: Trace, entry: Entry, sample: int) -> Entry:
    if not is_per_sample(trace, entry.name):
        return entry
    return Entry(entry.name, (*entry.index[:-1], sample))


def _factor(trace: Trace, done: int, entry: Entry) -> Factor:
    values = trace.at(entry.name, done)
    label = label_of(trace, entry)
    if trace.program.layout.block(entry.name):
        # The weight itself, whatever the stage: a selected weight alone stands for its gradient or its step.
        label = f"theta[{label}]"
    value = None if values is None else float(values[entry.index])
    return Factor(label, entry, value, source(trace, entry))


def _rest(trace: Trace, done: int, line: Line, name: str, short: Shortened) -> Factor:
    """What the terms that were left out add up to, once all that they are made of is computed."""
    known = all(trace.at(read, done) is not None for read in line.reads)
    return Factor(
        name, Entry(name, ()), float(short.values[name]) if known else None, "the other terms together"
    )


def _named(found: Mapping[str, Factor], tree: Formula) -> dict[str, Factor]:
    """The factors that a formula still names, in its order."""
    by_label = {factor.label: factor for factor in found.values()}
    return {name: by_label[name] for name in dict.fromkeys(names(tree))}


def _shares(trace: Trace, tree: Formula, factors: list[Factor]) -> np.ndarray:
    """The same formula for every sample at once."""
    numbers = {}
    for factor in factors:
        entry = factor.entry
        place = entry.index[:-1] if is_per_sample(trace, entry.name) else entry.index
        numbers[factor.label] = trace[entry.name][place]
    shares = np.asarray(evaluate(tree, numbers), dtype=float)
    return np.broadcast_to(shares, trace.position.batch.shape)


def _columns(trace: Trace, done: int, line: Line, sample: int) -> Iterator[Factor]:
    """All numbers of this sample that a line reads whole columns of."""
    for name in line.reads:
        values = trace.values.get(name)
        if values is None:
            continue
        if is_per_sample(trace, name):
            places: list[Index] = [(*place, sample) for place in np.ndindex(values.shape[:-1])]
        elif values.ndim == 0:
            places = [()]
        else:
            continue
        yield from (_factor(trace, done, Entry(name, place)) for place in places)

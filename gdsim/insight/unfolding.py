"""Unfolding: a line about matrices as one scalar formula for one unit, with its factors opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Binary, Call, Formula, Name, Negative, Number, Transpose, names, rebuilt
from gdsim.core.functions import FUNCTIONS
from gdsim.core.program import Line, Stage
from gdsim.core.readings.element import Entry, Index, written_out
from gdsim.core.symbols import layer_of
from gdsim.core.trace import Trace
from gdsim.insight.focus import parameter_at
from gdsim.insight.shortening import shortened

_SUMMED = {"sum_outputs", "mean_outputs", "sum_batch", "mean_batch"}
"""Functions of whole columns that are written out term by term."""
_MOST_NAMES = 4
"""A slope with more names than that stays f′(z)."""


@dataclass
class Unfolded:
    """A scalar formula over keys, and what each key stands for.

    Args:
        tree: the formula.
        entries: key → the entry of a named quantity.
        columns: key → what was read as one number: the part of the line's formula, and its value.
        captions: part of the formula → what it is.
        left_out: key → the sum of the terms that are not written out.
    """

    tree: Formula
    entries: dict[str, Entry] = field(default_factory=dict)
    columns: dict[str, tuple[Formula, float]] = field(default_factory=dict)
    captions: dict[Formula, str] = field(default_factory=dict)
    left_out: dict[str, float] = field(default_factory=dict)


def unfolded(trace: Trace, line: Line, index: Index, activation: str) -> Unfolded:
    """The scalar formula of one entry of a line.

    Args:
        trace: the numbers.
        line: one of its lines.
        index: the entry.
        activation: name of the activation of the line's layer, for the caption of its slope.

    Raises:
        NoSingleEntry: for a line that has no scalar formula.
    """
    if line.writes == "g":
        return _gathered(trace, index)
    values: dict[str, Any] = dict(trace.values)
    columns: dict[str, Formula] = {}

    def scalar(formula: Formula) -> Formula:
        tree, entries = written_out(_columns_named(formula, values, columns), index, values)
        numbers = {key: float(np.asarray(values[each.name])[each.index]) for key, each in entries.items()}
        cut = shortened(tree, numbers)
        found.left_out |= cut.left_out
        kept = set(names(cut.tree))
        found.entries |= {key: entry for key, entry in entries.items() if key in kept}
        return _with_case(cut.tree, entries, trace, found.captions)

    found = Unfolded(Number(0.0))
    parts = _factors(trace, line)
    if parts is None:
        found.tree = scalar(line.tree)
    else:
        trees = [scalar(part) for part in parts]
        found.tree = trees[0]
        top = line.layer == trace.program.layout.layers
        if top and not isinstance(trees[0], Name):
            found.captions[trees[0]] = "slope of the loss"
        if len(trees) == 2:
            found.tree = Binary("*", trees[0], trees[1])
            found.captions[trees[1]] = f"slope of the {activation}"
    found.tree = rebuilt(found.tree, _without_one)
    for key, entry in list(found.entries.items()):
        if entry.name in columns:
            found.columns[key] = (columns[entry.name], float(np.asarray(values[entry.name])[entry.index]))
            del found.entries[key]
    return found


def vector_form(trace: Trace, line: Line) -> Formula:
    """The line about whole columns, its arriving gradient opened: ``(W2.T @ delta2) * slope1``."""
    writer = _writer(trace, line, "da")
    if _factors(trace, line) is None or writer is None:
        return line.tree
    opened = writer.tree
    return rebuilt(line.tree, lambda part: opened if part == Name(writer.writes) else None)


def _without_one(part: Formula) -> Formula | None:
    """A mean over one number is that number."""
    return (
        part.left if isinstance(part, Binary) and part.operator == "/" and part.right == Number(1.0) else None
    )


def _factors(trace: Trace, line: Line) -> list[Formula] | None:
    """What arrives and the slope, each by the formula of the line that wrote it; None for other lines than δ."""
    arrives, slope = Name(f"da{line.layer}"), Name(f"slope{line.layer}")
    if line.tree not in (arrives, Binary("*", arrives, slope)):
        return None
    factors = [(arrives, "da")] + ([(slope, "slope")] if line.tree != arrives else [])
    opened: list[Formula] = []
    for name, base in factors:
        writer = _writer(trace, line, base)
        plain = writer is not None and _arithmetical(writer.tree)
        opened.append(writer.tree if writer is not None and plain else name)
    return opened


def _writer(trace: Trace, line: Line, base: str) -> Line | None:
    number = trace.program.written.get(f"{base}{line.layer}")
    return None if number is None else trace.program.lines[number]


def _arithmetical(formula: Formula) -> bool:
    """True for a short formula of sums, products and powers alone."""
    match formula:
        case Number() | Name():
            return True
        case Negative(operand) | Transpose(operand):
            return _arithmetical(operand)
        case Binary("+" | "-" | "*" | "/" | "**" | "@", left, right):
            few = len(list(names(formula))) <= _MOST_NAMES
            return few and _arithmetical(left) and _arithmetical(right)
    return False


def _columns_named(formula: Formula, values: dict[str, Any], columns: dict[str, Formula]) -> Formula:
    """The formula with each function of whole columns read as one number: it gets a name, and a value under it."""

    def change(part: Formula) -> Formula | None:
        if not isinstance(part, Call) or FUNCTIONS[part.function].elementwise or part.function in _SUMMED:
            return None
        name = f"column {len(columns) + 1}"
        columns[name] = part
        values[name] = np.asarray(evaluate(part, {each: values[each] for each in names(part)}))
        return Name(name)

    return rebuilt(formula, change)


def _with_case(
    tree: Formula, entries: dict[str, Entry], trace: Trace, captions: dict[Formula, str]
) -> Formula:
    """The formula with the branch that holds in place of each case."""

    def change(part: Formula) -> Formula | None:
        if not (isinstance(part, Call) and part.function == "where"):
            return None
        case, yes, no = part.arguments
        asked = {key: entries[key] for key in names(case)}
        read = {key: float(np.asarray(trace[each.name])[each.index]) for key, each in asked.items()}
        holds = bool(evaluate(case, read))
        branch = _with_case(yes if holds else no, entries, trace, captions)
        if told := _told(case, entries, holds):
            captions[branch] = told
        return branch

    return rebuilt(tree, change)


def _told(case: Formula, entries: dict[str, Entry], holds: bool) -> str:
    """Which case holds, in a few signs; nothing where it is not short."""
    signs = {">": ("> {}", "≤ {}"), "<": ("< {}", "≥ {}"), "==": ("= {}", "≠ {}")}
    match case:
        case Binary(sign, Name(key), Number(value)) if sign in signs:
            base = entries[key].name
            letter = base.rstrip("0123456789") if layer_of(base) else base
            return f"for {letter} {signs[sign][0 if holds else 1].format(int(value))}"
    return ""


def _gathered(trace: Trace, index: Index) -> Unfolded:
    """One number of the gradient in one row: the derivative of one parameter."""
    chosen = parameter_at(trace, index[0])
    places = (chosen.row, chosen.column)
    key = f"d{chosen.label}"
    return Unfolded(Name(key), {key: Entry(f"d{chosen.block}", places)})


def is_flat(trace: Trace, name: str, line: Line) -> bool:
    """True for a quantity of stage 5 with one number for each parameter."""
    return line.stage is Stage.UPDATE and np.ndim(trace.values[name]) == 1

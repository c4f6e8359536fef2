"""Factor: the number that most of another one comes from, found in the formula of its line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Binary, Formula, names
from gdsim.core.readings.element import Entry, NoSingleEntry, written_out
from gdsim.state.snapshot import Snapshot
from gdsim.ui.matrices.cell import Cell, number_of
from gdsim.ui.matrices.matrix import Matrix


@dataclass(frozen=True)
class Factor:
    """A number by its label, and the sample that it is of, from 0, or None."""

    label: str
    sample: int | None


def strongest_factor(snapshot: Snapshot, matrix: Matrix, cell: Cell) -> Factor | None:
    """The signal or error in the largest term of a number's formula; None for what no line has made."""
    name = matrix.strip_label if cell.column is None else matrix.name
    number, values = snapshot.program.written.get(name), snapshot.trace.values
    if number is None or number_of(matrix, cell) is None or values[name].ndim != 2:
        return None
    try:
        tree, entries = written_out(snapshot.program.lines[number].tree, (cell.row, cell.column or 0), values)
        numbers = {label: float(np.asarray(values[e.name])[e.index]) for label, e in entries.items()}
        sizes = [(abs(float(evaluate(t, {n: numbers[n] for n in names(t)}))), t) for t in _terms(tree)]
    except (NoSingleEntry, KeyError):
        return None
    _, term = max(sizes, key=lambda sized: sized[0])
    read = [entries[label] for label in names(term)]
    return next(
        (_factor(entry) for entry in read if entry.name.startswith(("delta", "da", "a", "z", "x"))), None
    )


def _factor(entry: Entry) -> Factor:
    return Factor(Entry(entry.name, entry.index[:1]).label, entry.index[-1])


def _terms(tree: Formula) -> list[Formula]:
    """The parts of the sum in a formula; what it is divided by changes no order."""
    if isinstance(tree, Binary) and tree.operator == "/":
        return _terms(tree.left)
    if isinstance(tree, Binary) and tree.operator == "+":
        return [*_terms(tree.left), *_terms(tree.right)]
    return [tree]

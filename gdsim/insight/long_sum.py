"""Long sum: of a product with hundreds of terms the largest are kept, and what the others add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import Binary, Formula, Name, Transpose, children, names, rebuilt
from gdsim.core.readings.element import Entry, Index

LONG = 12
"""The longest sum that is written out in full."""
KEPT = 8
"""Of a longer one, so many terms."""


@dataclass(frozen=True)
class Shortened:
    """A formula whose long product of matrices has few terms, and the arrays that go with it.

    Args:
        formula: with ``"504 more"`` added to the product, a name whose number is the sum of the terms left out.
        values: the arrays of the names, those of the product with their largest terms only.
        kept: which of the product's terms those are, from 0; empty where nothing was left out.
        axes: along which axis each array was cut.
    """

    formula: Formula
    values: Mapping[str, np.ndarray]
    kept: tuple[int, ...] = ()
    axes: Mapping[str, int] | None = None

    def whole(self, entry: Entry) -> Entry:
        """Where an entry of the cut arrays is in the whole ones."""
        axis = (self.axes or {}).get(entry.name)
        if axis is None:
            return entry
        index = list(entry.index)
        index[axis] = self.kept[index[axis]]
        return Entry(entry.name, tuple(index))


def left_out(name: str) -> bool:
    """True for the name of the terms that were left out.

    >>> left_out("504 more"), left_out("W1[2,1]")
    (True, False)
    """
    return name.endswith(" more")


def shortened_product(formula: Formula, index: Index, values: Mapping[str, np.ndarray]) -> Shortened:
    """The formula of one entry with its largest terms.

    Args:
        formula: a line's formula.
        index: the entry of its result.
        values: the arrays of its names.
    """
    product = _product(formula)
    whole = Shortened(formula, values)
    if product is None or len(index) != 2:
        return whole
    sides = _side(product.left, 1), _side(product.right, 0)
    if sides[0] is None or sides[1] is None:
        return whole
    axes = dict(side for side in sides if side is not None)
    used = list(names(formula))
    if len(axes) < 2 or any(used.count(name) > 1 for name in axes):
        return whole
    row = evaluate(product.left, values)[index[0]]
    column = evaluate(product.right, values)[:, index[1]]
    if len(row) <= LONG:
        return whole
    terms = row * column
    kept = tuple(sorted(int(place) for place in np.argsort(-np.abs(terms), kind="stable")[:KEPT]))
    rest = f"{len(terms) - len(kept)} more"
    cut = {name: np.take(values[name], kept, axis) for name, axis in axes.items()}
    total = float(np.delete(terms, kept).sum())
    formula = rebuilt(formula, lambda part: Binary("+", product, Name(rest)) if part is product else None)
    return Shortened(formula, {**values, **cut, rest: np.array(total)}, kept, axes)


def _product(formula: Formula) -> Binary | None:
    if isinstance(formula, Binary) and formula.operator == "@":
        return formula
    return next((found for part in children(formula) if (found := _product(part))), None)


def _side(part: Formula, axis: int) -> tuple[str, int] | None:
    """The name on one side of a product and the axis that is summed over."""
    match part:
        case Name(name):
            return name, axis
        case Transpose(Name(name)):
            return name, 1 - axis
    return None

"""Row filter: a short text such as ``layer 2``, ``bias``, ``|Δ| > 0.005`` or ``W2[3,2]`` that picks parameters."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gdsim.core.layout import Block
from gdsim.core.readings.rich import rich_name
from gdsim.insight.rule_table import Column, Rule, RuleTable

EXAMPLES = "layer 2, bias, |Δ| > 0.005, dot, W2[3,2]"

_LAYER = re.compile(r"layer\s*(\d+)", re.IGNORECASE)
_KIND = re.compile(r"(weight|bias)(?:es|s)?", re.IGNORECASE)
_PLACE = re.compile(r"([Wb])(\d+)?(?:\[(\d+)?(?:,(\d+)?)?\]?)?")
_COMPARED = re.compile(
    r"(\|?)\s*([^|<>=≤≥]+?)\s*\1\s*(<=|>=|<|>|=|≤|≥)\s*([-+−]?[\d.]+(?:e[-+]?\d+)?)", re.IGNORECASE
)
_OPERATORS: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "≤": operator.le, "≥": operator.ge,
    "=": operator.eq,
}  # fmt: skip

Mask = Callable[[RuleTable], np.ndarray]


class FilterError(ValueError):
    """A text that picks nothing because it cannot be read; says what can."""


@dataclass(frozen=True)
class RowFilter:
    """The conditions of one text; a row must meet all.

    Args:
        terms: one a condition.
        anywhere: True where it names a layer or a parameter itself, so that it looks in all layers.
    """

    terms: tuple[Mask, ...]
    anywhere: bool

    def mask(self, table: RuleTable) -> np.ndarray:
        """Which parameters meet it, (parameters,) of bool. What is not computed yet meets no condition."""
        kept = np.ones(table.size, dtype=bool)
        for term in self.terms:
            kept &= term(table)
        return kept


def row_filter(text: str, rule: Rule) -> RowFilter:
    """The filter that a text says.

    Args:
        text: conditions, several with a comma or "and" between them; an empty text keeps every row.
        rule: the columns that there are.

    Raises:
        FilterError: where a condition is none of these.
    """
    # The comma inside W2[3,2] separates no conditions.
    parts = [part.strip() for part in re.split(r",(?![^\[]*\])|\band\b", text) if part.strip()]
    anywhere = any(_LAYER.fullmatch(part) or _is_place(part) for part in parts)
    return RowFilter(tuple(_term(part, rule) for part in parts), anywhere)


def _is_place(part: str) -> bool:
    found = _PLACE.fullmatch(part)
    return found is not None and found[2] is not None


def _term(part: str, rule: Rule) -> Mask:
    if part.lower() in ("dot", "dots", "•", "●"):
        return _dots
    if found := _LAYER.fullmatch(part):
        layer = int(found[1])
        return _blocks(lambda block: block.layer == layer)
    if found := _KIND.fullmatch(part):
        bias = found[1].lower() == "bias"
        return _blocks(lambda block: block.is_bias == bias)
    if found := _PLACE.fullmatch(part):
        return _placed(found)
    if found := _COMPARED.fullmatch(part):
        column = _column(found[2], rule)
        if column is not None:
            return _compared(column, bool(found[1]), found[3], found[4])
    raise FilterError(f"“{part}” is no condition; try {EXAMPLES}")


def _dots(table: RuleTable) -> np.ndarray:
    return np.zeros(table.size, dtype=bool) if table.against is None else table.against


def _blocks(belongs: Callable[[Block], bool]) -> Mask:
    def mask(table: RuleTable) -> np.ndarray:
        kept = np.zeros(table.size, dtype=bool)
        for block in table.trace.program.layout.blocks:
            if belongs(block):
                kept[block.start : block.start + block.size] = True
        return kept

    return mask


def _placed(found: re.Match[str]) -> Mask:
    kind, layer, row, column = found.groups()

    def mask(table: RuleTable) -> np.ndarray:
        kept = np.zeros(table.size, dtype=bool)
        for block in table.trace.program.layout.blocks:
            if block.name == f"{kind}{layer or block.layer}":
                rows = slice(None) if row is None else slice(int(row) - 1, int(row))
                columns = slice(None) if column is None else slice(int(column) - 1, int(column))
                block.of(kept)[rows, columns] = True
        return kept

    return mask


def _compared(column: Column, size: bool, sign: str, number: str) -> Mask:
    try:
        limit = float(number.replace("−", "-"))
    except ValueError:
        raise FilterError(f"{number} is no number; try {EXAMPLES}") from None

    def mask(table: RuleTable) -> np.ndarray:
        values = table.values(column.name)
        if values is None:
            return np.zeros(table.size, dtype=bool)
        return _OPERATORS[sign](np.abs(values) if size else values, limit)

    return mask


def _column(word: str, rule: Rule) -> Column | None:
    wanted = word.replace("new", "").strip() + (" new" if "new" in word else "")
    return next((column for column in rule.columns if wanted in _spellings(column)), None)


def _spellings(column: Column) -> Iterator[str]:
    """How a column may be called in a filter: by its name in formulas, or as it is written above it."""
    yield column.label
    if column.name == "step":
        yield from ("Δ", "delta", "Δθ")
    elif column.name == "theta_next":
        yield from ("θ new", "theta new")
    else:
        yield re.sub(r"<[^>]+>", "", rich_name(column.label))
        yield re.sub(r"_", " ", column.label)

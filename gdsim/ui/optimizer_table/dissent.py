"""Dissent: in how many rows what the step follows points against this batch's gradient, in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.core.symbols import symbol
from gdsim.insight.rule_table import RuleTable


@dataclass(frozen=True)
class Dissent:
    """A sentence in parts.

    Args:
        parts: words, and symbols between dollar signs; parts at the end may be left out where room is short.
        count: how many rows.
        aloud: the same for a screen reader.
    """

    parts: tuple[str, ...] = ()
    count: int = 0
    aloud: str = ""


def dissent(table: RuleTable, scope: range) -> Dissent:
    """How the rows of ``scope`` stand; where a rule has no direction of its own, what its memory does instead."""
    direction = table.rule.direction
    if direction is None:
        remembers = any(column.group == "memory" for column in table.rule.columns)
        words = (
            "the memory sets the size of a step, this batch its direction"
            if remembers
            else "this rule keeps no memory of earlier batches"
        )
        return Dissent((words,), 0, words)
    label = direction.column.label
    name = symbol(label).spoken or label
    if table.against is None:
        return Dissent((f"${label}$", " is not computed yet"), 0, f"{name} is not computed yet")
    count = int(np.count_nonzero(table.against[scope.start : scope.stop]))
    where = f"in {count:,} of {len(scope):,} rows" if count else f"in none of the {len(scope):,} rows"
    way = "against" if direction.sign < 0 else "along"
    parts = (f"${label}$", f" points {way} this batch's ", "$g$", f" {where}")
    aloud = f"{name} points {way} this batch's g {where}"
    if count:
        return Dissent((*parts, ": the memory outweighs one batch"), count, aloud)
    return Dissent(parts, 0, aloud)

"""Stopwatch: what a call takes on a machine that does other things as well."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(work: Callable[[], object], budget: float = 0.05, rounds: int = 7) -> float:
    """The time of one call: the median of some rounds of as many calls as take a part of the budget.

    Args:
        work: what is called, again and again.
        budget: seconds in all, about.
        rounds: how many.
    """
    clock = perf_counter()
    work()
    calls = max(1, int(budget / rounds / max(perf_counter() - clock, 1e-9)))
    found = []
    for _ in range(rounds):
        clock = perf_counter()
        for _ in range(calls):
            work()
        found.append((perf_counter() - clock) / calls)
    return median(found)

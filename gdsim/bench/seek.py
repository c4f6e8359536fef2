"""Seek: what it takes to look at any update of a long run, and the memory for that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from gdsim.bench.cases import Case
from gdsim.core.executors.names import executor_name
from gdsim.core.stream import Stream
from gdsim.core.timeline import Timeline

UPDATES = {"compiled": 1_000_000, "numpy": 20_000}
"""How long the run is that is sought in: NumPy would take more than a minute for a million updates."""
SEEKS = 200


@dataclass(frozen=True)
class SeekTime:
    """Milliseconds of a random seek, and bytes of curves and checkpoints."""

    updates: int
    p50_ms: float
    p95_ms: float
    bytes: int


def made(updates: int | None = None) -> Iterator[tuple[int, Timeline]]:
    """A run of 2-4-2-1 with Adam, one sample an update, tenth by tenth: updates so far, and the run."""
    updates = UPDATES[executor_name()] if updates is None else updates
    run = Timeline(*Case((2, 4, 2, 1), 1, "adam").made("shuffle"))
    for tenth in range(1, 11):
        run.advance(updates * tenth // 10 - run.updates)
        yield run.updates, run


def seek_time(run: Timeline, seeks: int = SEEKS) -> SeekTime:
    """The time until every number of a random update of a run is known again."""
    found = []
    for update in Stream(1, "seeks").below(np.full(seeks, run.updates)) + 1:
        clock = perf_counter()
        run.trace(int(update))
        found.append(1e3 * (perf_counter() - clock))
    p50, p95 = np.quantile(found, [0.5, 0.95])
    return SeekTime(run.updates, float(p50), float(p95), run.history_bytes)

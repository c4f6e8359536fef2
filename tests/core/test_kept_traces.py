"""Kept traces: the last ones, within a bound of memory, and at least one."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.kept_traces import BYTES, KeptTraces
from gdsim.core.timeline import Timeline
from gdsim.core.trace import Trace
from tests.oracle.small import small


@pytest.fixture
def trace():
    """Makes traces whose numbers take so many bytes."""
    some = Timeline(*small()).trace(1)
    return lambda size: Trace(some.program, some.position, {"g": np.zeros(size // 8)})


def test_the_oldest_trace_is_dropped_first(trace):
    """Of small ones the last 64 are kept; one that is asked for is not old."""
    kept = KeptTraces()
    for update in range(1, 65):
        kept.keep(update, trace(80))
    assert kept.get(1) is not None
    kept.keep(65, trace(80))
    assert 1 in kept and 2 not in kept and kept.get(2) is None and 65 in kept


def test_large_traces_are_kept_within_their_bytes(trace):
    """However large, the last is there; others only as far as their bytes allow."""
    kept = KeptTraces()
    for update in range(1, 10):
        kept.keep(update, trace(BYTES // 3))
    assert [update for update in range(1, 10) if update in kept] == [7, 8, 9]
    kept.keep(10, trace(2 * BYTES))
    assert [update for update in range(1, 11) if update in kept] == [10]


def test_a_trace_kept_again_takes_no_second_place(trace):
    """The same update a second time takes no second place."""
    kept = KeptTraces()
    for _ in range(5):
        kept.keep(1, trace(BYTES // 2))
    kept.keep(2, trace(BYTES // 2))
    assert 1 in kept and 2 in kept

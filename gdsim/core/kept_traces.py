"""Kept traces: the updates that were looked at last, within a bound of memory."""

from __future__ import annotations

from collections import OrderedDict

from gdsim.core.trace import Trace

BYTES = 24_000_000
"""Of all kept traces; one of a full batch of many samples can be larger by itself, and is then the only one."""
_MOST = 64


class KeptTraces:
    """Traces by their update; the one not asked for longest goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Trace] = OrderedDict()
        self._bytes = 0

    def get(self, update: int) -> Trace | None:
        """The trace of an update, where it is kept."""
        if update in self._kept:
            self._kept.move_to_end(update)
        return self._kept.get(update)

    def keep(self, update: int, trace: Trace) -> None:
        """Keep one more."""
        self._kept[update] = trace
        self._bytes += _size(trace)
        while len(self._kept) > 1 and (len(self._kept) > _MOST or self._bytes > BYTES):
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _size(gone)


def _size(trace: Trace) -> int:
    return sum(array.nbytes for array in trace.values.values())

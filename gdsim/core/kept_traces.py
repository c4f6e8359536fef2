"""Kept traces: the updates that were looked at last, within a bound of memory."""

from __future__ import annotations

from gdsim.core.trace import Trace

BYTES = 24_000_000
"""Of all kept traces; one of a full batch of many samples can be larger by itself, and is then the only one."""
_MOST = 64


class KeptTraces:
    """Traces by their update; the one not asked for longest goes first. Two threads may ask at the same time."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Trace, int]] = {}

    def get(self, update: int) -> Trace | None:
        """The trace of an update, where it is kept."""
        found = self._kept.get(update)
        if found is None:
            return None
        self._kept[update] = self._kept.pop(update, found)
        return found[0]

    def __contains__(self, update: int) -> bool:
        return update in self._kept

    def keep(self, update: int, trace: Trace) -> None:
        """Keep one more."""
        self._kept[update] = trace, sum(array.nbytes for array in trace.values.values())
        oldest_first = list(self._kept.items())
        bytes_kept = sum(size for _, (_, size) in oldest_first)
        for number, (old, (_, size)) in enumerate(oldest_first[:-1]):
            if len(oldest_first) - number <= _MOST and bytes_kept <= BYTES:
                break
            self._kept.pop(old, None)
            bytes_kept -= size

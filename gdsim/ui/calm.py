"""Calm: words and numbers of a run that plays fast are shown a few times a second, for nobody reads them faster."""

from __future__ import annotations

import time

from gdsim.state.snapshot import Snapshot


class Calm:
    """Says whether a snapshot is to be shown now; in between, always, so the last one is never missed.

    Args:
        each: seconds from one to the next. Panes have times of their own, so that they seldom share a frame.
    """

    def __init__(self, each: float) -> None:
        self._each = each
        self._shown = 0.0

    def due(self, snapshot: Snapshot) -> bool:
        """True where the pane should follow."""
        now = time.perf_counter()
        if snapshot.fast and now - self._shown < self._each:
            return False
        self._shown = now
        return True

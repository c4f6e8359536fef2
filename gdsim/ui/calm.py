"""Calm: words and numbers of a run that plays fast are shown ten times a second, for nobody reads them faster."""

from __future__ import annotations

import time

from gdsim.state.snapshot import Snapshot

FAST = 4.0
"""Steps a second up to which every one can be read."""
EACH = 0.1
"""Seconds from one to the next beyond that."""


class Calm:
    """Says whether a snapshot is to be shown now; while nothing plays, always, so the last one is never missed."""

    def __init__(self) -> None:
        self._shown = 0.0

    def due(self, snapshot: Snapshot) -> bool:
        """True where the pane should follow."""
        now = time.perf_counter()
        if snapshot.playing and snapshot.speed > FAST and now - self._shown < EACH:
            return False
        self._shown = now
        return True

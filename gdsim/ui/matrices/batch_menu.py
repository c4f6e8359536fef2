"""Batch menu: the samples of the batch as a list to choose from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gdsim.state.intents import Intent, ViewSample
from gdsim.state.snapshot import Snapshot

MOST_LISTED = 64
"""Samples in the list; of a larger batch those round the one in view."""


def list_samples(menu: QMenu, snapshot: Snapshot, want: Callable[[Intent], None]) -> None:
    """Fills the menu; an entry wants its sample in view."""
    menu.clear()
    batch = snapshot.position.batch
    now = min(snapshot.model.sample, len(batch) - 1)
    first = max(0, min(now - MOST_LISTED // 2, len(batch) - MOST_LISTED))
    for at in range(first, min(first + MOST_LISTED, len(batch))):
        row = int(snapshot.samples.rows[batch[at]]) + 1
        entry = QAction(f"sample {at + 1} · row {row}", menu)
        entry.setCheckable(True)
        entry.setChecked(at == now)
        entry.triggered.connect(lambda _, at=at: want(ViewSample(at)))
        menu.addAction(entry)

"""Status: the bar at the bottom: which step of the update this is, and how the document stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from gdsim.core.executors.names import NAME
from gdsim.core.readings.rich import rich_name
from gdsim.state.snapshot import Snapshot

FOOTER = "Space begins · Tab and arrows move · Enter opens"
"""What the keys do on the start screen."""


class Status(QStatusBar):
    """Left: the step and what the last intent has to say. Right: precision, seed, updates, saved or not."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self._where, self._state = QLabel(), QLabel()
        self._where.setTextFormat(Qt.TextFormat.RichText)
        # A long message is cut at the end of the bar and never widens the window.
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._state.setProperty("role", "caption")
        self.addWidget(self._where, 1)
        self.addPermanentWidget(self._state)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say where the run stands."""
        model = snapshot.model
        done, lines = model.cursor.line, len(snapshot.program.lines)
        where = f"<b>Step {done} of {lines} in this update</b>"
        if snapshot.line is not None:
            where += f" · {rich_name(snapshot.line.writes)}"
        message = snapshot.model.fault[1] if snapshot.model.fault else model.message
        self._where.setText(f"{where} &nbsp; {message}" if message else where)
        self._where.setToolTip(message)
        saved = "not saved yet" if model.saved is None else "changed" if model.unsaved else "saved"
        seen = snapshot.position.update if done else snapshot.position.update - 1
        made = f"update {seen} of {snapshot.updates}" if snapshot.updates else "no update made yet"
        self._state.setText(f"float64 · seed {model.experiment.seed} · {made} · {saved}")

    def show_start(self) -> None:
        """What the keys do on the start screen."""
        self._where.setText(f"<b>{FOOTER}</b>")
        self._where.setToolTip("")
        self._state.setText(f"float64 · {NAME} · offline")

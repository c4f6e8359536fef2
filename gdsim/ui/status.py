"""Status: the bar at the bottom: which step of the update this is, and how the document stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget

from gdsim.core.executors.names import executor_name
from gdsim.core.symbols import symbol
from gdsim.state.snapshot import Snapshot
from gdsim.ui import fonts, theme
from gdsim.ui.controls.elided_label import ElidedLabel
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.label import MathLabel
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import text_box

FOOTER = "Space begins · Tab and arrows move · Enter opens"
"""What the keys do on the start screen."""


class Status(QStatusBar):
    """Left: the step and what the last intent has to say. Right: precision, seed, updates, saved or not."""

    _name = ""
    """What the line at the cursor writes; of the class, because Qt tells of a palette before there are labels."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self.step, self.written = QLabel(), MathLabel()
        self.step.setFont(fonts.number_font(weight=fonts.BOLD))
        self.written.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # A long message is cut at the end of the bar and never widens the window.
        self.message = ElidedLabel()
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = QLabel()
        self.state.setProperty("role", "caption")
        where = QWidget()
        line = QHBoxLayout(where)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for part in (self.step, self.written):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addSpacing(12)
        line.addWidget(self.message, 1)
        where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.addWidget(where, 1)
        self.addPermanentWidget(self.state)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Say where the run stands."""
        model = snapshot.model
        done, lines = model.cursor.line, len(snapshot.program.lines)
        self.step.setText(f"Step {done} of {lines} in this update")
        self._write(snapshot.line.writes if snapshot.line is not None else "")
        message = snapshot.model.fault[1] if snapshot.model.fault else model.message
        self.message.setText(message)
        saved = "not saved yet" if model.saved is None else "changed" if model.unsaved else "saved"
        made = _made(snapshot.position.update if done else snapshot.position.update - 1, snapshot.updates)
        self.state.setText(f"float64 · seed {model.experiment.seed} · {made} · {saved}")

    def show_start(self) -> None:
        """What the keys do on the start screen."""
        self.step.setText(FOOTER)
        self._write("")
        self.message.setText("")
        self.state.setText(f"float64 · {executor_name()} · offline")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._name:
            self._write(self._name)

    def _write(self, name: str) -> None:
        """Set the name of what the line at the cursor writes."""
        self._name = name
        if not name:
            self.written.show_box(None)
            return
        style = Style(tokens().type.body, theme.current().colour("text"), inline=True)
        line = QFontMetricsF(self.step.font())
        parts = [Box(0.0, line.ascent(), line.descent()), text_box(" · ", style), name_box(name, style)]
        self.written.show_box(row(parts), symbol(name).spoken or name)


def _made(seen: int, made: int) -> str:
    """Which update is seen, of how many that have been made; the one at work is not yet one of them."""
    if not made:
        return "no update made yet"
    return f"update {seen} of {made}" if seen <= made else f"update {seen}, {made} made"

"""Timeline bar: the whole run at a glance, and the way to any update of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gdsim.state.snapshot import Snapshot
from gdsim.ui.controls.card import Card
from gdsim.ui.panels.icon_button import IconButton
from gdsim.ui.plots.figure import Entry
from gdsim.ui.plots.legend import Legend
from gdsim.ui.plots.loss_track import BATCH, TRAINING
from gdsim.ui.theme import Theme
from gdsim.ui.timeline_track import TimelineTrack

NARROW = 480


class TimelineBar(QWidget):
    """The pane: a card with the track in it."""

    wanted = Signal(object)
    bookmark_wanted = Signal()
    stop_wanted = Signal()
    run_to_wanted = Signal()
    """The window asks for the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = Card("Timeline")
        self.track = TimelineTrack()
        self.track.wanted.connect(self.wanted)
        self.card.body.addWidget(self.track, 1)
        inner = self.card.layout()
        assert inner is not None
        inner.setContentsMargins(14, 8, 14, 5)
        inner.setSpacing(2)
        self.legend = Legend()
        # Placed first: what shows itself outside every window is a window, and takes the keys from the one in use.
        self.card.head.insertWidget(1, self.legend)
        self.legend.set_entries((Entry("batch", BATCH), Entry("training set", TRAINING)))
        self.track.bookmark_wanted.connect(self.bookmark_wanted)
        for icon, tip, signal in (
            ("bookmark", "Bookmark here, with a note (Ctrl+D)", self.bookmark_wanted),
            ("circle-alert", "Stop when … (Ctrl+Shift+B)", self.stop_wanted),
            ("fast-forward", "Run to … (Ctrl+G)", self.run_to_wanted),
        ):
            button = IconButton(icon, tip)
            button.clicked.connect(signal)
            self.card.head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.setMinimumHeight(104)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draws the run and the cursor."""
        self.track.show_snapshot(snapshot)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.width() > NARROW)
        self._say()

    def _say(self) -> None:
        made = self.track.made
        # In a narrow window the number stays and the hint goes.
        hint = " · drag to go to any" if self.width() > NARROW else ""
        caption = f"{made:,} update{'s' if made != 1 else ''}{hint}" if made else ""
        if self.card.caption_label.text() != caption:
            self.card.set_caption(caption)

    def apply_theme(self, worn: Theme) -> None:
        """Takes the colours of a theme."""
        self.track.forget_picture()
        self.card.update()

"""Update pane: the optimizer table, and below it the rule with the numbers of one row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gdsim.state.snapshot import Snapshot
from gdsim.ui.optimizer_table.optimizer_table import OptimizerTable
from gdsim.ui.optimizer_table.rule_numbers import RuleNumbers
from gdsim.ui.theme import Theme

ROWS = 196
"""Pixels of a table with four rows, which it keeps before the rule takes more than 45 % of the pane."""


class UpdatePane(QSplitter):
    """What stage 5 shows at the right. A column's head lights the line that makes it."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("update_pane")
        self.table, self.rule = OptimizerTable(), RuleNumbers()
        self.addWidget(self.table)
        self.addWidget(self.rule)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self._by_hand = False
        self._waiting: Snapshot | None = None
        self.splitterMoved.connect(self._moved)
        self.table.wanted.connect(self.wanted)
        self.rule.wanted.connect(self.wanted)
        self.rule.height_changed.connect(self._share)
        self.table.pointed.connect(self.rule.light)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the numbers at the cursor, at the latest when the pane comes into view."""
        if not self.isVisible():
            self._waiting = snapshot
            return
        self._waiting = None
        self.table.show_snapshot(snapshot)
        self.rule.show_snapshot(snapshot)

    def apply_theme(self, worn: Theme) -> None:
        """Wear other colours."""
        self.table.apply_theme(worn)
        self.rule.apply_theme(worn)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting is not None:
            self.show_snapshot(self._waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The rule is as high as it needs, while a few rows are seen, until somebody moves the handle."""
        room = sum(self.sizes())  # a handle may be wider than it was asked to be
        if not self._by_hand and room > 0:
            rule = min(self.rule.wanted_height(), max(round(0.45 * room), room - ROWS))
            self.setSizes([room - rule, rule])

    def _moved(self) -> None:
        self._by_hand = True

    def show_layer(self, layer: int | None) -> None:
        """Show one layer in the table, from 1, or all."""
        self.table.show_layer(layer)

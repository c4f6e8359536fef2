"""Rule numbers: each line of the update for one parameter, in symbols and again in its numbers."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gdsim.core.program import Line, Program, Stage
from gdsim.core.readings.digits import MINUS, reckoned
from gdsim.core.readings.element import Entry
from gdsim.core.readings.spoken import spoken
from gdsim.core.symbols import symbol
from gdsim.insight.focus import parameter_at
from gdsim.insight.rule_lines import label_of
from gdsim.insight.rule_table import rule_of
from gdsim.state.intents import Select
from gdsim.state.snapshot import Snapshot
from gdsim.ui.controls.card import Card
from gdsim.ui.optimizer_table.followed import followed
from gdsim.ui.optimizer_table.ink import EDGE, Ink, ink
from gdsim.ui.optimizer_table.rows import NOT_YET
from gdsim.ui.optimizer_table.rule_layout import Item
from gdsim.ui.optimizer_table.rule_sheet import RuleSheet
from gdsim.ui.optimizer_table.rule_typesetting import RuleTypesetting
from gdsim.ui.optimizer_table.worked_box import value_box
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.label import MathLabel
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box

TITLE = "The rule, with the numbers of"


class RuleNumbers(Card):
    """The rule of the optimizer for the selected parameter, or else for the one with the largest gradient."""

    wanted = Signal(object)
    height_changed = Signal()
    """It needs another height: another rule, another width, or longer numbers than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, "", parent)
        self.setObjectName("rule_numbers")
        self.set_title(TITLE, "The rule for")
        self._snapshot: Snapshot | None = None
        self._program: Program | None = None
        self._typeset: RuleTypesetting | None = None
        self._tallest = 0
        self.name_label, self.when_label, self.sheet = MathLabel(), MathLabel(), RuleSheet()
        self.caption_label.hide()
        self.head.insertWidget(1, self.name_label)
        self.head.addStretch(1)
        self.head.addWidget(self.when_label)
        self.area = QScrollArea()
        self.area.setObjectName("rule_numbers_scroll")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setAccessibleName(TITLE)
        self.area.setWidget(self.sheet)
        self.area.viewport().setAutoFillBackground(False)
        self.sheet.setAutoFillBackground(False)
        self.area.viewport().installEventFilter(self)
        # The pane gets its height after the first lines are laid out.
        self.area.verticalScrollBar().rangeChanged.connect(self._follow)
        self.body.addWidget(self.area, 1)
        column = self.layout()
        assert column is not None
        column.setContentsMargins(2, 9, 2, 6)
        column.setSpacing(4)
        self.head.setContentsMargins(EDGE - 2, 0, EDGE - 2, 0)
        self.sheet.chosen.connect(self._choose)
        self.setMinimumSize(260, 110)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the numbers at the cursor."""
        self._snapshot = snapshot
        if snapshot.program is not self._program:
            self._program, self._tallest = snapshot.program, 0
            self._typeset = RuleTypesetting(rule_of(snapshot.trace), snapshot.trace)
        self.set_accent("action" if snapshot.stage is Stage.UPDATE else None)
        self._show()

    def apply_theme(self, worn: Theme) -> None:
        """Wear other colours."""
        self._show()
        self.update()

    def light(self, name: str | None) -> None:
        """Light the line that writes this quantity; none where it is None."""
        self.sheet.light(name)

    def wanted_height(self) -> int:
        """The height at which nothing has to be scrolled."""
        column = self.layout()
        assert column is not None
        margins = column.contentsMargins()
        around = margins.top() + self.head.sizeHint().height() + column.spacing() + margins.bottom()
        return max(self._tallest, self.sheet.sizeHint().height()) + around + 4

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll bar has its room in the margin, so that it changes nothing of the layout when it comes.
        if event.type() == QEvent.Type.Resize:
            self.sheet.view(self.area.viewport().height())
            if self.sheet.fit(self.area.width()):
                self._tallest = 0
                self._measure()
        return False

    def _show(self) -> None:
        snapshot, typeset = self._snapshot, self._typeset
        place = followed(snapshot) if snapshot is not None else None
        if snapshot is None or typeset is None or place is None:
            return
        drawn, type_ = ink(), tokens().type
        label = parameter_at(snapshot.trace, place).label
        self.name_label.show_box(name_box(label, Style(type_.title + 1.5, drawn.text)), label)
        if self.accessibleName() != f"{TITLE} {label}":
            self.setAccessibleName(f"{TITLE} {label}")
        self._show_when(snapshot, drawn)
        items = typeset.items(snapshot, place)
        line = snapshot.line
        self.sheet.show_items(items, typeset.marked, line.writes if line is not None else None)
        self._measure()
        self._follow()
        self.sheet.setAccessibleDescription(". ".join(_aloud(item) for item in items))

    def _follow(self, *_: int) -> None:
        """Bring the line at the cursor into view where the rule is longer than the pane; no line is cut above."""
        room, bar = self.sheet.room_at_work(), self.area.verticalScrollBar()
        if room is None:
            return
        at, seen = bar.value(), self.area.viewport().height()
        if room.top() < at:
            bar.setValue(math.floor(room.top()))
        elif room.bottom() > at + seen:
            begins = [top for top in self.sheet.tops() if room.bottom() - seen <= top <= room.top()]
            bar.setValue(math.floor(begins[0] if begins else room.top()))

    def _measure(self) -> None:
        """Ask for more height where the lines need it; never for less, or the pane would breathe as the run plays."""
        height = self.sheet.sizeHint().height()
        if height > self._tallest:
            self._tallest = height
            self.height_changed.emit()

    def _choose(self, name: str) -> None:
        """The number of a quantity was clicked."""
        place = followed(self._snapshot) if self._snapshot is not None else None
        if self._snapshot is None or place is None:
            return
        label = label_of(self._snapshot.trace, Entry(name, (place,)))
        if label is not None:
            self.wanted.emit(Select(label))

    def _show_when(self, snapshot: Snapshot, drawn: Ink) -> None:
        """``t = 184 · α = 0.02``."""
        size = tokens().type.small + 0.5
        muted, mathematical = Style(size, drawn.muted), Style(size + 2.0, drawn.muted)
        boxes = [
            name_box("t", mathematical),
            text_box(" = ", muted),
            number_box(f"{snapshot.position.t:,}", muted),
        ]
        aloud = f"t = {snapshot.position.t}"
        rate = snapshot.value("learning_rate")
        if rate is not None:
            boxes += [text_box(" · ", muted), name_box("learning_rate", mathematical), text_box(" = ", muted)]
            fixed = "learning_rate" in snapshot.program.constants
            boxes.append(value_box(float(rate), muted, fixed))
            aloud += f", learning rate {float(rate):g}"
        self.when_label.show_box(row(boxes), aloud)


def _aloud(item: Item) -> str:
    value = reckoned(item.one.value).replace(MINUS, "minus ") if item.known else NOT_YET
    return f"{_line_aloud(item.one.line)}: {value}"


@lru_cache(maxsize=256)
def _line_aloud(line: Line) -> str:
    return f"{symbol(line.writes).spoken or line.writes} is {spoken(line.tree)}"

"""Rule numbers: each line of the update for one parameter, in symbols and again in its numbers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gdsim.core.program import Program, Stage
from gdsim.core.readings.digits import MINUS, reckoned
from gdsim.core.readings.element import Entry
from gdsim.core.readings.spoken import spoken
from gdsim.core.symbols import symbol
from gdsim.insight.focus import parameter_at
from gdsim.insight.rule_lines import Part, RuleLine, label_of, rule_lines
from gdsim.insight.rule_table import Rule, rule_of
from gdsim.state.intents import Select
from gdsim.state.snapshot import Snapshot
from gdsim.ui.controls.card import Card
from gdsim.ui.optimizer_table.followed import followed
from gdsim.ui.optimizer_table.ink import EDGE, Ink, ink
from gdsim.ui.optimizer_table.rows import NOT_YET
from gdsim.ui.optimizer_table.rule_layout import Item
from gdsim.ui.optimizer_table.rule_sheet import RuleSheet
from gdsim.ui.optimizer_table.worked_box import Marked, numbers, symbols, value_box
from gdsim.ui.theme import Theme
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.label import MathLabel
from gdsim.ui.typesetting.name import name_box
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box

TITLE = "The rule, with the numbers of"


class RuleNumbers(Card):
    """The rule of the optimizer for the selected parameter, or else for the one with the largest gradient."""

    wanted = Signal(object)
    height_changed = Signal()
    """It needs another height: another rule, or another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, "", parent)
        self.setObjectName("rule_numbers")
        self._snapshot: Snapshot | None = None
        self._program: Program | None = None
        self._rule: Rule | None = None
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
        self.body.addWidget(self.area, 1)
        column = self.layout()
        assert column is not None
        column.setContentsMargins(2, 9, 2, 6)
        column.setSpacing(4)
        self.head.setContentsMargins(EDGE - 2, 0, EDGE - 2, 0)
        self.sheet.chosen.connect(lambda label: self.wanted.emit(Select(label)))
        self.setMinimumSize(260, 110)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the numbers at the cursor."""
        self._snapshot = snapshot
        if snapshot.program is not self._program:
            self._program, self._rule = snapshot.program, rule_of(snapshot.trace)
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
        return self.sheet.sizeHint().height() + around

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            before = self.sheet.sizeHint().height()
            # A scroll bar has its room in the margin, so that it changes nothing of the layout when it comes.
            self.sheet.fit(self.area.width())
            if self.sheet.sizeHint().height() != before:
                self.height_changed.emit()
        return False

    def _show(self) -> None:
        snapshot, rule = self._snapshot, self._rule
        place = followed(snapshot) if snapshot is not None else None
        if snapshot is None or rule is None or place is None:
            return
        drawn, type_ = ink(), tokens().type
        label = parameter_at(snapshot.trace, place).label
        self.name_label.show_box(name_box(label, Style(type_.title + 1.5, drawn.text)), label)
        self.set_title(TITLE)
        self.setAccessibleName(f"{TITLE} {label}")
        self._show_when(snapshot, drawn)
        marked = Marked()
        lines = rule_lines(snapshot.trace, rule, place)
        items = tuple(self._item(snapshot, one, place, drawn, marked) for one in lines)
        line = snapshot.line
        before = self.sheet.sizeHint().height()
        self.sheet.show_items(items, marked, line.writes if line is not None else None)
        if self.sheet.sizeHint().height() != before:
            self.height_changed.emit()
        self.sheet.setAccessibleDescription(". ".join(_aloud(snapshot, one) for one in lines))

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

    def _item(self, snapshot: Snapshot, one: RuleLine, place: int, drawn: Ink, marked: Marked) -> Item:
        type_ = tokens().type
        result = Entry(one.line.writes, (place,) if one.part is not Part.BEFORE else ())
        known = snapshot.value(one.line.writes) is not None
        ahead = drawn.text if known else drawn.muted
        small = Style(type_.small + 0.5, drawn.muted)
        written = numbers(one, snapshot.trace, Style(type_.body - 0.5, drawn.muted), drawn, marked)
        return Item(
            one,
            symbols(one, snapshot.trace, Style(type_.formula_inline + 2.0, ahead), marked),
            row([space(6.0), glyphs("=", Style(type_.formula_inline, drawn.muted)), space(6.0)]),
            written,
            marked.mark(_result(one, drawn), label_of(snapshot.trace, result)),
            known,
            text_box(NOT_YET, small),
        )


def _result(one: RuleLine, drawn: Ink) -> Box:
    directed = one.part in (Part.DIRECTION, Part.MOVE)
    style = Style(tokens().type.body, drawn.sign(one.value, directed), bold=True)
    text = reckoned(one.value)
    if "×10" in text or float(one.value).is_integer():
        return value_box(one.value, style)
    signed = directed and one.value > 0 and one.line.writes != "theta_next"
    return number_box(f"+{text}" if signed else text, style)


def _aloud(snapshot: Snapshot, one: RuleLine) -> str:
    name = symbol(one.line.writes).spoken or one.line.writes
    known = snapshot.value(one.line.writes) is not None
    value = reckoned(one.value).replace(MINUS, "minus ") if known else NOT_YET
    return f"{name} is {spoken(one.line.tree)}: {value}"

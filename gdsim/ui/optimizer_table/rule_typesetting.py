"""Rule typesetting: the lines of the rule as boxes, kept for as long as they stay the same."""

from __future__ import annotations

from gdsim.core.readings.digits import reckoned
from gdsim.core.trace import Trace
from gdsim.insight.rule_lines import RuleLine, rule_lines
from gdsim.insight.rule_table import Rule
from gdsim.state.snapshot import Snapshot
from gdsim.ui.optimizer_table.ink import Ink, ink
from gdsim.ui.optimizer_table.rows import NOT_YET
from gdsim.ui.optimizer_table.rule_layout import Item
from gdsim.ui.optimizer_table.worked_box import Marked, numbers, symbols, value_box
from gdsim.ui.tokens import tokens
from gdsim.ui.typesetting.box import Box
from gdsim.ui.typesetting.glyphs import glyphs
from gdsim.ui.typesetting.row import row, space
from gdsim.ui.typesetting.style import Style
from gdsim.ui.typesetting.text import number_box, text_box


class RuleTypesetting:
    """The typeset lines of one program. Symbols are set once a theme, numbers once an update and parameter.

    Args:
        rule: the columns of the program.
        trace: any update of it.
    """

    def __init__(self, rule: Rule, trace: Trace) -> None:
        self.rule = rule
        size = (trace.program.layout.size,)
        sized = (name for name, values in trace.values.items() if values.shape == size)
        self._per_parameter = frozenset(sized) - set(trace.program.constants)
        self._symbols: dict[tuple[str, str], Box] = {}
        self._symbol_marks = Marked()
        self._number_marks = Marked()
        self._of: tuple[Trace, int, Ink] | None = None
        self._lines: tuple[RuleLine, ...] = ()
        self._worked: list[tuple[Box | None, Box]] = []

    @property
    def lines(self) -> tuple[RuleLine, ...]:
        """The lines that were set last."""
        return self._lines

    @property
    def marked(self) -> tuple[Marked, ...]:
        """What can be clicked in the boxes that were set last."""
        return self._symbol_marks, self._number_marks

    def items(self, snapshot: Snapshot, place: int) -> tuple[Item, ...]:
        """All lines for a parameter; where things stand does not depend on the cursor."""
        drawn, trace = ink(), snapshot.trace
        of = self._of
        if of is None or of[0] is not trace or of[1:] != (place, drawn):
            self._of = (trace, place, drawn)
            self._lines = rule_lines(trace, self.rule, place)
            self._number_marks = Marked()
            self._worked = [self._set_numbers(one, drawn) for one in self._lines]
        type_ = tokens().type
        equals = glyphs("=", Style(type_.formula_inline, drawn.muted))
        equals = row([space(6.0), equals, space(6.0)])
        not_yet = text_box(NOT_YET, Style(type_.small + 0.5, drawn.muted))
        return tuple(
            self._item(snapshot, drawn, one, worked, equals, not_yet)
            for one, worked in zip(self._lines, self._worked, strict=True)
        )

    def _item(
        self,
        snapshot: Snapshot,
        drawn: Ink,
        one: RuleLine,
        worked: tuple[Box | None, Box],
        equals: Box,
        not_yet: Box,
    ) -> Item:
        known = snapshot.value(one.line.writes) is not None
        colour = drawn.text if known else drawn.muted
        key = (one.line.writes, colour.name())
        if key not in self._symbols:
            style = Style(tokens().type.formula_inline + 2.0, colour)
            self._symbols[key] = symbols(one, self._per_parameter, style, self._symbol_marks)
        return Item(one, self._symbols[key], equals, worked[0], worked[1], known, not_yet)

    def _set_numbers(self, one: RuleLine, drawn: Ink) -> tuple[Box | None, Box]:
        style = Style(tokens().type.body - 0.5, drawn.muted)
        marks, name = self._number_marks, one.line.writes
        result = marks.mark(self._result(one, drawn), name if name in self._per_parameter else None)
        return numbers(one, self._per_parameter, style, drawn, marks), result

    def _result(self, one: RuleLine, drawn: Ink) -> Box:
        column = self.rule.column(one.line.writes)
        directed = column is not None and column.directed
        style = Style(tokens().type.body, drawn.sign(one.value, directed), bold=True)
        text = reckoned(one.value)
        if "×10" in text or one.value.is_integer():
            return value_box(one.value, style)
        signed = directed and one.value > 0 and one.line.writes != "theta_next"
        return number_box(f"+{text}" if signed else text, style)

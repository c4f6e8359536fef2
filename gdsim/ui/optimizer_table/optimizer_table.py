"""Optimizer table: each parameter with its gradient, the rule's memory, its step, and its new value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gdsim.core.program import Program, Stage
from gdsim.core.registries import OPTIMIZERS
from gdsim.insight.focus import parameter, place_behind
from gdsim.insight.row_filter import FilterError, RowFilter, row_filter
from gdsim.insight.row_order import Sort, arranged, next_sort
from gdsim.insight.rule_table import Rule, RuleTable, rule_of
from gdsim.state.intents import Select
from gdsim.state.snapshot import Snapshot
from gdsim.ui.controls.button import Button, Kind
from gdsim.ui.controls.card import Card
from gdsim.ui.optimizer_table.as_text import as_text
from gdsim.ui.optimizer_table.dissent import dissent
from gdsim.ui.optimizer_table.filter_field import FilterField
from gdsim.ui.optimizer_table.followed import followed
from gdsim.ui.optimizer_table.foot import Foot
from gdsim.ui.optimizer_table.grid import NONE, Grid
from gdsim.ui.optimizer_table.ink import EDGE
from gdsim.ui.optimizer_table.rows import Form, Rows, forms_of
from gdsim.ui.optimizer_table.scope_button import ScopeButton
from gdsim.ui.theme import Theme

DOT = "dot"
"""The filter that a click on the foot writes."""


class OptimizerTable(Card):
    """The table of stage 5. Layer, filter and order are the reader's; which parameter is selected, the document's."""

    wanted = Signal(object)
    pointed = Signal(object)
    """The name of the column whose head is under the pointer, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Optimizer table", "", parent)
        self.setObjectName("optimizer_table")
        self._snapshot: Snapshot | None = None
        self._program: Program | None = None
        self._rule: Rule | None = None
        self._layer: int | None = 1
        self._followed_selection: str | None = None
        self._sort: Sort | None = None
        self._filter: RowFilter | None = None
        self._forms: tuple[Form, ...] = ()
        self.scope = ScopeButton()
        self.filter_button = Button("filter", None, Kind.LINK, "Filter the rows")
        self.copy_button = Button("copy", None, Kind.LINK, "Copy the rows")
        self.filter_field, self.grid, self.foot = FilterField(), Grid(), Foot()
        self._place()
        self._connect()

    def _place(self) -> None:
        self.filter_button.setObjectName("optimizer_table_filter_button")
        self.copy_button.setObjectName("optimizer_table_copy")
        self.copy_button.setToolTip("Copy the rows as tab-separated text, every number in full (Ctrl+C)")
        self.filter_button.setToolTip("Show only some rows (Ctrl+F in the table)")
        self.grid.setObjectName("optimizer_table_grid")
        self.grid.setAccessibleName("Parameters")
        self.caption_label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.head.setContentsMargins(EDGE, 0, EDGE, 0)
        for button in (self.scope, self.filter_button, self.copy_button):
            self.head.addSpacing(4)
            self.head.addWidget(button)
        column = self.layout()
        assert column is not None
        # The rows reach from rim to rim.
        column.setContentsMargins(2, 8, 2, 2)
        self.body.setSpacing(0)
        self.body.addWidget(self.filter_field)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.foot)
        self.filter_field.hide()
        self.setMinimumSize(300, 150)

    def _connect(self) -> None:
        self.scope.layer_chosen.connect(self.show_layer)
        self.scope.sort_asked.connect(self.sort_by)
        self.filter_button.clicked.connect(self._turn_filter)
        self.copy_button.clicked.connect(self.copy)
        self.filter_field.changed.connect(self._filtered)
        self.filter_field.left.connect(self.grid.setFocus)
        self.filter_field.ended.connect(self._end_filter)
        self.grid.chosen.connect(self._choose)
        self.grid.copied.connect(self.copy)
        self.grid.sought.connect(self._open_filter)
        self.grid.scrolled.connect(self._show_foot)
        self.grid.column_head.sectionClicked.connect(self._sort_section)
        self.grid.column_head.pointed.connect(self.pointed)
        self.foot.clicked.connect(self._turn_dots)

    # Showing

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the numbers at the cursor."""
        before, self._snapshot = self._snapshot, snapshot
        if snapshot.program is not self._program:
            self._program = snapshot.program
            self._rule = rule_of(snapshot.trace)
            self._read_filter()
        if before is None or snapshot.model.selected != self._followed_selection:
            self._follow_selection(snapshot)
        if before is None or before.trace is not snapshot.trace:
            self._forms = ()
        self.set_accent("action" if snapshot.stage is Stage.UPDATE else None)
        self._show()

    def apply_theme(self, worn: Theme) -> None:
        """Wear other colours."""
        self.grid.viewport().update()
        self.grid.names.viewport().update()
        self.grid.column_head.viewport().update()
        self.foot.update()
        self.update()

    def show_layer(self, layer: int | None) -> None:
        """Show one layer, from 1, or all; a filter stays."""
        self._layer, self._forms = layer, ()
        self._show()

    def sort_by(self, column: str) -> None:
        """One more click on a column: by size, by value, in the order of the network."""
        self._sort = next_sort(self._sort, column)
        self._show()

    def copy(self) -> None:
        """The shown rows into the clipboard, for a spreadsheet."""
        if self.grid.rows is not None:
            QGuiApplication.clipboard().setText(as_text(self.grid.rows))

    @property
    def layer(self) -> int | None:
        """The layer that is shown, None for all."""
        return self._layer

    def _follow_selection(self, snapshot: Snapshot) -> None:
        """A parameter that was selected elsewhere brings its layer with it."""
        self._followed_selection = snapshot.model.selected
        chosen = parameter(snapshot.model.selected)
        known = place_behind(snapshot.trace, snapshot.model.selected) is not None
        if chosen is not None and known and self._layer not in (None, chosen.layer):
            self._layer, self._forms = chosen.layer, ()

    def _show(self) -> None:
        snapshot, rule = self._snapshot, self._rule
        if snapshot is None or rule is None:
            return
        layers = snapshot.program.layout.layers
        if self._layer is not None and self._layer > layers:
            self._layer, self._forms = layers, ()
        table = RuleTable(rule, snapshot.trace, snapshot.model.cursor.line)
        whole = self._filter is not None and self._filter.anywhere
        scope = table.rows(None if whole else self._layer)
        self._forms = self._forms or forms_of(snapshot.trace, rule.columns, scope)
        rows = Rows(
            table,
            arranged(table, self._layer, self._filter, self._sort),
            self._forms,
            self._sort is None,
            place_behind(snapshot.trace, snapshot.model.selected),
            followed(snapshot),
        )
        self.scope.show_choice(self._layer, layers, rule.columns)
        self.grid.column_head.sort = self._sort
        self.grid.show_rows(rows, scope)
        self._show_caption(snapshot, len(rows.places), len(scope), whole)
        self._show_foot()

    def _show_caption(self, snapshot: Snapshot, shown: int, count: int, whole: bool) -> None:
        method = OPTIMIZERS[snapshot.current.optimizer.method].name
        where = "all layers" if whole or self._layer is None else f"layer {self._layer}"
        many = f"{shown:,} of {count:,}" if shown != count else f"{count:,}"
        text = f"{method} · {where} · {many} parameter{'' if count == 1 else 's'}"
        if text != self.caption_label.text():
            self.set_caption(text, f"{method} · {many} parameters", f"{many} parameters", method)

    def _show_foot(self) -> None:
        rows = self.grid.rows
        if rows is None:
            return
        whole = self._filter is not None and self._filter.anywhere
        view = self.grid.rows_in_view()
        words = NONE if view is None else f"rows {view[0]:,}–{view[1]:,}"
        self.foot.show_words(dissent(rows.table, rows.table.rows(None if whole else self._layer)), words)

    # What the reader does

    def _choose(self, row: int) -> None:
        if self.grid.rows is not None:
            self.wanted.emit(Select(self.grid.rows.parameter(row).label))

    def _sort_section(self, section: int) -> None:
        if self._rule is not None:
            self.sort_by(self._rule.columns[section].name)

    def _turn_filter(self) -> None:
        if self.filter_field.isHidden():
            self._open_filter()
        else:
            self._end_filter()

    def _open_filter(self) -> None:
        self.filter_field.show()
        self.filter_field.edit.setFocus()

    def _end_filter(self) -> None:
        self.filter_field.edit.clear()
        self.filter_field.hide()
        self.grid.setFocus()

    def _turn_dots(self, on: bool) -> None:
        self.filter_field.setVisible(on)
        self.filter_field.edit.setText(DOT if on else "")

    def _filtered(self, text: str) -> None:
        self._forms = ()
        self._read_filter()
        self.foot.setChecked(text.strip().lower() == DOT)
        self._show()

    def _read_filter(self) -> None:
        """Read the field; while what is written in it cannot be read, every row stays."""
        text = self.filter_field.edit.text().strip()
        self._filter, fault = None, ""
        if text and self._rule is not None:
            try:
                self._filter = row_filter(text, self._rule)
            except FilterError as error:
                fault = str(error)
        self.filter_field.show_fault(fault)

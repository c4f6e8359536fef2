"""The optimizer table as a reader meets it: the picture's numbers, selection, keys, order, filter and copy."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMainWindow

from gdsim.state.intents import Select, SetField, Step
from gdsim.state.model import Granularity
from gdsim.ui import theme
from gdsim.ui.optimizer_table.column_widths import samples
from gdsim.ui.optimizer_table.ink import PAD, contrast, ink, over
from gdsim.ui.optimizer_table.optimizer_table import OptimizerTable
from gdsim.ui.optimizer_table.rows import NOT_YET
from gdsim.ui.workbench import TABLE_WHOLE
from tests.ui.optimizer_table.conftest import after

PICTURE = {
    "W2[2,2]": "+0.3466 −0.0778 −0.01367 0.000366 −0.01367 0.002174 +0.00586 +0.3525",
    "W2[3,1]": "−0.9121 −0.0710 +0.00585 0.000207 +0.00585 0.001233 −0.00333 −0.9154",
    "W2[3,2]": "+0.6075 −0.0465 −0.00634 0.000047 −0.00634 0.000279 +0.00760 +0.6151",
    "b2[1]": "−0.0367 −0.1019 +0.00795 0.004009 +0.00795 0.023845 −0.00103 −0.0377",
    "b2[3]": "−0.0670 −0.0443 +0.00111 0.000370 +0.00111 0.002202 −0.00047 −0.0674",
}


@pytest.fixture
def table(follow):
    """The table at the cursor of the picture."""
    return follow(OptimizerTable(), 584, 326)


def labels(table):
    """The rows from top to bottom."""
    rows = table.grid.rows
    return [rows.parameter(row).label for row in range(len(rows.places))]


def line(table, label):
    """The numbers of a row as they are written."""
    row = labels(table).index(label)
    model = table.grid.model()
    return " ".join(model.data(model.index(row, column)) for column in range(model.columnCount()))


def selected(table):
    """The label of the outlined row, or None."""
    rows = table.grid.rows
    row = rows.row_of(rows.selected)
    return None if row is None else rows.parameter(row).label


def press(qtbot, table, *keys):
    """Press keys in the table."""
    for key in keys:
        qtbot.keyClick(table.grid, key)


def test_rows_read_digit_by_digit_as_designed(table):
    """At update 184 the rows read digit by digit as in the design, and those of layer 2 are all there."""
    assert {label: line(table, label) for label in PICTURE} == PICTURE
    assert labels(table)[0] == "W2[1,1]" and labels(table)[-1] == "b2[3]" and len(labels(table)) == 15
    assert table.caption_label.text() == "Adam · layer 2 · 15 parameters"
    assert selected(table) == "W2[3,2]"


def test_foot_counts_where_the_memory_outweighs_the_batch(table):
    """The foot says the sentence of the picture, and a click keeps only those rows until the next."""
    assert table.foot.accessibleName() == "m hat points against this batch's g in 6 of 15 rows"
    table.foot.click()
    assert len(labels(table)) == 6 and "6 of 15" in table.caption_label.text()
    rows = table.grid.rows
    assert all(rows.dot(row) for row in range(6)) and "W2[3,1]" in labels(table)
    table.foot.click()
    assert len(labels(table)) == 15 and table.filter_field.isHidden()


def test_columns_not_computed_yet_say_so(session, table):
    """After v every later column says so and keeps its place; nothing reads 0; the foot waits with it."""
    widths = [table.grid.columnWidth(place) for place in range(8)]
    after(session, "v_next")
    texts = line(table, "W2[3,2]")
    assert texts.startswith("+0.6075 −0.0465 −0.00634 0.000047 ") and texts.count(NOT_YET) == 4
    assert "not computed yet" in table.foot.accessibleName() and not table.foot.isEnabled()
    assert [table.grid.columnWidth(place) for place in range(8)] == widths
    assert table.grid.rows.table.read == {"g"}


def test_a_click_on_a_row_selects_its_parameter(qtbot, session, table):
    """A click anywhere in a row, or on its name, selects its parameter in the document."""
    grid = table.grid
    row = labels(table).index("W2[3,3]")
    at = QPoint(grid.columnViewportPosition(3) + 5, grid.rowViewportPosition(row) + 5)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.model.selected == selected(table) == "W2[3,3]"
    row = labels(table).index("b2[2]")
    at = QPoint(10, grid.rowViewportPosition(row) + 5)
    qtbot.mouseClick(grid.names.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.model.selected == "b2[2]"


def test_a_selection_from_outside_brings_its_row(session, table):
    """A weight of another layer that is selected elsewhere shows its layer and scrolls to its row."""
    session.dispatch(Select("W1[4,2]"))
    assert table.layer == 1 and selected(table) == "W1[4,2]"
    session.dispatch(Select("W2[1,1]"))
    first, last = table.grid.rows_in_view()
    assert first <= labels(table).index("W2[1,1]") + 1 <= last
    session.dispatch(Select("m_hat[b2[3]]"))
    assert selected(table) == "b2[3]", "the row of a memory that is looked at is its parameter's"
    first, last = table.grid.rows_in_view()
    assert first <= 15 <= last
    session.dispatch(Select("delta2[1]"))
    assert selected(table) is None and table.layer == 2


def test_keys_move_the_selection(qtbot, session, table):
    """Up, down, page and ends move row by row and stop at the ends; Enter selects the row again."""
    key = Qt.Key
    press(qtbot, table, key.Key_Down)
    assert session.model.selected == "W2[3,3]"
    press(qtbot, table, key.Key_Up, key.Key_Up)
    assert session.model.selected == "W2[3,1]"
    press(qtbot, table, key.Key_End, key.Key_Down)
    assert session.model.selected == "b2[3]"
    press(qtbot, table, key.Key_Home, key.Key_Up)
    assert session.model.selected == "W2[1,1]"
    press(qtbot, table, key.Key_PageDown)
    assert labels(table).index(session.model.selected) >= 5
    here = session.model.selected
    press(qtbot, table, key.Key_Return)
    assert session.model.selected == here


def test_step_keys_stay_with_the_transport(qtbot, table):
    """In a window whose keys step the run, Home moves the selection while the table has the focus; left, right and
    Space go on stepping."""
    window = QMainWindow()
    qtbot.addWidget(window)
    heard = []
    for name in ("Home", "Left", "Right", "Space"):
        action = QAction(name, window)
        action.setShortcut(QKeySequence(name))
        action.triggered.connect(lambda _on=False, name=name: heard.append(name))
        window.addAction(action)
    window.setCentralWidget(table)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table.grid.setFocus()
    key = Qt.Key
    press(qtbot, table, key.Key_Left, key.Key_Home, key.Key_Right, key.Key_Space)
    assert heard == ["Left", "Right", "Space"] and selected(table) == "W2[1,1]"
    window.takeCentralWidget()
    qtbot.addWidget(table)


def test_clicks_on_a_head_sort_by_size_value_network(qtbot, table):
    """The first click on a head sorts by size, the next by value, the third lays the rows as in the network."""
    step = table.grid.rows.table.trace["step"]
    head = table.grid.column_head
    at = QPoint(head.sectionViewportPosition(6) + 20, 25)

    def click():
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return step[table.grid.rows.places]

    assert (np.diff(np.abs(click())) <= 0).all() and selected(table) == "W2[3,2]"
    assert (np.diff(click()) <= 0).all()
    click()
    assert labels(table)[0] == "W2[1,1]" and (np.diff(table.grid.rows.places) == 1).all()


def test_sorting_follows_the_run(session, table):
    """While sorted by a column that the next step fills anew, the rows are sorted by its new numbers."""
    table.sort_by("theta")
    session.dispatch(Select("W2[1,2]"))
    after(session, "g")
    table.sort_by("g")
    values = np.abs(table.grid.rows.table.trace["g"][table.grid.rows.places])
    assert (np.diff(values) <= 0).all() and selected(table) == "W2[1,2]"


def test_the_filter_field_keeps_rows_until_escape(qtbot, table):
    """Ctrl+F opens the field; what is written there keeps rows; what cannot be read keeps all and says so; Esc ends."""
    qtbot.keyClick(table.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    edit = table.filter_field.edit
    assert edit.isVisible()
    edit.insert("|Δ| > 0.005")
    assert set(labels(table)) == {f"W2[{row}]" for row in ("1,2", "2,2", "2,3", "3,2", "3,3")}, (
        "the rows whose step is longer than 0.005"
    )
    edit.setText("b1")
    assert (
        labels(table) == [f"b1[{unit}]" for unit in range(1, 5)]
        and "all layers" in table.caption_label.text()
    )
    edit.setText("|Δ| > ")
    assert len(labels(table)) == 15 and "try layer 2" in table.filter_field.fault.text()
    edit.setText("|Δ| > 100")
    assert labels(table) == [] and table.grid.rows_in_view() is None
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert len(labels(table)) == 15 and not edit.isVisible() and table.grid.hasFocus()


def test_copying_gives_rows_with_every_digit(qtbot, session, table):
    """Ctrl+C copies the rows in their order with every digit, and nothing for what is not computed yet."""
    after(session, "m_hat")
    table.filter_field.edit.setText("bias")
    qtbot.keyClick(table.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, *rows = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t") == [
        "parameter", "theta", "g", "m_next", "v_next", "m_hat", "v_hat", "step", "theta_next",
    ]  # fmt: skip
    first = rows[0].split("\t")
    place = session.snapshot.program.layout.block("b2").start
    assert len(rows) == 3 and first[0] == "b2[1]" and first[6:] == ["", "", ""]
    assert float(first[5]) == session.snapshot.trace["m_hat"][place]


def test_the_menu_chooses_layers(qtbot, table):
    """The button's menu offers every layer and all of them, and sorting without a mouse."""
    table.scope.click()
    actions = {action.text().replace("&", ""): action for action in table.scope.menu_of_layers.actions()}
    assert (
        list(actions)[:4] == ["Layer 1", "Layer 2", "Layer 3", "All layers"]
        and actions["Layer 2"].isChecked()
    )
    actions["All layers"].trigger()
    assert len(labels(table)) == 31 and table.caption_label.text() == "Adam · all layers · 31 parameters"
    table.scope.menu_of_layers.close()
    table.show_layer(3)
    assert labels(table)[-1] == "b3[1]" and len(labels(table)) == 4


def test_columns_follow_the_rule(session, table):
    """Another optimizer in mid-run brings its own columns at once, and a filter on a column that is gone says so."""
    table.filter_field.edit.setText("|m̂| > 0")
    assert len(labels(table)) == 15
    session.dispatch(SetField("optimizer.method", "gd"))
    session.dispatch(Step(Granularity.UPDATE))
    assert [c.label for c in table.grid.rows.columns] == ["theta", "g", "step", "theta_next"]
    assert table.filter_field.fault.text() and len(labels(table)) == 15
    assert "keeps no memory" in table.foot.accessibleName()


def test_a_number_is_read_with_parameter_and_quantity(table):
    """A number is read with its parameter and its quantity."""
    model = table.grid.model()
    index = model.index(labels(table).index("W2[3,2]"), 4)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "W2[3,2], m hat: −0.00634"
    assert model.headerData(4, Qt.Orientation.Horizontal) == "m hat"


@pytest.mark.parametrize("name", ["dark", "light", "contrast"])
def test_numbers_stay_readable_on_their_bars(qapp, name):
    """On its own bar and on the card every number has a contrast of 4.5 to 1, in all themes."""
    theme.apply(qapp, theme.theme(name))
    drawn = ink()
    for value in (1.0, -1.0):
        text, bar = drawn.sign(value, True), over(drawn.card, drawn.bar(value, True))
        assert contrast(text, bar) >= 4.5 and bar != drawn.card
    assert contrast(drawn.text, over(drawn.card, drawn.bar(1.0, False))) >= 4.5
    theme.apply(qapp, theme.theme("dark"))


@pytest.mark.parametrize("width", [371, 420, 467, 540, 586, 730])
def test_no_number_is_cut(follow, width):
    """Whatever the width and wherever it is scrolled, the columns in view are whole."""
    table = follow(OptimizerTable(), width, 300)
    grid = table.grid
    bar, room = grid.horizontalScrollBar(), grid.viewport().width()
    for place in range(bar.maximum() + 1):
        bar.setValue(place)
        for column, form in enumerate(grid.rows.forms):
            right = grid.columnViewportPosition(column) + grid.columnWidth(column) - PAD
            longest = max(QFontMetricsF(ink().number).horizontalAdvance(t) for t in samples(form))
            seen = right > 0 and right - longest < room
            whole = right - longest >= 0 and right <= room
            assert whole or not seen or right <= PAD, f"column {column} at {place}, {width} pixels"


def test_every_column_of_adam_fits_at_1280(follow):
    """The width that the window gives it at 1280 pixels holds all columns of Adam."""
    table = follow(OptimizerTable(), TABLE_WHOLE, 300)
    assert table.grid.horizontalScrollBar().maximum() == 0

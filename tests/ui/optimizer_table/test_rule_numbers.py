"""The rule below the table: the same formula in symbols and in numbers, in place before it is computed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from gdsim.core.experiment import Clip, schedule
from gdsim.insight.focus import parameter_at
from gdsim.insight.rule_lines import Part
from gdsim.state.intents import Seek, Select, Step
from gdsim.state.model import Granularity
from gdsim.ui.optimizer_table.rule_numbers import RuleNumbers
from gdsim.ui.optimizer_table.update_pane import UpdatePane
from tests.oracle.small import ids, optimizers
from tests.ui.optimizer_table.conftest import after
from tests.ui.plots.snapshots import Case, case

ALL = optimizers()


@pytest.fixture
def rule(follow):
    """The rule at the cursor of the picture."""
    return follow(RuleNumbers(), 584, 250)


def laid(rule, writes):
    """The line that writes a name, in its place."""
    return next(one for one in rule.sheet.sheet.laid if one.item.one.line.writes == writes)


def clicked(qtbot, rule, name, last=True):
    """Click on a quantity in the numbers (``last``), or in the symbols."""
    found = []
    scale = rule.sheet.sheet.scale
    for y in range(0, rule.sheet.height(), 3):
        for x in range(0, rule.sheet.width(), 4):
            hit = rule.sheet.name_at(QPointF(x, y))
            if hit is not None and hit[1] == name:
                found.append((x, y))
    assert found and scale > 0, f"{name} cannot be clicked"
    x, y = found[-1 if last else 0]
    qtbot.mouseClick(rule.sheet, Qt.MouseButton.LeftButton, pos=QPointF(x, y).toPoint())


def test_results_are_those_of_the_design(rule):
    """The values are those of the design, told in the order in which the lines run."""
    told = rule.sheet.accessibleDescription()
    values = [part.rsplit(": ", 1)[1] for part in told.split(". ")]
    assert values == ["minus 0.006342", "0.00004685", "minus 0.006342", "0.00027864", "0.007599", "0.615136"]
    assert rule.accessibleName() == "The rule, with the numbers of W2[3,2]"
    assert rule.when_label.accessibleName() == "t = 184, learning rate 0.02"


def test_direction_stands_left_and_size_right(qtbot, rule):
    """With room there are two columns whose lines share a baseline; without, everything stands below each other."""
    m, v = laid(rule, "m_next"), laid(rule, "v_next")
    assert m.baseline == v.baseline and m.room.right() < v.room.left()
    rule.resize(330, 400)
    qtbot.waitUntil(lambda: laid(rule, "v_next").room.top() >= laid(rule, "m_next").room.bottom())
    assert all(one.room.left() == 0.0 for one in rule.sheet.sheet.laid)


def test_nothing_moves_while_one_steps(session, rule):
    """A line that has not run keeps its room and its symbols, without a number; stepping on fills it in place."""
    places = {one.item.one.line.writes: (one.room, one.baseline) for one in rule.sheet.sheet.laid}
    after(session, "v_next")
    known = {one.item.one.line.writes: one.item.known for one in rule.sheet.sheet.laid}
    assert known == {
        "m_next": True, "v_next": True, "m_hat": False, "v_hat": False, "step": False, "theta_next": False,
    }  # fmt: skip
    assert (
        "m hat is" in rule.sheet.accessibleDescription()
        and "not computed yet" in rule.sheet.accessibleDescription()
    )
    assert {one.item.one.line.writes: (one.room, one.baseline) for one in rule.sheet.sheet.laid} == places
    session.dispatch(Step())
    assert laid(rule, "m_hat").item.known and not laid(rule, "v_hat").item.known


def test_a_click_selects_what_it_names(qtbot, session, rule):
    """A number selects what it stands for, of the parameter whose rule it is, and the rule stays that parameter's."""
    clicked(qtbot, rule, "m_hat")
    assert session.model.selected == "m_hat[W2[3,2]]"
    assert rule.accessibleName().endswith("W2[3,2]")
    clicked(qtbot, rule, "g", last=False)
    assert session.model.selected == "dW2[3,2]" and rule.accessibleName().endswith("W2[3,2]")
    clicked(qtbot, rule, "theta")
    assert session.model.selected == "W2[3,2]"


def test_without_a_selection_the_largest_gradient_is_told(session, rule):
    """Nothing selected is no empty pane: the parameter that the batch pulls at most is told."""
    session.dispatch(Select(None))
    trace = session.snapshot.trace
    largest = parameter_at(trace, int(np.argmax(np.abs(trace["g"])))).label
    assert rule.accessibleName() == f"The rule, with the numbers of {largest}" and largest != "W2[3,2]"


@pytest.mark.parametrize("width", [280, 584, 900])
@pytest.mark.parametrize("chosen", [chosen for _, chosen in ALL], ids=ids(ALL))
def test_no_rule_is_clipped(qtbot, chosen, width):
    """However long the rule and however narrow the pane, every line lies inside the sheet, which can be scrolled."""
    chosen = replace(chosen, clip=Clip("norm", 0.01), weight_decay=0.01, schedule=schedule("cosine"))
    plain = case()
    made = Case(replace(plain.experiment, optimizer=chosen), plain.samples)
    rule = RuleNumbers()
    qtbot.addWidget(rule)
    rule.resize(width, 300)
    rule.show()
    rule.show_snapshot(made.at(3, selected="W2[3,2]"))
    sheet = rule.sheet.sheet
    assert 0.5 < sheet.scale <= 1.0
    for one in sheet.laid:
        item = one.item
        assert item.least() <= one.room.width() + 0.01, item.one.line.writes
        assert one.room.right() * sheet.scale <= sheet.width + 0.01
        assert one.room.bottom() * sheet.scale <= sheet.height + 0.01
    assert rule.sheet.minimumHeight() >= sheet.height
    rooms = sorted((one.room for one in sheet.laid), key=lambda room: (room.left() > 1.0, room.top()))
    for above, below in pairwise(rooms):
        if (above.left() > 1.0) == (below.left() > 1.0):
            assert above.bottom() <= below.top() + 0.01, "lines do not overlap"
    moves = [one.item.one.part for one in sheet.laid]
    assert moves[-2:] == [Part.MOVE, Part.MOVE]


def test_pane_lights_the_line_of_a_head(qtbot, follow):
    """A pointer on a column's head lights the line that makes it; a selection in the table is told in the rule."""
    pane = follow(UpdatePane())
    pane.table.pointed.emit("m_hat")
    lit = pane.rule.sheet.grab().toImage()
    pane.table.pointed.emit(None)
    assert pane.rule.sheet.grab().toImage() != lit
    pane.table.grid.chosen.emit(0)
    assert pane.rule.accessibleName().endswith("W2[1,1]")
    assert pane.rule.area.verticalScrollBar().maximum() == 0, "the rule of the picture needs no scrolling"


def test_a_hidden_pane_waits_until_it_is_shown(qtbot, session, follow):
    """A pane out of view costs nothing while the run plays, and shows the last moment when it comes back."""
    pane = follow(UpdatePane())
    pane.hide()
    shown = pane.table.grid.rows
    session.dispatch(Select("b1[2]"))
    assert pane.table.grid.rows is shown
    pane.show()
    assert pane.rule.accessibleName().endswith("b1[2]") and pane.table.layer == 1


def test_a_long_rule_follows_the_cursor(qtbot, session, rule):
    """In a pane too low for the rule, the line at the cursor is scrolled into view."""
    rule.resize(584, 120)
    for writes in ("theta_next", "m_next", "theta_next"):
        after(session, writes)
        room = laid(rule, writes).room
        top = rule.area.verticalScrollBar().value()
        assert top <= room.center().y() <= top + rule.area.viewport().height(), writes


def test_the_panes_keep_their_heights_while_the_run_plays(session, follow):
    """Longer and shorter numbers of other updates do not move the border between table and rule to and fro."""
    pane = follow(UpdatePane())
    heights = []
    for update in range(60, 100):
        session.dispatch(Seek(update))
        heights.append(pane.rule.wanted_height())
    assert heights == sorted(heights) and len(set(heights)) < 4


@pytest.mark.parametrize("height", [110, 150, 178, 200])
def test_first_line_in_view_is_whole(qtbot, follow, session, height):
    """In a pane too low for the rule the line at the cursor is seen, and none above it is cut."""
    rule = follow(RuleNumbers(), 371, height)
    qtbot.wait(0)
    for _ in range(len(rule.sheet.sheet.laid)):
        at, seen = rule.area.verticalScrollBar().value(), rule.area.viewport().height()
        room = rule.sheet.room_at_work()
        assert any(abs(top - at) <= 1.0 for top in rule.sheet.tops())
        if room is not None:
            assert at <= room.top() + 1.0 and min(room.bottom(), room.top() + seen) <= at + seen + 1.0
        session.dispatch(Step(Granularity.OPERATION, -1))
        qtbot.wait(0)


def test_table_and_rule_stand_whole_at_1280(qtbot, follow):
    """The table keeps four rows and the rule stands whole where the window is 1280 by 720."""
    pane = follow(UpdatePane(), 540, 445)
    qtbot.wait(0)
    first, last = pane.table.grid.rows_in_view()
    assert last - first >= 3
    assert pane.rule.area.verticalScrollBar().maximum() == 0

"""Each line of the rule in numbers is the line itself: reckoned out, it gives the number of the trace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import Clip, optimizer, schedule
from gdsim.core.readings.python import python
from gdsim.insight.focus import place_behind
from gdsim.insight.rule_lines import Part, label_of, rule_lines
from tests.insight.test_rule_table import ALL, EVERY, table_of

DECAYING = {"clip": Clip("norm", 0.01), "weight_decay": 0.1, "decay_biases": False}


@EVERY
@pytest.mark.parametrize("more", [{}, DECAYING | {"schedule": schedule("cosine")}], ids=["plain", "all"])
def test_each_line_in_numbers_gives_its_value(chosen, more):
    """For every rule and parameter the formula with its numbers gives the value of the line, as the trace has it."""
    table = table_of(replace(chosen, **more), update=3)
    for place in range(0, table.size, 3):
        lines = rule_lines(table.trace, table.rule, place)
        assert [one.line.writes for one in lines][-2:] == ["step", "theta_next"]
        for one in lines:
            if one.worked is not None:
                found = float(evaluate(one.worked, one.numbers))
                assert found == pytest.approx(one.value, rel=1e-9, abs=1e-15), one.line.writes


def test_every_rule_is_shown_whole():
    """Every column that is made by a line has that line below the table, except g, which is only gathered."""
    for name, chosen in ALL:
        table = table_of(chosen)
        shown = {one.line.writes for one in rule_lines(table.trace, table.rule, 0)}
        assert shown >= {column.name for column in table.rule.columns} - {"theta", "g"}, name
        assert "gradient_norm" not in shown, "a length that nobody reads is no part of the rule"


def test_direction_left_and_size_right():
    """Adam's m makes the direction and its v the size; a schedule and clipping come before the rule."""
    chosen = optimizer("adam", clip=Clip("norm", 0.01), schedule=schedule("exponential"))
    table = table_of(chosen)
    parts = {one.line.writes: one.part for one in rule_lines(table.trace, table.rule, 0)}
    assert (
        parts["m_next"] is parts["m_hat"] is Part.DIRECTION and parts["v_next"] is parts["v_hat"] is Part.SIZE
    )
    assert parts["g_clipped"] is parts["learning_rate"] is parts["gradient_norm"] is Part.BEFORE


def test_fixed_parts_are_reckoned_out():
    """1 − β becomes 0.1 and not 0.09999999999999998, and of two cases the one that holds is left."""
    table = table_of(optimizer("adam"))
    m_next = rule_lines(table.trace, table.rule, 0)[0]
    assert python(m_next.worked) == "beta_1 * m[1] + 0.1 * g[1]"
    momentum = table_of(optimizer("momentum"), update=1)
    assert python(rule_lines(momentum.trace, momentum.rule, 0)[0].worked) == "g[1]"


def test_a_label_leads_back_to_its_parameter():
    """What a click on a number selects is of the parameter whose rule is shown; settings select nothing."""
    table = table_of(replace(optimizer("adam"), **DECAYING))
    for place in (0, table.size - 1):
        for one in rule_lines(table.trace, table.rule, place):
            for entry in one.entries.values():
                label = label_of(table.trace, entry)
                sized = bool(entry.index) and entry.name not in table.trace.program.constants
                assert (place_behind(table.trace, label) == place) if sized else label is None

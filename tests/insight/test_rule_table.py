"""The columns of the optimizer table come from the lines of the update, for every rule there is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdsim.core.experiment import Clip, Sampling, optimizer, schedule
from gdsim.core.program import Stage
from gdsim.core.timeline import Timeline
from gdsim.insight.rule_table import RuleTable, rule_of
from tests.oracle.small import ids, optimizers, small

ALL = optimizers()
EVERY = pytest.mark.parametrize("chosen", [chosen for _, chosen in ALL], ids=ids(ALL))
BATCHES = Sampling("mini_batch", "shuffle", 2)


def table_of(chosen, update=5, line=None):
    """The table of an update after ``line`` lines of it, all where it is None."""
    experiment, arrays = small(chosen=chosen, sampling=BATCHES)
    trace = Timeline(experiment, arrays).trace(update)
    return RuleTable(rule_of(trace), trace, len(trace.program.lines) if line is None else line)


def labels(chosen):
    """What stands above the columns."""
    return [column.label for column in table_of(chosen).rule.columns]


@EVERY
def test_every_line_of_the_update_has_its_column(chosen):
    """θ first, then the gradient, and Δ and the new θ last; between them each line of stage 5, and nothing twice."""
    chosen = replace(chosen, clip=Clip("norm", 0.01), weight_decay=0.1, schedule=schedule("exponential"))
    table = table_of(chosen)
    names = [column.name for column in table.rule.columns]
    size = table.trace.program.layout.size
    written = {
        line.writes
        for line in table.trace.program.lines
        if line.stage is Stage.UPDATE and table.trace[line.writes].shape == (size,)
    }
    assert names[:3] == ["theta", "g", "g_clipped"] and names[-2:] == ["step", "theta_next"]
    assert len(set(names)) == len(names) and set(names) == written | {"theta"}
    assert all(table.values(name).shape == (size,) for name in names)


@EVERY
def test_groups_lie_side_by_side(chosen):
    """Each group is one run of neighbours, the memory before what lies in between."""
    groups = [column.group for column in table_of(chosen).rule.columns]
    runs = [group for place, group in enumerate(groups) if place == 0 or groups[place - 1] != group]
    order = ["", "batch", "memory", "corrected", "between", "the move"]
    assert runs == [group for group in order if group in runs]


@EVERY
def test_a_column_is_not_computed_before_its_line(chosen):
    """Each column is None until its line has run, and no line fills another's; θ is there from the start."""
    whole = table_of(chosen)
    program = whole.trace.program
    for line in range(program.stage_lines(Stage.UPDATE)[0], len(program.lines) + 1):
        table = RuleTable(whole.rule, whole.trace, line)
        for column in whole.rule.columns:
            computed = column.name == "theta" or program.written[column.name] < line
            assert (table.values(column.name) is not None) is computed


@EVERY
def test_sizes_are_never_negative(chosen):
    """A column without signs has no negative number in any update, so that leaving the sign out loses nothing."""
    experiment, arrays = small(chosen=chosen, sampling=BATCHES)
    run = Timeline(experiment, arrays)
    for update in range(1, 12):
        trace = run.trace(update)
        for column in rule_of(trace).columns:
            if not column.directed:
                assert (trace[column.name] >= -1e-15).all(), column.name


def test_each_optimizer_has_the_columns_of_the_design():
    """Adam has the columns of the design, gradient descent four, and AMSGrad its largest v among the memories."""
    assert labels(optimizer("adam")) == ["theta", "g", "m", "v", "m_hat", "v_hat", "step", "theta_next"]
    assert labels(optimizer("gd")) == ["theta", "g", "step", "theta_next"]
    assert labels(optimizer("amsgrad"))[2:5] == ["m", "v", "v_max"]


def test_squares_and_roots_have_no_direction():
    """v, v̂ and a variance are sizes, m and what it becomes have a direction."""
    chosen = optimizer("rmsprop", centered=True, momentum=0.9)
    directed = {column.label: column.directed for column in table_of(chosen).rule.columns}
    assert directed["b"] and directed["g_mean"] and directed["step"]
    assert not directed["v"] and not directed["v_centered"]
    adam = {column.label: column.directed for column in table_of(optimizer("adam")).rule.columns}
    assert adam["m_hat"] and not adam["v_hat"]


def test_own_velocity_is_no_size():
    """A memory of the user's own that can fall below 0 keeps its signs, though another of its kind is squared."""
    rule = ("w_next = 0.9 * w + g**2", "v_next = 0.9 * v - learning_rate * g", "step = v_next / (1 + w_next)")
    table = table_of(optimizer("custom", rule=rule, memory=("w", "v")))
    assert {c.label: c.directed for c in table.rule.columns if c.group == "memory"} == {"w": False, "v": True}
    assert table.rule.direction.column.label == "v" and table.rule.direction.sign == 1


@pytest.mark.parametrize(
    "key, label",
    [("adam", "m_hat"), ("momentum", "b"), ("nadam", "d"), ("adamax", "m"), ("gd", None), ("adagrad", None)],
)
def test_the_dot_follows_the_remembered_direction(key, label):
    """The dot compares the batch with what the step follows; a rule that remembers no direction has no dots."""
    direction = table_of(optimizer(key)).rule.direction
    assert (direction.column.label if direction else None) == label
    assert direction is None or direction.sign == -1


@EVERY
def test_dots_are_where_the_signs_differ(chosen):
    """A row has a dot exactly where the followed quantity would step uphill for this batch alone."""
    table = table_of(chosen, update=6)
    if table.rule.direction is None:
        assert table.against is None
        return
    followed = table.trace[table.rule.direction.column.name]
    differs = np.sign(followed) * np.sign(table.trace["g"]) == table.rule.direction.sign
    np.testing.assert_array_equal(table.against, differs)


def test_what_the_line_at_the_cursor_reads_is_ringed():
    """After m only g is ringed, for the m that it read is the one before; after the step, what it is made of."""
    whole = table_of(optimizer("adam"))
    written = whole.trace.program.written
    read = {
        name: RuleTable(whole.rule, whole.trace, written[name] + 1).read
        for name in ("m_next", "m_hat", "step", "theta_next")
    }
    assert read["m_next"] == {"g"} and read["m_hat"] == {"m_next"}
    assert read["step"] == {"m_hat", "v_hat"} and read["theta_next"] == {"theta", "step"}
    assert RuleTable(whole.rule, whole.trace, 0).read == frozenset()


def test_a_layers_rows_are_its_weights_then_biases():
    """A layer's rows are its W row by row and then its b; all layers together are theta."""
    table = table_of(optimizer("adam"))
    block = table.trace.program.layout.block("W2")
    assert table.rows(2).start == block.start and table.rows(2).stop == table.size
    assert table.rows(None) == range(table.size) and table.rows(99) == range(0)

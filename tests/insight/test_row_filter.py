"""The filter of the optimizer table, and the order of its rows."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.experiment import optimizer
from gdsim.insight.focus import parameter_at
from gdsim.insight.row_filter import EXAMPLES, FilterError, row_filter
from gdsim.insight.row_order import Sort, arranged
from gdsim.insight.rule_table import RuleTable
from tests.insight.test_rule_table import table_of


@pytest.fixture(scope="module")
def table():
    """Adam after a whole update of 2-3-2."""
    return table_of(optimizer("adam"))


def kept(table, text):
    """The labels that a filter keeps."""
    mask = row_filter(text, table.rule).mask(table)
    return [parameter_at(table.trace, int(place)).label for place in np.flatnonzero(mask)]


def test_a_filter_keeps_a_layer_kind_or_place(table):
    """A layer, the biases, one weight, a row of weights and both together keep what they say."""
    assert kept(table, "layer 2, bias") == kept(table, "b2") == ["b2[1]", "b2[2]"]
    assert kept(table, "W2[1,2]") == ["W2[1,2]"] and kept(table, "W2[2") == ["W2[2,1]", "W2[2,2]", "W2[2,3]"]
    assert len(kept(table, "weights")) == 12 and len(kept(table, "")) == table.size
    assert kept(table, "W9[1,1]") == kept(table, "layer 9") == kept(table, "b1[0]") == []


@pytest.mark.parametrize("text", ["|Δ| > 0.005", "|step| > 0.005", "|Δθ|>5e-3", "| delta | > 0.005"])
def test_every_spelling_of_the_step_compares_alike(table, text):
    """Every way to write the step compares the same numbers."""
    expected = np.abs(table.trace["step"]) > 0.005
    np.testing.assert_array_equal(row_filter(text, table.rule).mask(table), expected)


def test_signs_count_without_bars(table):
    """Without bars the number itself is compared, with a true minus too."""
    mask = row_filter("m̂ < −0.001 and θ new > 0", table.rule).mask(table)
    expected = (table.trace["m_hat"] < -0.001) & (table.trace["theta_next"] > 0)
    np.testing.assert_array_equal(mask, expected)


def test_the_filter_dot_keeps_rows_with_a_dot(table):
    """The word of the foot keeps the rows with a dot."""
    np.testing.assert_array_equal(row_filter("dot", table.rule).mask(table), table.against)


def test_what_is_not_computed_meets_nothing(table):
    """Before the step is made no row has a step above anything, nor a dot."""
    early = RuleTable(table.rule, table.trace, 1)
    assert not row_filter("|Δ| >= 0", table.rule).mask(early).any()
    assert not row_filter("dot", table.rule).mask(early).any()


@pytest.mark.parametrize(
    "text", ["foo", "foo > 1", "|Δ| >", "layer", "|Δ| > 0.0.5", "dot, nonsense", "∂∂∂" * 50]
)
def test_a_text_that_cannot_be_read_says_what_can(table, text):
    """What is no condition is refused with examples, and nothing else happens."""
    with pytest.raises(FilterError, match="try ") as caught:
        row_filter(text, table.rule)
    assert EXAMPLES in str(caught.value)


def test_a_named_layer_is_looked_for_everywhere(table):
    """A filter that names a layer or a parameter leaves the chosen layer; one that does not, stays in it."""
    assert set(arranged(table, 1, row_filter("b2", table.rule), None)) <= set(table.rows(2))
    assert set(arranged(table, 1, row_filter("bias", table.rule), None)) <= set(table.rows(1))


def test_rows_are_sorted_by_size_then_by_value(table):
    """The first sorting forgets the signs, the second does not; a column that is not computed sorts nothing."""
    step = table.trace["step"]
    by_size = arranged(table, None, None, Sort("step"))
    assert (np.diff(np.abs(step[by_size])) <= 0).all() and sorted(by_size) == list(range(table.size))
    by_value = arranged(table, None, None, Sort("step", by_value=True))
    assert (np.diff(step[by_value]) <= 0).all() and list(by_value) != list(by_size)
    early = RuleTable(table.rule, table.trace, 1)
    assert list(arranged(early, None, None, Sort("step"))) == list(range(table.size))

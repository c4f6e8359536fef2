"""What the inspector shows can be worked out again: every row's formula and numbers give its value."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import activation
from gdsim.core.readings.element import Entry
from gdsim.core.registries import LOSSES
from gdsim.core.timeline import Timeline
from gdsim.insight.gradient_check import gradient_check
from gdsim.insight.labels import entry_of, label_of
from gdsim.insight.long_sum import left_out
from gdsim.insight.origin import origin
from gdsim.state.probe import Probe
from tests.oracle.small import activations, fits, ids, needs_two, optimizers, small

PAIRS = [(name, chosen, key) for name, chosen in activations() for key in LOSSES]


def traced(experiment, arrays):
    """The run and its second update: by then memories are not zero."""
    timeline = Timeline(experiment, arrays)
    timeline.advance(1)
    return timeline, timeline.trace(2)


def worked_out(trace, row):
    """The value of a row's formula with the numbers of its factors."""
    if row.terms is not None:
        return getattr(np, row.terms.over)(row.terms.values)
    if row.made.scalar:
        return evaluate(row.made.formula, {label: factor.value for label, factor in row.made.factors.items()})
    entry = entry_of(trace, row.label, 1)
    whole = {name: trace[name] for name in row.made.line.reads}
    return evaluate(row.made.formula, whole)[entry.index]


def closes(trace, label, sample=1):
    """Every row of a number's origin gives its value; returns the origin."""
    found = origin(trace, len(trace.program.lines), label, sample)
    assert found is not None
    for row in found.rows:
        if row.made is None:
            continue
        assert row.value == pytest.approx(float(worked_out(trace, row)), rel=1e-9, abs=1e-13), row.label
        for factor in row.made.factors.values():
            if row.made.scalar and not left_out(factor.label):
                assert origin(trace, len(trace.program.lines), factor.label, sample) is not None, factor.label
    return found


@pytest.mark.parametrize(("name", "chosen", "key"), PAIRS, ids=[f"{name}-{key}" for name, _, key in PAIRS])
def test_origins_close_for_every_activation_and_loss(name, chosen, key):
    """Gradients, δ, activations and losses close, with δ of the output in its short form or in full."""
    hidden = activation("tanh") if needs_two(chosen) else chosen
    output = chosen if fits(key, chosen) else activation(LOSSES[key].outputs[0])
    _, trace = traced(*small(hidden, output, key, outputs=3, seed=11))
    for label in (
        "dW1[2,1]",
        "db1[3]",
        "dW2[1,2]",
        "db2[2]",
        "delta2[1]",
        "delta1[3]",
        "a2[2]",
        "a1[1]",
        "L",
    ):
        closes(trace, label)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("over", ["mean", "sum"])
@pytest.mark.parametrize("key", LOSSES)
def test_origins_close_and_checks_agree_with_both_penalties(key, over, reduction):
    """Means and sums, with l1 and l2: the rows close, and the slope of the objective is the gradient."""
    output = activation((LOSSES[key].outputs or ("tanh",))[0])
    more = {"reduction": reduction, "over_outputs": over, "l1": 0.03, "l2": 0.2}
    timeline, trace = traced(*small(output=output, loss_key=key, seed=21, **more))
    probe = Probe(timeline, trace.position, False)
    for label in ("W1[2,1]", "W2[1,3]", "b1[2]"):
        found = closes(trace, f"d{label}")
        assert found.terms is not None and found.terms.over == reduction
        place = entry_of(trace, f"theta[{label}]", 0).index[0]
        checked = gradient_check(probe.batch_objective, trace["theta"], place, found.value)
        assert checked.agrees and checked.apart == pytest.approx(0, abs=1e-8), checked


@pytest.mark.parametrize(("name", "chosen"), optimizers(weight_decay=0.01), ids=ids(optimizers()))
def test_every_optimizers_step_is_made_of_shown_numbers(name, chosen):
    """Every optimizer's step is made of the numbers that are shown beside it."""
    _, trace = traced(*small(chosen=chosen, seed=31))
    found = closes(trace, "step[W1[2,1]]")
    assert found.rows[-1].label == "theta_next[W1[2,1]]"


def test_long_sums_close_with_what_was_left_out():
    """Of 40 terms the largest eight are told, with the sum of the others."""
    _, trace = traced(*small(units=40, seed=51, outputs=30))
    for label in ("z2[3]", "delta1[7]", "da1[2]"):
        found = closes(trace, label)
        assert any(left_out(name) for row in found.rows if row.made for name in row.made.factors)
    parts = [row for row in closes(trace, "z2[3]").rows if row.part]
    assert len(parts) == 10 and sum(row.value for row in parts) == pytest.approx(trace["z2"][2, 1])


def test_labels_and_entries_are_each_others_reverse():
    """Every number that a program writes has a label, and the label leads back to it."""
    _, trace = traced(*small(activation("relu"), seed=41))
    for name in {name for line in trace.program.lines for name in (line.writes, *line.reads)} & set(
        trace.values
    ):
        for place in np.ndindex(trace[name].shape):
            entry = Entry(name, place)
            sample = place[-1] if place else 0
            label = label_of(trace, entry)
            if name != "batch":
                assert entry_of(trace, label, sample) == entry, label

"""Written out: the scalar formula behind an entry is worth exactly that entry."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.formula import names, parse
from gdsim.core.readings.element import Entry, NoSingleEntry, written_out
from gdsim.core.readings.latex import latex
from gdsim.core.readings.python import python
from gdsim.core.readings.rich import rich
from gdsim.core.timeline import Timeline
from tests.core.readings.test_readings import PROGRAMS, balanced

WHOLE = ("columns(", "concatenate(", "norm(", "softmax(", "sum_units(", "sum(", "log_sum_exp(")
"""What reads rows, columns or everything at once: only these have no single entry."""


@pytest.mark.parametrize(("experiment", "arrays"), [p[1:] for p in PROGRAMS], ids=[p[0] for p in PROGRAMS])
def test_every_entry_written_out_has_its_value(experiment, arrays):
    """Every line of a program: first, last and a middle entry, recomputed from single numbers, within 1e-12."""
    trace = Timeline(experiment, arrays).trace(2)
    written = 0
    for line in trace.program.lines:
        result = trace[line.writes]
        for flat in {0, result.size // 2, result.size - 1}:
            index = tuple(int(place) for place in np.unravel_index(flat, result.shape)) if result.ndim else ()
            try:
                scalar, entries = written_out(line.tree, index, trace.values)
            except NoSingleEntry:
                assert any(function in line.formula for function in WHOLE), line.formula
                continue
            assert set(names(scalar)) == set(entries)
            known = {label: trace[entry.name][entry.index] for label, entry in entries.items()}
            found = float(evaluate(scalar, known))
            assert found == pytest.approx(float(result[index]), rel=1e-12, abs=1e-14), (line.formula, index)
            assert all(entry.label == label for label, entry in entries.items())
            assert balanced(latex(scalar, lambda name: "-0.5")) and rich(scalar)
            written += 1
    assert written > 20


def test_an_entry_of_a_product_is_a_sum():
    """One entry of a matrix product is a row times a column, in the order of the units."""
    values = {"W2": np.ones((2, 3)), "delta2": np.ones((2, 5))}
    scalar, entries = written_out(parse("W2.T @ delta2"), (2, 4), values)
    assert python(scalar) == "W2[1,3] * delta2[1,5] + W2[2,3] * delta2[2,5]"
    assert entries["W2[1,3]"] == Entry("W2", (0, 2))


def test_means_divide_by_the_count():
    """A mean over the batch is its sum over the number of samples, one bias at a time."""
    values = {"delta1": np.ones((2, 3))}
    scalar, _ = written_out(parse("mean_batch(delta1)"), (1, 0), values)
    assert python(scalar) == "(delta1[2,1] + delta1[2,2] + delta1[2,3]) / 3"


def test_biases_are_shared_by_the_samples():
    """A column beside a matrix is the same number for each sample."""
    values = {"z1": np.ones((2, 3)), "b1": np.ones((2, 1))}
    assert python(written_out(parse("z1 + b1"), (1, 2), values)[0]) == "z1[2,3] + b1[2,1]"

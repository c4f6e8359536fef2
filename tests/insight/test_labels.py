"""Labels of single numbers: where they lead, and what is none."""

from __future__ import annotations

import pytest

from gdsim.core.readings.element import Entry
from gdsim.insight.focus import focus, parameter, unit
from gdsim.insight.labels import drawn_name, entry_of, label_of
from tests.ui.canvas.scenes import mazur, moons

PLACES = [
    ("W2[3,2]", Entry("W2", (2, 1))),
    ("b2[3]", Entry("b2", (2, 0))),
    ("dW2[3,2]", Entry("dW2", (2, 1))),
    ("db2[3]", Entry("db2", (2, 0))),
    ("delta2[3]", Entry("delta2", (2, 8))),
    ("a0[1]", Entry("x", (0, 8))),
    ("y[1]", Entry("y", (0, 8))),
    ("m_hat[b1[2]]", Entry("m_hat", (9,))),
    ("theta[W1[1,2]]", Entry("theta", (1,))),
    ("l", Entry("l", (8,))),
    ("L", Entry("L", ())),
    ("learning_rate", Entry("learning_rate", ())),
]


@pytest.mark.parametrize(("label", "entry"), PLACES)
def test_a_label_leads_to_its_entry_and_back(label: str, entry: Entry) -> None:
    """A label is a place in the trace, units being those of the sample in view; and back."""
    trace = moons().after("L", 184).trace
    assert entry_of(trace, label, 8) == entry
    assert label_of(trace, entry) == label


@pytest.mark.parametrize(
    "label", [None, "", "W9[1,1]", "W2[4,1]", "a2[0]", "a2[9]", "m[W9[1,1]]", "a2[1,1]", "W2[", "zz"]
)
def test_what_is_no_label_leads_nowhere(label: str | None) -> None:
    """A number that this network does not have leads nowhere."""
    assert entry_of(moons().after("L").trace, label, 0) is None


def test_a_kept_bias_has_a_place_but_no_parameter() -> None:
    """The fixed biases of the worked example can be looked at."""
    trace = mazur().after("L").trace
    assert entry_of(trace, "b1[2]", 0) == Entry("b1", (1, 0))


def test_a_gradients_label_is_about_its_parameter() -> None:
    """Gradients and memories are about their parameter; a unit's quantities about the unit."""
    chosen = parameter("W2[3,2]")
    assert chosen == parameter("dW2[3,2]") == parameter("step[W2[3,2]]") == parameter("dW2_loss[3,2]")
    assert parameter("a2[3]") is None and parameter("W2") is None
    assert unit("da2[3]") == (2, 2) and unit("db2[3]") is None and unit("learning_rate") is None
    assert drawn_name("theta[W2[3,2]]") == "W2[3,2]"


def test_the_sentence_follows_a_selected_unit() -> None:
    """With a neuron selected its own number is written out, not the largest."""
    trace = moons().after("L", 184).trace
    line = trace.program.lines[trace.program.written["delta2"]]
    assert focus(trace, line, 8, "a2[2]") == (1, 8)
    assert focus(trace, line, 8, "a2[9]") == focus(trace, line, 8, None)

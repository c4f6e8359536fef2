"""The rows of a number's origin: which number is asked for, and what is told of it."""

from __future__ import annotations

import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.readings.python import python
from gdsim.insight.gradient_check import GradientCheck
from gdsim.insight.origin import Origin, asked, origin
from gdsim.insight.origin_text import origin_aloud, origin_text, said
from tests.ui.canvas.scenes import moons, penguins


def found(after: str | None, label: str, update: int = 184, sample: int = 8) -> Origin:
    """The origin of a number of the moons after a line."""
    seen = moons().after(after, update)
    made = origin(seen.trace, seen.model.cursor.line, label, sample)
    assert made is not None
    return made


def test_the_rows_of_the_designs_picture_are_told() -> None:
    """The rows of the design's picture, with its numbers."""
    rows = found("dW2", "W2[3,2]").rows
    values = [(row.label, row.sample, row.value) for row in rows]
    expected = [
        ("dW2[3,2]", None, -0.046530),
        ("dW2[3,2]", 8, -0.335024),
        ("delta2[3]", None, -0.517407),
        ("da2[3]", None, -0.522896),
        ("slope2[3]", None, 0.989502),
    ]
    assert [row[:2] for row in values] == [row[:2] for row in expected]
    assert [row[2] for row in values] == pytest.approx([row[2] for row in expected], abs=5e-7)
    assert rows[0].words == "over the 10 samples of the batch" and rows[0].terms is not None
    share = rows[1].made
    assert share is not None and share.formula is not None
    assert python(share.formula) == "delta2[3] * a1[2]"
    assert share.factors["a1[2]"].source == "layer 1 · forward pass"
    assert share.factors["a1[2]"].value == pytest.approx(0.64751, abs=5e-6)


def test_terms_belong_to_their_rows() -> None:
    """Each share names its row of the training set; the picture's sample 9 is row 43."""
    terms = found("dW2", "W2[3,2]").terms
    assert terms is not None and terms.over == "mean"
    assert terms.rows[8] == 43 and len(terms.values) == 10


@pytest.mark.parametrize(
    ("after", "label"),
    [
        (None, "theta[W2[3,2]]"),
        ("a3", "theta[W2[3,2]]"),
        ("delta3", "dW2[3,2]"),
        ("dW1", "dW2[3,2]"),
        ("g", "step[W2[3,2]]"),
        ("theta_next", "step[W2[3,2]]"),
    ],
)
def test_a_selected_weight_asks_for_what_is_computed(after: str | None, label: str) -> None:
    """Itself before backprop, then its gradient, in stage 5 its step."""
    seen = moons().after(after, 184)
    assert asked(seen.trace, seen.model.cursor.line, "W2[3,2]") == label
    assert asked(seen.trace, seen.model.cursor.line, "a2[3]") == "a2[3]"


def test_what_is_not_computed_has_no_value_or_factors() -> None:
    """Neither value nor factors of a later line are told; only when it will run."""
    rows = found("delta3", "W1[2,1]").rows
    assert rows[0].value is None and rows[0].words.endswith("Backprop")
    factors = rows[1].made.factors if rows[1].made else {}
    assert factors["delta1[2]"].value is None and factors["a0[1]"].value is not None
    weight = found("a3", "W2[3,2]").rows
    assert [row.value is None for row in weight] == [False, True, True, True]
    assert weight[0].words == "weight · layer 2 · after update 183"


def test_a_step_leads_back_to_the_gradient() -> None:
    """Adam's step, its memories, and g, which is the gradient of backprop."""
    rows = found("theta_next", "W2[3,2]").rows
    assert [row.label.split("[")[0] for row in rows] == [
        "step",
        "m_hat",
        "m_next",
        "g",
        "v_hat",
        "v_next",
        "theta_next",
    ]
    gradient = rows[3].made
    assert gradient is not None and list(gradient.factors) == ["dW2[3,2]"]


def test_softmax_tells_the_whole_column() -> None:
    """What reads all units at once is told with all of them."""
    seen = penguins().after("dW1", 3)
    made = origin(seen.trace, seen.model.cursor.line, "a2[1]", 1)
    assert made is not None and made.rows[0].made is not None
    assert not made.rows[0].made.scalar and list(made.rows[0].made.factors) == ["z2[1]", "z2[2]", "z2[3]"]


def test_sources_are_told_in_words() -> None:
    """Data and targets name their row, memories the update that left them, settings say so."""
    assert found("L", "a0[1]").rows[0].words == "data · row 43"
    assert found("L", "y[1]").rows[0].words == "target · row 43"
    rows = found("theta_next", "m_next[W2[3,2]]").rows
    factors = rows[0].made.factors if rows[0].made else {}
    assert factors["m[W2[3,2]]"].source.endswith("after update 183")
    assert factors["beta_1"].source.endswith("setting")
    assert found("L", "theta[b2[1]]", update=1).rows[0].words == "bias · layer 2 · initial value"


def test_a_foreign_number_has_no_origin() -> None:
    """A number that is not there has no origin."""
    seen = moons().after("L")
    assert origin(seen.trace, 5, "W9[1,1]", 0) is None and origin(seen.trace, 5, None, 0) is None


def test_copied_text_has_formula_numbers_and_value() -> None:
    """What is copied can be read and worked out: formula, numbers, value."""
    seen = moons().after("dW2", 184)
    text = origin_text(seen.trace, found("dW2", "W2[3,2]"), GradientCheck(-0.04653, 3e-12))
    assert "dW2[3,2] at epoch 12, update 184" in text
    assert "delta2[3] = da2[3] * slope2[3] = -0.5228962 * 0.9895023 = -0.517407" in text
    assert "dW2[3,2] = mean over the 10 samples of the batch = -0.04652969" in text
    assert "finite differences: -0.04653 (agrees to 3e-12)" in text
    assert "not computed yet" in origin_text(seen.trace, found("dW2", "W1[1,1]"), None)


@pytest.mark.parametrize("label", ["W2[3,2]", "z2[3]", "a3[1]", "step[W1[1,2]]", "m_hat[b1[2]]"])
def test_copied_numbers_can_be_worked_out(label: str) -> None:
    """The numbers of a copied line, given to the grammar, give the line's value."""
    seen = moons().after("theta_next", 184)
    made = origin(seen.trace, seen.model.cursor.line, label, 8)
    assert made is not None
    counted = 0
    for line in origin_text(seen.trace, made, None).splitlines():
        parts = line.split(" = ")
        if len(parts) >= 3 and "mean" not in line:
            assert float(evaluate(parts[-2], {})) == pytest.approx(float(parts[-1]), rel=1e-4, abs=1e-6)
            counted += 1
    assert counted


def test_origin_aloud_tells_number_value_and_formulas() -> None:
    """A screen reader gets number, value and formulas in words."""
    words = origin_aloud(found("dW2", "delta2[3]"))
    assert words.startswith("delta 2, 3. −0.517407. delta 2, 3 is d l by d a 2, 3 times f prime of z 2, 3")
    assert said("theta[W2[3,2]]") == "W 2, 3, 2"

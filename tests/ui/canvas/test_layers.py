"""What the canvas knows of each layer at the cursor."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.ui.canvas.layers import description, layer_views
from tests.ui.canvas.scenes import mazur, moons, penguins


def test_before_the_first_line_only_weights_are_known() -> None:
    """Before the first line there is no value anywhere, and none of them is 0; the weights are there."""
    views = layer_views(moons().after(None))
    assert all(view.a is None and view.delta is None and view.dW is None for view in views)
    assert all(view.W is not None for view in views[1:])


def test_backprop_comes_from_the_output() -> None:
    """After ∂L/∂W² the layers above have their gradients and the layer below has none."""
    views = layer_views(moons().after("dW2", 184, sample=8))
    assert [view.gradient_norm is None for view in views[1:]] == [True, False, False]
    assert views[2].gradient_norm == pytest.approx(0.3405, abs=5e-5)
    assert views[3].gradient_norm == pytest.approx(0.0358, abs=5e-5)
    assert views[2].active and not views[1].active


def test_values_are_those_of_the_sample_in_view() -> None:
    """Values are those of the sample in view: the numbers of the design's pictures."""
    views = layer_views(moons().after("dW2", 184, sample=8))
    assert views[0].a == pytest.approx([1.612, 1.085], abs=5e-4)
    assert views[2].delta == pytest.approx([-1.272, -0.807, -0.517], abs=5e-4)
    assert views[3].target == pytest.approx([1.0])


def test_steps_stand_only_after_their_line() -> None:
    """‖Δ‖ is there once the step is; the new weights only after the last line, and they differ by the step."""
    before = layer_views(moons().after("v_hat", 184))
    assert before[1].step is None and before[1].step_norm is None
    assert layer_views(moons().after("step", 184))[1].W_next is None
    view = layer_views(moons().after("theta_next", 184))[2]
    assert view.W is not None and view.W_next is not None and view.step is not None
    np.testing.assert_allclose(view.W + view.step, view.W_next)
    assert view.step_norm == pytest.approx(0.0165, abs=5e-5)


def test_description_says_what_is_not_computed() -> None:
    """A screen reader is told layer by layer what is computed and what is not."""
    text = description(moons().after("dW2", 184, sample=8))
    first, second = text.index("hidden 1"), text.index("hidden 2")
    assert (
        "δ not computed yet" in text[first:second] and "norm of ∂L/∂W not computed yet" in text[first:second]
    )
    assert "not computed yet" not in text[second:] and "δ −1.272" in text[second:]


def test_units_carry_names_of_classes_and_features() -> None:
    """Outputs that stand for classes carry their names, inputs those of the features."""
    views = layer_views(penguins().after("y"))
    assert views[-1].names == ("Adelie", "Chinstrap", "Gentoo") and len(views[0].names) == 4


def test_fixed_biases_have_no_step() -> None:
    """A bias that is not trained has neither gradient nor step."""
    view = layer_views(mazur().after("theta_next"))[1]
    assert view.db is None and view.b_step is None and view.step is not None

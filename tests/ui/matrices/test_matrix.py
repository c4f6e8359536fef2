"""What each matrix shows at a cursor, and what is not computed yet."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.core.experiment import loss
from gdsim.ui.matrices.cell import Cell, Mark, cell_of, kin, label_of, moved, number_of
from gdsim.ui.matrices.factor import strongest_factor
from gdsim.ui.matrices.matrix import LOWER, UPPER, matrices
from tests.ui.canvas.scenes import mazur, moons
from tests.ui.matrices.scenes import large


def test_below_stands_the_gradient_of_the_thing_above() -> None:
    """Every matrix of the lower row has the shape of the one over it."""
    found = matrices(large().after("dW1", 5))
    for (layer, column, row), matrix in found.items():
        if row == LOWER and column != "y" and (layer, column, UPPER) in found:
            assert matrix.shape == found[layer, column, UPPER].shape


def test_lines_fill_one_matrix_at_a_time() -> None:
    """Each line of forward and backprop fills exactly what it writes; the slope stands for itself."""
    made, known = large(), set()
    for name in (None, *made.lines(5)[: made.lines(5).index("g")]):
        now = {m.name for m in matrices(made.after(name, 5)).values() if m.values is not None}
        strips = {m.strip_label for m in matrices(made.after(name, 5)).values() if m.strip is not None}
        new = (now | strips) - known
        expected = set() if name is None or name.startswith("slope") or name in ("l", "L") else {name}
        if name is not None:
            assert new == expected
        known = now | strips


def test_the_step_stands_below_the_weights() -> None:
    """In stage 5 the lower row shows the vector that has just been written, piece by piece, then the step."""
    made = large()
    snapshot = made.after("step", 5)
    found = matrices(snapshot)
    block = snapshot.program.layout.block("W2")
    assert block is not None
    below = found[2, "W", LOWER]
    assert (below.name, below.label, below.paint) == ("step", "W2", "value")
    np.testing.assert_array_equal(below.values, block.of(snapshot.trace["step"]))
    assert matrices(made.after("g", 5))[2, "W", LOWER].paint == "gradient"


def test_the_end_shows_the_new_weights() -> None:
    """Once the step is made, the upper row has the weights after it, and pale values of before."""
    snapshot = large().after("theta_next", 5)
    found = matrices(snapshot)
    after = snapshot.trace["W2"] + found[2, "W", LOWER].values
    np.testing.assert_allclose(found[2, "W", UPPER].values, after, rtol=1e-12)
    assert found[2, "a", UPPER].faded and not found[2, "W", UPPER].faded


def test_squares_are_painted_by_size_alone() -> None:
    """A memory that is never negative is painted by size alone."""
    assert matrices(moons().after("v_next", 2))[1, "W", LOWER].paint == "size"


def test_there_is_no_strip_without_biases() -> None:
    """A network without biases has no strips; a fixed bias is shown but has no gradient."""
    found = matrices(large(bias=False).after("dW1", 2))
    assert not any(matrix.strip_label for matrix in found.values())
    found = matrices(mazur().after("dW1"))
    assert found[1, "W", UPPER].strip_label == "b1" and found[1, "W", LOWER].strip_label == ""


def test_targets_stand_apart_where_the_output_hears_something() -> None:
    """With a loss whose ∂ℓ/∂a is a line of its own, y has a column beside it."""
    found = matrices(large(chosen=loss("mean_squared_error"), output="tanh").after("delta3", 2))
    assert found[3, "a", LOWER].name == "da3" and found[3, "y", LOWER].name == "y"
    assert matrices(large().after("delta3", 2))[3, "a", LOWER].name == "y"


@pytest.mark.parametrize(
    "label",
    ["W2[13,23]", "dW2[13,23]", "b1[32]", "db3[2]", "z2[4]", "a1[7]", "delta2[13]", "da1[32]", "x[8]"],
)
def test_a_label_finds_its_cell_and_back(label: str) -> None:
    """A selected label finds its cell, and the cell has that label."""
    found = matrices(large().after("db1", 5))
    cell = cell_of(label, 6, found)
    assert cell is not None and label_of(found[cell.spot], cell) == label
    assert number_of(found[cell.spot], cell) is not None


@pytest.mark.parametrize("label", [None, "", "W9[1,1]", "W2[17,1]", "W2[1,33]", "theta", "dW2[0,1]", "b4[1]"])
def test_labels_of_another_network_find_nothing(label: str | None) -> None:
    """What this network does not have is no cell of it."""
    assert cell_of(label, 0, matrices(large().after("db1", 5))) is None


def test_a_cell_reads_its_own_number() -> None:
    """A cell reads the number of its row and column, and of the sample in view."""
    snapshot = large().after("db1", 5)
    found = matrices(snapshot)
    for label, expected in (
        ("dW2[13,23]", snapshot.trace["dW2"][12, 22]),
        ("delta2[13]", snapshot.trace["delta2"][12, 6]),
        ("b1[3]", snapshot.trace["b1"].ravel()[2]),
    ):
        cell = cell_of(label, 6, found)
        assert cell is not None and number_of(found[cell.spot], cell) == float(expected)


def test_a_gradient_lights_its_rows_and_its_weight() -> None:
    """∂L/∂W²₁₃,₂₃ comes from row 13 of δ² and row 23 of a¹, and belongs to the same weight above."""
    found = matrices(large().after("dW2", 5))
    marks = kin(Cell((2, "W", LOWER), 12, 22), found)
    assert Mark((2, "z", LOWER), 12) in marks and Mark((1, "a", UPPER), 22) in marks
    assert Mark((2, "W", UPPER), 12, 22) in marks


def test_a_samples_number_lights_its_column_everywhere() -> None:
    """A number of one sample lights that sample's column in every matrix of samples."""
    found = matrices(large().after("dW2", 5))
    marks = kin(Cell((2, "z", LOWER), 12, 6), found)
    columns = {mark.spot for mark in marks if mark.row is None and mark.column == 6}
    assert columns == {spot for spot, matrix in found.items() if matrix.samples}


def test_moving_stops_at_the_rim() -> None:
    """From cell to cell, over the last column to the bias and back, and never out of the matrix."""
    found = matrices(large().after("dW2", 5))
    last = Cell((2, "W", LOWER), 0, 31)
    strip = moved(last, 0, 1, found)
    assert strip == Cell((2, "W", LOWER), 0, None)
    assert strip is not None and moved(strip, 0, -1, found) == last and moved(strip, 0, 1, found) is None
    assert moved(last, -1, 0, found) is None and moved(last, 1, 0, found) == Cell((2, "W", LOWER), 1, 31)


def test_the_largest_factor_of_a_gradient_is_followed() -> None:
    """Of the products of δ and a over the batch the largest is followed, at its sample."""
    snapshot = large().after("dW2", 5)
    found = matrices(snapshot)
    factor = strongest_factor(snapshot, found[2, "W", LOWER], Cell((2, "W", LOWER), 12, 22))
    products = snapshot.trace["delta2"][12] * snapshot.trace["a1"][22]
    assert factor is not None
    assert (factor.label, factor.sample) == ("delta2[13]", int(np.argmax(np.abs(products))))


def test_a_weight_has_no_factors() -> None:
    """A parameter has no line that writes it; what is not computed has no factors yet."""
    snapshot = large().after("dW2", 5)
    found = matrices(snapshot)
    assert strongest_factor(snapshot, found[2, "W", UPPER], Cell((2, "W", UPPER), 0, 0)) is None
    assert strongest_factor(snapshot, found[1, "z", LOWER], Cell((1, "z", LOWER), 0, 0)) is None

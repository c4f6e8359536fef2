"""What each plot says of a run: its lines, names, colours and words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gdsim.core.experiment import Data
from gdsim.core.experiment import loss as loss_of
from gdsim.core.layout import layout_of
from gdsim.ui.plots import data_view
from gdsim.ui.plots.norms import gradient_norm, update_size
from gdsim.ui.plots.parameters import MOST, element_names, parameters, place_of
from gdsim.ui.plots.run import run_of
from gdsim.ui.plots.scores import accuracy, loss
from gdsim.ui.theme import theme
from tests.ui.plots.snapshots import case

SIGNS = {"positive", "negative", "positive_fill", "negative_fill", "gradient"}


def test_no_line_has_a_signs_or_gradients_colour() -> None:
    """One meaning per colour: layers differ by dashes and tints."""
    snapshot = case(units=(3, 3, 3, 3, 3, 1)).at(40, selected="W2[1,1]")
    for draw in (parameters, loss, accuracy, gradient_norm, update_size):
        figure = draw(snapshot, run_of(snapshot))
        strokes = [curve.stroke for curve in figure.curves]
        assert not {stroke.role for stroke in strokes} & SIGNS
        assert len(set(strokes)) == len(strokes), draw.__name__


def test_the_selected_parameter_is_the_strongest_line() -> None:
    """Its values are those of theta, and the legend names it first."""
    snapshot = case().at(40, selected="W2[3,2]")
    figure = parameters(snapshot, run_of(snapshot))
    strongest = max(figure.curves, key=lambda curve: curve.stroke.width)
    block = snapshot.program.layout.block("W2")
    assert block is not None
    assert strongest.y.tolist() == [block.of(row)[2, 1] for row in snapshot.curves.parameters]
    assert strongest.names[0] == figure.legend[0].text == "<i>W</i><sup>2</sup><sub>32</sub>"


def test_names_follow_theta() -> None:
    """Each name stands where its parameter lies, biases included; two digits get a comma."""
    layout = layout_of((2, 12, 1), (True, False))
    names = element_names(layout)
    assert len(names) == layout.size
    place = place_of(layout, "W1[12,2]")
    assert place is not None and names[place].endswith("<sub>12,2</sub>")
    assert place_of(layout, "b2[1]") is place_of(layout, "W1[13,1]") is place_of(layout, "delta2") is None


def test_of_many_parameters_those_that_change_most_are_drawn() -> None:
    """And the caption says how many of how many."""
    snapshot = case(units=(60, 1)).at(40)
    figure = parameters(snapshot, run_of(snapshot))
    drawn = np.concatenate([curve.columns for curve in figure.curves], axis=1)
    assert drawn.shape[1] == MOST
    assert figure.caption == "200 of 241"
    change = np.ptp(snapshot.curves.parameters, axis=0)
    assert np.isclose(np.ptp(drawn, axis=0).min(), np.sort(change)[-MOST])


def test_an_empty_plot_says_what_will_fill_it() -> None:
    """Before the first epoch, and before the first update."""
    snapshot = case().at(1, line=3)
    run = run_of(snapshot)
    assert "Epoch" in loss(snapshot, run).empty and "Epoch" in parameters(snapshot, run).empty
    assert "Update" in gradient_norm(snapshot, run).empty
    later = case().at(16)
    assert not loss(later, run_of(later)).empty


def test_a_run_that_diverged_has_finite_axes() -> None:
    """Where a run has diverged curves have gaps, and axes stay finite."""
    snapshot = case("sine", (6, 1), "identity", "mean_squared_error", rate=5.0, method="gd").at(400)
    assert snapshot.diverged is not None
    for draw in (parameters, loss, gradient_norm, update_size):
        figure = draw(snapshot, run_of(snapshot))
        assert np.isfinite([figure.y.low, figure.y.high]).all()
        assert not any(np.isinf(curve.y).any() for curve in figure.curves)


def test_the_boundary_lies_where_the_network_changes_its_mind() -> None:
    """Blue on the one side, orange on the other, the ground between; a sure answer is the strongest."""
    made = case()
    samples, look = made.samples, theme("dark")
    outputs = np.full((1, data_view.CELLS**2), 0.5)
    outputs[0, 0], outputs[0, -1] = 0.0, 1.0
    image = data_view.regions(outputs, samples, made.experiment, look)
    low, middle, high = image[0, 0, :3].astype(int), image[5, 5, :3], image[-1, -1, :3].astype(int)
    assert middle.tolist() == [int(look.panel[at : at + 2], 16) for at in (1, 3, 5)]
    assert low[2] > low[0] and high[0] > high[2]


def test_more_than_two_features_are_said_honestly() -> None:
    """The slice is through the mean of the others."""
    made = case("bundled", (4, 3), "softmax", "categorical_cross_entropy")
    samples = made.samples
    assert data_view.remark(samples) == "2 of 4 features, others at their mean"
    inputs = data_view.mesh(data_view.frame(samples), samples)
    assert np.allclose(inputs[2:], samples.x[2:].mean(axis=1, keepdims=True))
    assert [group.role for group in data_view.groups(samples)] == ["run_1", "run_2", "run_3"]
    assert len({group.marker for group in data_view.groups(samples)}) == 3


def test_many_samples_are_thinned_and_counted() -> None:
    """A plot of a hundred thousand points would say nothing; the caption says how many there are."""
    samples = case(samples=10_000, units=(2, 1)).samples
    assert sum(len(group.places) for group in data_view.groups(samples)) == data_view.MOST
    assert data_view.caption(samples) == "1,500 of 8,000"


def test_given_rows_have_classes_where_the_loss_does() -> None:
    """As the accuracy does: a 0 and a 1 after a cross-entropy, but not after a squared error."""
    made = case()
    rows = replace(made.samples, labels=None, labels_test=None, classes=())
    given = replace(made.experiment, data=Data("inline"))
    seen = data_view.classed(rows, given)
    assert seen.classes == ("0", "1")
    assert seen.labels is not None and seen.labels.tolist() == rows.y[0].tolist()
    assert data_view.classed(rows, replace(given, loss=loss_of("mean_squared_error"))) is rows
    assert data_view.classed(made.samples, made.experiment) is made.samples


def test_names_from_a_file_are_no_markup() -> None:
    """A class called <b> is written as it is."""
    samples = replace(case().samples, classes=("<b>", "a & b"))
    assert [group.name for group in data_view.groups(samples)] == ["&lt;b&gt;", "a &amp; b"]

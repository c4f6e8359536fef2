"""Fitting: what goes with what, and what follows a change."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from gdsim.core.experiment import Choice, Data, Experiment, Layer, Network, Sampling, activation, frozen, loss
from gdsim.core.registries import ACTIVATIONS, LOSSES
from gdsim.data.registries import DATASETS
from gdsim.files.messages import FileError
from gdsim.state.edit import changed
from gdsim.state.fitting import following, reasons, task_of

GENERATORS = [key for key, one in DATASETS.items() if not any(field.required for field in one.fields)]


def experiment(
    source: str = "two_moons", output: str = "sigmoid", units: int = 1, key: str | None = None
) -> Experiment:
    """A small network on some data."""
    layers = (Layer(3, activation("tanh")), Layer(units, activation(output)))
    return Experiment(Data(source), Network(layers), loss(key or "mean_squared_error"))


def applied(start: Experiment, field: str, value: object) -> Experiment:
    """The experiment after a change and all that follows."""
    return changed(start, {field: value} | following(start, field, value)[0])


@pytest.mark.parametrize(
    ("source", "output", "units"),
    [("two_moons", "sigmoid", 1), ("gaussians", "softmax", 3), ("line", "identity", 1)],
)
@pytest.mark.parametrize("key", list(LOSSES))
def test_a_loss_is_offered_where_a_file_accepts_it(source: str, output: str, units: int, key: str) -> None:
    """A loss is offered exactly where a file with it would be accepted."""
    start = experiment(source, output, units)
    task = task_of(start.data)
    refused = key in reasons(start, task.classes, units)["loss.function"]
    try:
        changed(start, {"loss.function": key, "loss.over_outputs": LOSSES[key].over_outputs})
    except FileError:
        assert refused
    else:
        assert not refused


def test_reasons_say_what_is_needed() -> None:
    """A reason says what is needed and what there is."""
    found = reasons(experiment("gaussians", "softmax", 3, "categorical_cross_entropy"), 3, 3)
    assert found["loss.function"]["hinge"] == "hinge needs an identity output, this one is softmax"
    assert found["network.layers[0].activation"] == {"softmax": "softmax fits the output layer only"}
    assert found["loss.over_outputs"] == {
        "mean": "categorical cross-entropy is always the sum over the outputs"
    }
    one = reasons(experiment(), 2, 1)
    assert one["network.layers[1].activation"] == {"softmax": "softmax needs at least 2 output units"}
    assert (
        "needs classes"
        in reasons(experiment("line", "sigmoid"), 0, 1)["loss.function"]["binary_cross_entropy"]
    )


def test_listed_batches_are_offered_only_with_a_list() -> None:
    """The draw of listed batches is offered only where there are some."""
    start = experiment()
    assert "listed" in reasons(start, 2, 1)["sampling.draw"]
    listed = replace(start, sampling=Sampling("mini_batch", "listed", 1, (((0,),),)))
    assert "sampling.draw" not in reasons(listed, 2, 1)


@pytest.mark.parametrize(("before", "after"), list(product(GENERATORS, GENERATORS)))
def test_any_data_after_any_other_is_valid(before: str, after: str) -> None:
    """Whatever source is chosen after whatever other, the experiment is valid, and fit for its task."""
    start = applied(experiment(), "data.source", before)
    end = applied(start, "data.source", after)
    task = task_of(end.data)
    assert end.network.layers[-1].units in task.units
    if before == after:
        assert end.network == start.network and end.loss == start.loss


@pytest.mark.parametrize(
    ("source", "units", "output", "key"),
    [
        ("line", 1, "identity", "mean_squared_error"),
        ("gaussians", 3, "softmax", "categorical_cross_entropy"),
        ("bundled", 3, "softmax", "categorical_cross_entropy"),
    ],
)
def test_another_task_brings_its_usual_output(source: str, units: int, output: str, key: str) -> None:
    """Numbers get a linear output and squared error, three classes softmax and cross-entropy; it is said."""
    start = experiment(key="binary_cross_entropy")
    end = applied(start, "data.source", source)
    top = end.network.layers[-1]
    assert (top.units, top.activation.key, end.loss.function.key) == (units, output, key)
    said = following(start, "data.source", source)[1]
    assert ACTIVATIONS[output].name in said and LOSSES[key].name in said


def test_back_to_two_classes_brings_one_sigmoid_unit() -> None:
    """Back from three classes to two: one sigmoid unit and binary cross-entropy, mean over outputs again."""
    start = applied(experiment(key="binary_cross_entropy"), "data.source", "gaussians")
    end = applied(start, "data.classes", 2)
    assert end.network.layers[-1].units == 1 and end.network.layers[-1].activation == activation("sigmoid")
    assert end.loss == loss("binary_cross_entropy")


@pytest.mark.parametrize("output", list(ACTIVATIONS))
@pytest.mark.parametrize("key", list(LOSSES))
def test_any_output_after_any_loss_is_valid(output: str, key: str) -> None:
    """Every activation that is offered leads to a valid experiment; a loss that still fits is left alone."""
    made_for = LOSSES[key].outputs[0] if LOSSES[key].outputs else "tanh"
    start = experiment(output=made_for, units=2, key=key)
    end = applied(start, "network.layers[1].activation", output)
    fits = not LOSSES[key].outputs or output in LOSSES[key].outputs
    assert (end.loss == start.loss) is fits


@pytest.mark.parametrize("key", list(LOSSES))
def test_a_loss_takes_its_output_along(key: str) -> None:
    """A loss chosen by a script or a lesson finds the output that it needs."""
    end = applied(experiment(), "loss.function", key)
    assert not LOSSES[key].outputs or end.network.layers[-1].activation.key in LOSSES[key].outputs


def test_one_unit_instead_of_softmax_brings_sigmoid() -> None:
    """Softmax cannot share one unit: sigmoid and binary cross-entropy follow."""
    start = experiment(output="softmax", units=2, key="categorical_cross_entropy")
    end = applied(start, "network.layers[1].units", 1)
    assert end.network.layers[-1].activation.key == "sigmoid"
    assert end.loss.function.key == "binary_cross_entropy"


def test_batches_shrink_to_the_rows() -> None:
    """Fewer rows than a batch has: the batch shrinks; listed batches of other data go."""
    start = replace(experiment(), sampling=Sampling("mini_batch", "shuffle", 100))
    fields, said = following(start, "data.samples", 50)
    assert fields == {"sampling.batch_size": 40} and "40" in said
    listed = replace(start, sampling=Sampling("mini_batch", "listed", None, (((0,),),)))
    assert following(listed, "data.source", "circles")[0] == {
        "sampling": {"mode": "mini_batch", "draw": "shuffle"}
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("data.source", "nowhere"),
        ("data.source", None),
        ("data.samples", "many"),
        ("data.samples", -5),
        ("data.table", "titanic"),
        ("network.layers[1].activation", "swish"),
        ("network.layers[1].units", "x"),
        ("loss.function", 3),
        ("data.noise", 0.3),
        ("network.layers[0].activation", "relu"),
        ("seed", 3),
    ],
)
def test_most_changes_are_followed_by_nothing(field: str, value: object) -> None:
    """What is wrong by itself is refused by the check of the document, not here; most changes need nothing."""
    assert following(experiment(), field, value) == ({}, "")


def test_an_activation_given_as_an_object_is_followed() -> None:
    """An activation given as an object is read like its name."""
    start = experiment(key="binary_cross_entropy")
    fields, _ = following(start, "network.layers[1].activation", {"function": "elu", "alpha": 0.5})
    assert fields == {"loss.function": "mean_squared_error"}
    assert (
        Choice("elu", frozen({"alpha": 0.5}))
        == applied(start, "network.layers[1].activation", {"function": "elu", "alpha": 0.5})
        .network.layers[-1]
        .activation
    )

"""Parts that do not fit together: shapes, losses, targets, batches (cases 6 and 8)."""

from __future__ import annotations

from typing import Any

import pytest

from gdsim.core.registries import LOSSES
from gdsim.files import arrays_of, parse_document, samples_of

WEIGHTS = [
    ([[0.1, 0.2]], "weights: must have 2 rows, one for each unit of network.layers[0], not 1"),
    (
        [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]],
        "weights: must have 2 rows, one for each unit of network.layers[0], not 3",
    ),
    ([[0.1], [0.3]], "weights[0]: must have 2 numbers, one for each input of the data, not 1"),
    ([[0.1, 0.2], [0.3, 0.4, 0.5]], "weights[1]: must have 2 numbers, one for each input of the data, not 3"),
    ([], "weights: must have 2 rows, one for each unit of network.layers[0], not 0"),
]


@pytest.mark.parametrize(("weights", "end"), WEIGHTS)
def test_weights_that_do_not_fit_name_both_numbers(
    document: Any, refused: Any, weights: Any, end: str
) -> None:
    """Case 6: weights that do not fit layer or data are refused, with both numbers."""
    document["network"]["initial_parameters"][0]["weights"] = weights
    assert refused(document) == f"network.initial_parameters[0].{end}"


def test_weights_need_a_column_for_each_unit_before(document: Any, refused: Any) -> None:
    """Case 6: the columns of later weights are the units of the layer before."""
    document["network"]["initial_parameters"][1]["weights"] = [[1.0, 2.0, 3.0]]
    field = "network.initial_parameters[1].weights[0]"
    assert refused(document) == f"{field}: must have 2 numbers, one for each unit of network.layers[0], not 3"


def test_initial_parameters_need_an_entry_for_each_layer(document: Any, refused: Any) -> None:
    """Case 6: initial parameters have one entry for each layer."""
    del document["network"]["initial_parameters"][1]
    assert (
        refused(document) == "network.initial_parameters: must have one entry for each of the 2 layers, not 1"
    )


@pytest.mark.parametrize(
    ("bias", "given", "end"),
    [
        (True, None, "is missing: 1 numbers, one for each unit of network.layers[1]"),
        ("fixed", None, "is missing: 1 numbers, one for each unit of network.layers[1]"),
        (True, [0.1, 0.2], "must have 1 numbers, one for each unit of network.layers[1], not 2"),
        (False, [0.1], "must be left out, as network.layers[1].bias is false"),
    ],
)
def test_biases_are_given_only_where_there_are_some(
    document: Any, refused: Any, bias: Any, given: Any, end: str
) -> None:
    """Case 6: biases are given where the layer has them, and only there."""
    document["network"]["layers"][1]["bias"] = bias
    document["network"]["initial_parameters"][1]["bias"] = given
    assert refused(document) == f"network.initial_parameters[1].bias: {end}"


def test_a_layer_without_biases_has_null_for_them(bare: Any) -> None:
    """A layer without biases has null, or nothing at all, in their place."""
    bare["network"]["layers"][1]["bias"] = False
    for last in ({"weights": [[0.5, 0.6]], "bias": None}, {"weights": [[0.5, 0.6]]}):
        bare["network"]["initial_parameters"] = [{"weights": [[0.1, 0.2], [0.3, 0.4]], "bias": [0, 0]}, last]
        read = parse_document(bare, "ok", None)
        assert read.network.initial_parameters is not None and read.network.initial_parameters[1].bias is None


@pytest.mark.parametrize(
    ("data", "units"),
    [
        ({"source": "gaussians", "classes": 3}, 1),
        ({"source": "bundled", "table": "iris"}, 2),
        ({"source": "line"}, 2),
    ],
)
def test_outputs_that_do_not_fit_the_data_are_refused(bare: Any, refused: Any, data: Any, units: int) -> None:
    """Case 6: the last layer has as many units as the data need; both numbers are named."""
    bare["data"] = data
    bare["network"]["layers"][1] = {"units": units, "activation": "identity"}
    bare["loss"] = {"function": "mean_squared_error"}
    message = refused(bare)
    assert message.startswith("network.layers: the data have ") and message.endswith(f"not {units}")


def top(bare: Any, activation: str, units: int, loss: str) -> Any:
    """The document with another last layer and loss."""
    bare["network"]["layers"][1] = {"units": units, "activation": activation}
    bare["loss"] = {"function": loss}
    return bare


@pytest.mark.parametrize("loss", [key for key, one in LOSSES.items() if one.outputs])
@pytest.mark.parametrize("activation", ["tanh", "relu", "identity", "sigmoid", "softmax"])
def test_a_loss_refuses_an_output_it_cannot_take(bare: Any, refused: Any, loss: str, activation: str) -> None:
    """Case 8: a loss that needs a certain output refuses every other, with the reason."""
    if activation in LOSSES[loss].outputs:
        return
    bare["data"] = {"source": "xor"}
    message = refused(top(bare, activation, 2, loss))
    need = " or ".join(LOSSES[loss].outputs)
    assert message.startswith(f"loss.function: {loss} needs {need} as the activation of the last layer")
    assert message.endswith(f"not {activation}")


def test_softmax_with_one_output_is_refused(bare: Any, refused: Any) -> None:
    """Case 8: softmax of a single output is always 1, and says so."""
    message = refused(top(bare, "softmax", 1, "categorical_cross_entropy"))
    assert message.startswith("network.layers[1].units: softmax needs at least 2 outputs, not 1")


def test_softmax_inside_the_network_is_refused(bare: Any, refused: Any) -> None:
    """Case 8: softmax inside the network is refused."""
    bare["network"]["layers"][0]["activation"] = "softmax"
    assert refused(bare).startswith(
        "network.layers[0].activation: softmax can only be the activation of the last layer"
    )


@pytest.mark.parametrize(
    ("loss", "activation", "targets", "place"),
    [
        ("hinge", "identity", [[1], [0], [1], [1]], "data.targets[1]"),
        ("binary_cross_entropy", "sigmoid", [[1], [0], [0.5], [1]], "data.targets[2]"),
        ("binary_cross_entropy_with_logits", "identity", [[-1], [1], [1], [1]], "data.targets[0]"),
        ("categorical_cross_entropy", "softmax", [[1, 0], [0, 1], [0, 1], [1, 1]], "data.targets[3]"),
        ("categorical_cross_entropy", "softmax", [[1, 0], [0, 0], [0, 1], [1, 0]], "data.targets[1]"),
    ],
)
def test_targets_that_do_not_fit_the_loss_are_refused(
    bare: Any, refused: Any, loss: str, activation: str, targets: Any, place: str
) -> None:
    """Case 8: given targets that a loss is not made for are refused at the first such row."""
    bare["data"]["targets"] = targets
    message = refused(top(bare, activation, len(targets[0]), loss))
    assert message.startswith(f"{place}: {loss} needs ")


def test_targets_for_testing_have_to_fit_too(bare: Any, refused: Any) -> None:
    """Case 8: targets for testing have to fit as well."""
    bare["data"] |= {"test_inputs": [[0, 0]], "test_targets": [[0.3]]}
    assert refused(bare) == "data.test_targets[0]: binary_cross_entropy needs targets of 0 or 1, not 0.3"


def test_a_loss_for_classes_refuses_numbers_to_predict(bare: Any, refused: Any) -> None:
    """Case 8: numbers to predict do not go with a loss for classes."""
    bare["data"] = {"source": "plane"}
    assert refused(bare).startswith("loss.function: binary_cross_entropy needs targets of 0 or 1, not ")


def test_classes_are_coded_for_the_loss(bare: Any) -> None:
    """Case 8: classes take the codes of the loss, so that two moons with hinge is in order."""
    bare["data"] = {"source": "two_moons"}
    read = parse_document(top(bare, "identity", 1, "hinge"), "ok", None)
    samples = samples_of(read)
    assert sorted(set(samples.y.ravel().tolist())) == [-1.0, 1.0]
    assert arrays_of(samples, read).classes


def test_given_rows_have_accuracy_where_the_loss_has_classes(bare: Any) -> None:
    """Given rows have an accuracy where their loss is one for classes."""
    read = parse_document(bare, "ok", None)
    assert arrays_of(samples_of(read), read).classes
    read = parse_document(top(bare, "sigmoid", 1, "mean_squared_error"), "ok", None)
    assert not arrays_of(samples_of(read), read).classes


LISTED = [
    ({}, "sampling.batches: is missing"),
    ({"batches": []}, "sampling.batches: must have at least one batch"),
    ({"epochs": []}, "sampling.epochs: must have at least one epoch"),
    ({"epochs": [[[0]], []]}, "sampling.epochs[1]: must have at least one batch"),
    ({"batches": [[0], []]}, "sampling.batches[1]: must name at least one sample"),
    (
        {"batches": [[0, 4]]},
        "sampling.batches[0][1]: must be a sample's number from 0 to 3, as there are 4 training",
    ),
    ({"epochs": [[[0], [1, 2, 9]]]}, "sampling.epochs[0][1][2]: must be a sample's number from 0 to 3"),
    ({"batches": [[-1]]}, "sampling.batches[0][0]: must be a whole number of at least 0, not -1"),
    ({"batches": [[0.0]]}, "sampling.batches[0][0]: must be a whole number"),
    ({"batches": [["0"]]}, 'sampling.batches[0][0]: must be a whole number of at least 0, not "0"'),
    ({"batches": [[True]]}, "sampling.batches[0][0]: must be a whole number of at least 0, not true"),
    ({"batches": [0, 1]}, "sampling.batches[0]: must be a list, not 0"),
    ({"batches": [[0]], "epochs": [[[0]]]}, "sampling.epochs: is given beside batches"),
    (
        {"mode": "sgd", "batches": [[0], [0, 1]]},
        "sampling.batches[1]: must name one sample, as the mode sgd takes, not 2",
    ),
    (
        {"draw": "shuffle", "batches": [[0]]},
        'sampling.batches: is only for the draw "listed", not for "shuffle"',
    ),
]


@pytest.mark.parametrize(("sampling", "start"), LISTED, ids=lambda one: str(one)[:40])
def test_listed_batches_of_missing_samples_are_refused(
    bare: Any, refused: Any, sampling: Any, start: str
) -> None:
    """Listed batches name samples that there are, and are there where they are asked for."""
    bare["sampling"] = {"mode": "mini_batch", "draw": "listed"} | sampling
    assert refused(bare).startswith(start)


def test_listed_batches_may_repeat_samples_and_be_large(bare: Any) -> None:
    """A listed batch may repeat samples and be larger than the batch size; one epoch or several."""
    bare["sampling"] = {"draw": "listed", "batch_size": 2, "batches": [[0, 0, 1, 3, 2], [3]]}
    assert parse_document(bare, "ok", None).sampling.listed == (((0, 0, 1, 3, 2), (3,)),)
    bare["sampling"] = {"draw": "listed", "mode": "sgd", "epochs": [[[0], [1]], [[3]]]}
    assert parse_document(bare, "ok", None).sampling.listed == (((0,), (1,)), ((3,),))


def test_categorical_cross_entropy_always_sums_over_outputs(bare: Any) -> None:
    """Categorical cross-entropy is the sum over the outputs, whatever the file says."""
    bare["data"] = {"source": "xor"}
    document = top(bare, "softmax", 2, "categorical_cross_entropy")
    document["loss"]["over_outputs"] = "mean"
    assert parse_document(document, "ok", None).loss.over_outputs == "sum"


def test_given_test_rows_exclude_a_test_fraction(bare: Any, refused: Any) -> None:
    """Rows for testing are given or split off, not both."""
    bare["data"] |= {"test_inputs": [[0, 0]], "test_targets": [[0]], "test_fraction": 0.5}
    assert refused(bare).startswith("data.test_fraction: must be left out or 0")

"""Bad values in a file: types, numbers that are none, ranges and names (cases 1 to 5 and 7)."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from gdsim.core.registries import ACTIVATIONS, DRAWS, LOSSES, OPTIMIZERS, SAMPLING_MODES, SCHEDULES
from gdsim.files import parse_document
from gdsim.files.messages import place_of

WRONG_TYPES: list[tuple[tuple[str | int, ...], str]] = [
    (("name",), "name"),
    (("notes",), "notes"),
    (("seed",), "seed"),
    (("data",), "data"),
    (("data", "source"), "data.source"),
    (("data", "inputs"), "data.inputs"),
    (("data", "targets"), "data.targets"),
    (("data", "scaling"), "data.scaling"),
    (("data", "test_fraction"), "data.test_fraction"),
    (("data", "test_inputs"), "data.test_"),
    (("network",), "network"),
    (("network", "layers"), "network.layers"),
    (("network", "layers", 1), "network.layers[1]"),
    (("network", "layers", 0, "units"), "network.layers[0].units"),
    (("network", "layers", 0, "activation"), "network.layers[0].activation"),
    (("network", "layers", 0, "initializer"), "network.layers[0].initializer"),
    (("network", "initial_parameters"), "network.initial_parameters"),
    (("network", "initial_parameters", 0), "network.initial_parameters[0]"),
    (("network", "initial_parameters", 0, "weights"), "network.initial_parameters[0].weights"),
    (("network", "initial_parameters", 0, "weights", 1), "network.initial_parameters[0].weights[1]"),
    (("network", "initial_parameters", 1, "weights", 0, 1), "network.initial_parameters[1].weights[0][1]"),
    (("network", "initial_parameters", 1, "bias", 0), "network.initial_parameters[1].bias[0]"),
    (("loss",), "loss"),
    (("loss", "function"), "loss.function"),
    (("loss", "reduction"), "loss.reduction"),
    (("loss", "over_outputs"), "loss.over_outputs"),
    (("loss", "l1"), "loss.l1"),
    (("loss", "l2"), "loss.l2"),
    (("sampling",), "sampling"),
    (("sampling", "mode"), "sampling.mode"),
    (("sampling", "draw"), "sampling.draw"),
    (("sampling", "batch_size"), "sampling.batch_size"),
    (("sampling", "batches"), "sampling.batches"),
    (("sampling", "epochs"), "sampling.epochs"),
    (("optimizer",), "optimizer"),
    (("optimizer", "method"), "optimizer.method"),
    (("optimizer", "learning_rate"), "optimizer.learning_rate"),
    (("optimizer", "beta_1"), "optimizer.beta_1"),
    (("optimizer", "weight_decay"), "optimizer.weight_decay"),
    (("optimizer", "decay_biases"), "optimizer.decay_biases"),
    (("optimizer", "clip"), "optimizer.clip"),
    (("optimizer", "clip", "by"), "optimizer.clip.by"),
    (("optimizer", "clip", "limit"), "optimizer.clip.limit"),
    (("optimizer", "schedule"), "optimizer.schedule"),
    (("optimizer", "schedule", "kind"), "optimizer.schedule.kind"),
    (("optimizer", "schedule", "step_size"), "optimizer.schedule.step_size"),
    (("optimizer", "schedule", "per"), "optimizer.schedule.per"),
    (("amendments",), "amendments"),
    (("amendments", 0), "amendments[0]"),
    (("amendments", 0, "update"), "amendments[0].update"),
    (("amendments", 0, "set"), "amendments[0].set"),
    (("amendments", 0, "to"), "amendments[0].to"),
    (("checkpoint",), "checkpoint"),
    (("checkpoint", "update"), "checkpoint.update"),
    (("checkpoint", "parameters"), "checkpoint.parameters"),
    (("checkpoint", "memory"), "checkpoint.memory"),
    (("checkpoint", "memory", "m"), "checkpoint.memory.m"),
    (("view",), "view"),
]
FITTING: list[tuple[str, Any]] = [
    *(
        (field, 1.5)
        for field in ("optimizer.learning_rate", "optimizer.weight_decay", "optimizer.clip.limit")
    ),
    *((field, 1.5) for field in ("loss.l1", "loss.l2", "amendments[0].to")),
    ("network.initial_parameters[1].weights[0][1]", 1.5),
    ("network.initial_parameters[1].bias[0]", 1.5),
    *(
        ("name", "wrong"),
        ("notes", "wrong"),
        ("view", {}),
        ("view", {"a": 1}),
        ("sampling", {}),
        ("amendments", []),
    ),
    ("optimizer.decay_biases", True),
]
"""Of the wrong values below, those that are right for a field."""


@pytest.mark.parametrize("value", ["wrong", 1.5, True, None, [], [[]], {}, {"a": 1}], ids=repr)
@pytest.mark.parametrize(("place", "field"), WRONG_TYPES, ids=lambda one: one if isinstance(one, str) else "")
def test_a_wrong_type_is_refused_with_its_field(
    document: Any, change: Any, refused: Any, place: Any, field: str, value: Any
) -> None:
    """Case 1: a value of the wrong type is refused with the name of its field, whatever the field."""
    if (field, value) in FITTING:
        parse_document(change(document, place, value), "ok", None)
        return
    assert refused(change(document, place, value)).startswith(field)


def test_a_whole_number_in_rows_reads_as_a_float(document: Any, change: Any) -> None:
    """Whole numbers are numbers: a weight of 1 reads as 1.0."""
    place = ("network", "initial_parameters", 1, "weights", 0, 1)
    read = parse_document(change(document, place, 1), "ok", None)
    assert read.network.initial_parameters is not None
    assert repr(read.network.initial_parameters[1].weights[0][1]) == "1.0"


NUMERIC = [
    "optimizer.learning_rate",
    "optimizer.epsilon",
    "optimizer.weight_decay",
    "optimizer.clip.limit",
    "optimizer.schedule.gamma",
    "optimizer.schedule.step_size",
    "loss.l2",
    "network.layers[0].units",
    "network.initial_parameters[0].weights[1][0]",
    "network.initial_parameters[1].bias[0]",
    "checkpoint.parameters[0].weights[0][0]",
    "checkpoint.memory.m[0].weights[0][0]",
    "data.inputs[2][1]",
    "data.targets[3][0]",
    "data.test_fraction",
    "sampling.batch_size",
    "seed",
    "amendments[0].to",
    "amendments[0].update",
    "view.zoom",
]


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1" * 5000, "-" + "9" * 400]
)
@pytest.mark.parametrize("field", NUMERIC)
def test_numbers_that_are_not_finite_are_refused(
    document: Any, change: Any, refused: Any, field: str, number: str
) -> None:
    """Case 2: NaN, infinity, 1e999 and 5,000 digits are refused with their field, never silently infinite."""
    place = place_of(field)
    if field == "view.zoom" and number.lstrip("-").isdigit() and len(number) < 450:
        return  # a whole number of 400 digits is a value that the view may keep
    text = json.dumps(change(document, place, "@@")).replace('"@@"', number)
    message = refused(text)
    assert message.startswith(f"{field}: must be ")


def test_nan_is_refused_with_rule_and_finiteness(document: Any, refused: Any) -> None:
    """Case 2: the message gives the declared rule and says that the number must be finite."""
    document["optimizer"]["learning_rate"] = float("nan")
    assert refused(document) == "optimizer.learning_rate: must be a finite number of at least 0, not NaN"
    document["optimizer"]["learning_rate"] = -1
    assert refused(document) == "optimizer.learning_rate: must be a number of at least 0, not -1"


@pytest.mark.parametrize("size", [0, -1, -3, 5, 100, 10**30])
def test_a_batch_size_that_does_not_fit_is_refused(document: Any, refused: Any, size: int) -> None:
    """Case 3: a batch size that does not fit is refused, naming the field and the number of training samples."""
    document["sampling"]["batch_size"] = size
    message = refused(document)
    assert message.startswith(
        "sampling.batch_size: must be a whole number from 1 to 4, the number of training samples"
    )
    assert message.endswith(f"not {size}")


def test_batch_sizes_1_and_n_load(document: Any) -> None:
    """Case 3: 1 and N load; N is the number of training samples, after the split."""
    for size in (1, 4):
        document["sampling"]["batch_size"] = size
        assert parse_document(document, "ok", None).sampling.batch_size == size


def test_batch_size_counts_training_samples_only(bare: Any, refused: Any) -> None:
    """Case 3: of 200 samples 160 are for training, so that 161 is too large a batch."""
    bare["data"] = {"source": "two_moons", "samples": 200, "test_fraction": 0.2}
    bare["sampling"]["batch_size"] = 161
    assert "from 1 to 160, the number of training samples, not 161" in refused(bare)


@pytest.mark.parametrize("rate", [0, 0.0, 1e6, 5e-324, 1])
def test_extreme_learning_rates_keep_their_exact_value(document: Any, rate: float) -> None:
    """Case 4: a learning rate of 0 or of a million loads, and keeps its exact value."""
    document["optimizer"]["learning_rate"] = rate
    assert parse_document(document, "ok", None).optimizer.settings["learning_rate"] == rate


@pytest.mark.parametrize("rate", [-1, -1e-300, -0.5])
def test_a_negative_learning_rate_is_refused(document: Any, refused: Any, rate: float) -> None:
    """Case 4: a negative learning rate is refused."""
    document["optimizer"]["learning_rate"] = rate
    assert refused(document).startswith("optimizer.learning_rate: must be a number of at least 0, not -")


@pytest.mark.parametrize("units", [0, -3, 513, 10**9, 2**70, 2.0, "4"])
def test_a_layer_has_1_to_512_units(bare: Any, refused: Any, units: Any) -> None:
    """Case 5: a layer has 1 to 512 units; the value is refused before anything is allocated."""
    bare["network"]["layers"][1]["units"] = units
    started = time.monotonic()
    assert refused(bare).startswith("network.layers[1].units: must be a whole number from 1 to 512, not ")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("count", [0, 17, 20_000])
def test_a_network_has_1_to_16_layers(bare: Any, refused: Any, count: int) -> None:
    """Case 5: a network has 1 to 16 layers, and one layer loads."""
    layer = bare["network"]["layers"][1]
    bare["network"]["layers"] = [layer] * count
    assert refused(bare) == f"network.layers: must have 1 to 16 layers, not {count}"
    bare["network"]["layers"] = [layer]
    assert len(parse_document(bare, "ok", None).network.layers) == 1


NAMES: list[tuple[tuple[str | int, ...], str, Any]] = [
    (("network", "layers", 0, "activation"), "network.layers[0].activation", ACTIVATIONS),
    (("loss", "function"), "loss.function", LOSSES),
    (("optimizer", "method"), "optimizer.method", OPTIMIZERS),
    (("optimizer", "schedule"), "optimizer.schedule", SCHEDULES),
    (("optimizer", "schedule", "kind"), "optimizer.schedule.kind", SCHEDULES),
    (("sampling", "mode"), "sampling.mode", SAMPLING_MODES),
    (("sampling", "draw"), "sampling.draw", DRAWS),
]


@pytest.mark.parametrize(
    "name", ["nothing", "os.system", "gdsim.core.optimizers.adam", "__init__", "Adam ", ""]
)
@pytest.mark.parametrize(
    ("place", "field", "registry"), NAMES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_an_unknown_name_lists_the_allowed_ones(
    document: Any, change: Any, refused: Any, place: Any, field: str, registry: Any, name: str
) -> None:
    """Case 7: an unknown name lists the allowed ones; nothing is imported by name."""
    message = refused(change(document, place, name))
    assert message.startswith(f"{field}: must be one of ")
    assert all(known in message for known in registry)


def test_an_unknown_key_suggests_the_nearest(document: Any, refused: Any) -> None:
    """An unknown key suggests the nearest known one, at every depth."""
    document["optimizer"]["lerning_rate"] = 1
    assert refused(document) == 'optimizer.lerning_rate: is no known key; did you mean "learning_rate"?'
    del document["optimizer"]["lerning_rate"]
    document["network"]["layers"][0]["activation"] = {"function": "leaky_relu", "slope": 1}
    assert refused(document).startswith(
        'network.layers[0].activation.slope: is no known key; did you mean "negative_slo'
    )
    document["network"]["layers"][0]["activation"] = {"funktion": "tanh"}
    assert refused(document).startswith(
        'network.layers[0].activation.funktion: is no known key; did you mean "function"'
    )


def test_the_first_of_several_faults_is_told(document: Any, refused: Any) -> None:
    """Of several faults the first in the order of the file is told, and the others are counted."""
    document["optimizer"]["beta_2"] = 2
    document["network"]["layers"][1]["units"] = -3
    document["seed"] = "x"
    assert (
        refused(document)
        == 'seed: must be a whole number from 0 to 9223372036854775807, not "x" (and 2 more)'
    )
    turned = dict(reversed(document.items()))
    assert refused({"format": "gdsim-experiment", "version": 1} | turned).startswith(
        "optimizer.beta_2: must be"
    )


@pytest.mark.parametrize("key", ["data", "network", "loss", "format", "version"])
def test_what_has_no_default_is_required(document: Any, refused: Any, key: str) -> None:
    """What has no default is required, by name."""
    del document[key]
    assert refused(document).startswith(f"{key}: is missing")


def test_a_choice_without_its_name_is_refused(bare: Any, refused: Any) -> None:
    """An object that chooses something says what it chooses."""
    bare["optimizer"] = {"learning_rate": 0.1}
    assert refused(bare).startswith("optimizer.method: is missing; there are gd, momentum")
    bare["optimizer"] = {"method": "gd"}
    bare["data"] = {"samples": 10}
    assert refused(bare).startswith("data.source: is missing; there are two_moons")
    del bare["network"]["layers"][0]["activation"]
    bare["data"] = {"source": "xor"}
    assert refused(bare) == "network.layers[0].activation: is missing"


def test_long_values_are_cut(document: Any, refused: Any) -> None:
    """A value is quoted with at most 60 characters, on one line, whatever it holds."""
    document["optimizer"]["method"] = "a\nb\u2028" * 1000
    assert refused(document).count("\\n") > 0
    document["optimizer"]["method"] = [[1, 2, 3]] * 10000
    assert len(refused(document)) < 300


def test_what_is_left_out_takes_its_default(document: Any) -> None:
    """What is left out takes its declared default."""
    small = {
        "format": "gdsim-experiment",
        "version": 1,
        "data": {"source": "xor"},
        "network": {"layers": [{"units": 1, "activation": "leaky_relu"}]},
        "loss": {"function": "huber"},
    }
    read = parse_document(small, "ok", None)
    assert (
        read.optimizer.method == "gd"
        and read.sampling.mode == "mini_batch"
        and read.sampling.draw == "shuffle"
    )
    assert read.network.layers[0].initializer.key == "xavier_uniform" and read.network.layers[0].bias is True
    assert read.loss.function.settings["delta"] == 1.0 and read.data.test_fraction is None
    assert read.network.layers[0].activation.settings["negative_slope"] == 0.01

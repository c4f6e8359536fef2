"""Laws of the experiment file: written and read it is the same experiment, and the same text byte for byte."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from gdsim.core.declaration import defaults
from gdsim.core.experiment import (
    Amendment,
    Choice,
    Clip,
    Data,
    Experiment,
    Layer,
    LayerParameters,
    Network,
    Sampling,
    activation,
    frozen,
    initializer,
    loss,
    optimizer,
    schedule,
)
from gdsim.core.parameter import Parameter
from gdsim.core.registries import (
    ACTIVATIONS,
    DRAWS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    SAMPLING_MODES,
    SCHEDULES,
)
from gdsim.data.registries import DATASETS
from gdsim.files import parse_text, read, text_of, write

OWN = {"rule": ("v_next = 0.9 * v + g", "step = -learning_rate * v_next"), "memory": ("v",)}


def small(**changes: Any) -> Experiment:
    """A small experiment with some parts of it exchanged."""
    network = Network((Layer(2, activation("tanh")), Layer(1, activation("sigmoid"))))
    data = Data("xor", frozen(defaults(DATASETS["xor"].parameters) | {"samples": 8}))
    return replace(Experiment(data, network, loss("mean_squared_error")), **changes)


def same(experiment: Experiment) -> None:
    """The law: text → experiment → text is the identity on both sides."""
    text = text_of(experiment)
    again = parse_text(text, "again", None)
    assert again == experiment
    assert text_of(again) == text


def chosen(method: str, **more: Any) -> Any:
    """An optimizer with its defaults; the user's own gets a rule."""
    return optimizer(method, **more, **({} if OPTIMIZERS[method].rule else OWN))


@pytest.mark.parametrize("kind", SCHEDULES)
@pytest.mark.parametrize("method", OPTIMIZERS)
def test_every_optimizer_with_every_schedule_is_read_back(method: str, kind: str) -> None:
    """Every optimizer with every schedule, per update and per epoch."""
    for per in ("update", "epoch"):
        same(small(optimizer=chosen(method, schedule=schedule(kind), per=per, clip=Clip("value", 0.5))))


@pytest.mark.parametrize("key", LOSSES)
def test_every_loss_is_read_back_from_its_file(key: str) -> None:
    """Every loss, with an output that fits it."""
    top = Layer(2, activation((LOSSES[key].outputs or ("identity",))[0]))
    for reduction in ("mean", "sum"):
        chosen_loss = loss(key, reduction, "sum", l1=0.1, l2=1e-3)  # type: ignore[arg-type]
        same(small(network=Network((Layer(2, activation("tanh")), top)), loss=chosen_loss))


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_activation_is_read_back_from_its_file(key: str) -> None:
    """Every activation, with every word that its settings can be."""
    for parameter in (None, *ACTIVATIONS[key].parameters):
        for word in ("",) if parameter is None else parameter.choices:
            more = {parameter.key: word} if parameter is not None else {}
            same(small(network=Network((Layer(3, activation("relu")), Layer(2, activation(key, **more))))))


@pytest.mark.parametrize("key", INITIALIZERS)
@pytest.mark.parametrize("bias", [True, False, "fixed"])
def test_every_initializer_and_bias_is_read_back(key: str, bias: Any) -> None:
    """Every initializer, with every kind of bias."""
    same(small(network=Network((Layer(1, activation("sigmoid"), bias, initializer(key)),))))


@pytest.mark.parametrize("mode", SAMPLING_MODES)
@pytest.mark.parametrize("draw", DRAWS)
def test_every_way_of_sampling_is_read_back(mode: str, draw: str) -> None:
    """Every mode with every draw; one listed epoch and several."""
    if DRAWS[draw].order is not None:
        same(small(sampling=Sampling(mode, draw, 3)))
        same(small(sampling=Sampling(mode, draw)))
        return
    same(small(sampling=Sampling(mode, draw, listed=(((0,), (5,)),))))
    same(small(sampling=Sampling(mode, draw, listed=(((0,), (5,)), ((1,),)))))


TABLE = "a,b,y\n0,1,0\n1,0,1\n1,1,0\n0,0,1\n"
ROWS = {"inputs": ((0.0, 1.0), (1.0, 0.1)), "targets": ((1.0,), (0.0,))}
GIVEN: dict[str, Mapping[str, Any]] = {
    "inline": ROWS,
    "csv": {"path": "t.csv", "features": ("a",), "target": "y"},
}


@pytest.mark.parametrize("source", DATASETS)
def test_every_source_of_data_is_read_back(source: str, tmp_path: Path) -> None:
    """Every source of data, scaled or not, with a test fraction of its own or none; through a real file."""
    (tmp_path / "t.csv").write_text(TABLE)
    made = defaults(DATASETS[source].parameters) | dict(GIVEN.get(source, {}))
    for fraction, scaling in ((None, "none"), (0.25, "standardize"), (0.0, "min_max")):
        data = Data(source, frozen(made), fraction, scaling, tmp_path)
        for units in range(1, 7):
            network = Network((Layer(units, activation("identity")),))
            experiment = small(data=data, network=network, sampling=Sampling("batch"))
            try:
                write(tmp_path / "e.gdsim", experiment)
                assert read(tmp_path / "e.gdsim") == experiment
            except ValueError as error:
                assert "network.layers: the data have" in str(error)
                continue
            break
        else:
            pytest.fail(f"{source} fits no number of outputs")


def values(parameter: Parameter) -> some.SearchStrategy[Any]:
    """Values that a declared setting can have, its ends included."""
    if parameter.kind == "switch":
        return some.booleans()
    if parameter.kind == "choice":
        return some.sampled_from(parameter.choices)
    if parameter.kind == "whole":
        return some.integers(int(parameter.low or 0), int(parameter.high or 10**6))
    return some.floats(
        parameter.low,
        parameter.high,
        exclude_min=parameter.low_open,
        exclude_max=parameter.high_open,
        allow_nan=False,
        allow_infinity=False,
    )


def choices(registry: Any, keys: Any = None) -> some.SearchStrategy[Choice]:
    """Any declaration of a registry with any settings."""

    def with_settings(key: str) -> some.SearchStrategy[Choice]:
        drawn = {parameter.key: values(parameter) for parameter in registry[key].parameters}
        return some.fixed_dictionaries(drawn).map(lambda found: Choice(key, frozen(found)))

    return some.sampled_from(sorted(keys or registry)).flatmap(with_settings)


NUMBER = some.floats(allow_nan=False, allow_infinity=False)
INNER = [key for key, one in ACTIVATIONS.items() if not one.output_only]
JSON = some.recursive(
    some.none()
    | some.booleans()
    | NUMBER
    | some.integers()
    | some.text(some.characters(exclude_categories=["Cs"])),
    lambda inner: (
        some.lists(inner) | some.dictionaries(some.text(some.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=8,
)
TEXT = some.text(some.characters(exclude_categories=["Cs"]))


@some.composite
def experiments(draw: some.DrawFn) -> Experiment:
    """Any experiment of one hidden layer on XOR."""
    units = draw(some.integers(1, 3))
    layers = (
        Layer(
            units,
            draw(choices(ACTIVATIONS, INNER)),
            draw(some.sampled_from([True, "fixed"])),
            draw(choices(INITIALIZERS)),
        ),
        Layer(1, draw(choices(ACTIVATIONS, INNER)), False),
    )
    first = tuple(tuple(draw(NUMBER) for _ in range(2)) for _ in range(units))
    bias = tuple(draw(NUMBER) for _ in range(units))
    given_numbers = (
        LayerParameters(first, bias),
        LayerParameters((tuple(draw(NUMBER) for _ in range(units)),), None),
    )
    method = draw(some.sampled_from(sorted(OPTIMIZERS)))
    set_to = {parameter.key: draw(values(parameter)) for parameter in OPTIMIZERS[method].parameters}
    limit = some.floats(0, exclude_min=True, allow_infinity=False)
    clip = draw(some.none() | some.builds(Clip, some.sampled_from(["norm", "value"]), limit))
    positive = some.floats(0, allow_infinity=False)
    general = {"clip": clip, "schedule": draw(choices(SCHEDULES)), "weight_decay": draw(positive)}
    rate = Amendment(draw(some.integers(1, 10**6)), "optimizer.learning_rate", draw(positive))
    return small(
        network=Network(layers, draw(some.sampled_from([None, given_numbers]))),
        loss=loss("huber", draw(some.sampled_from(["mean", "sum"])), l1=draw(positive), l2=draw(positive)),
        optimizer=chosen(method, **set_to, **general),
        sampling=Sampling(
            "mini_batch", draw(some.sampled_from(["shuffle", "in_order"])), draw(some.integers(1, 6))
        ),
        seed=draw(some.integers(0, 2**63 - 1)),
        name=draw(TEXT),
        notes=draw(TEXT),
        amendments=draw(some.sampled_from([(), (rate,)])),
        view=frozen(draw(some.dictionaries(TEXT, JSON, max_size=3))),
    )


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(experiments())
def test_any_experiment_is_read_back_as_written(experiment: Experiment) -> None:
    """Whatever the settings, names and numbers, subnormal ones and -0.0 included, nothing is lost on the way."""
    same(experiment)
    assert json.loads(text_of(experiment))["version"] == 1

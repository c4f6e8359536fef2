"""Models: the experiment file as pydantic sees it, built from the registries as they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, TypeAdapter

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
from gdsim.core.registry import Registry
from gdsim.core.symbols import Symbol
from gdsim.data.dataset import Dataset
from gdsim.data.registries import DATASETS
from gdsim.files import fields
from gdsim.files.document import VERSION
from gdsim.files.fields import declared, name_of, refusal, words
from gdsim.files.quoted import quoted
from gdsim.files.unions import MARK, Member, Part, build, member, settings_fields, tag_of, union

LAYERS = 16
UNITS = Parameter(Symbol("units", meaning="units of the layer"), 1, low=1, high=512)
TEST_FRACTION = Parameter(
    Symbol("test_fraction", meaning="share of the rows kept for testing"), 0.2, low=0, high=0.9
)
SCALING = Parameter(
    Symbol("scaling", meaning="how the inputs are scaled, fitted on the training rows"),
    "none",
    choices=("none", "standardize", "min_max"),
)
LIMIT = Parameter(Symbol("limit", meaning="limit of the clipping"), 1.0, low=0, low_open=True)
L1 = Parameter(Symbol("l1", meaning="weight of the sum of |W|"), 0.0, low=0)
L2 = Parameter(Symbol("l2", meaning="weight of half the sum of squares of W"), 0.0, low=0)
AMENDMENTS = 10_000
RULE_LINES = 100
REGISTRIES: tuple[Registry[Any], ...] = (
    *(ACTIVATIONS, LOSSES, OPTIMIZERS, INITIALIZERS, SCHEDULES, SAMPLING_MODES, DRAWS, DATASETS),
)


def sized(low: int, high: int, noun: str) -> BeforeValidator:
    """Refuses a list of the wrong length before anything in it is looked at."""

    def check(value: Any) -> Any:
        if not isinstance(value, list):
            raise refusal(f"must be a list of {noun}, not {quoted(value)}")
        if not low <= len(value) <= high:
            raise refusal(f"must have {low} to {high} {noun}, not {len(value)}")
        return value

    return BeforeValidator(check)


class LayerNumbers(Part):
    """The numbers of one layer: weights (units out, units in), and a bias for each unit out."""

    weights: fields.Rows
    bias: fields.Numbers | None = None


class ClipPart(Part):
    """How the gradient is kept short."""

    by: words("norm", "value")  # type: ignore[valid-type]
    limit: declared(LIMIT)  # type: ignore[valid-type]


class AmendmentPart(Part):
    """A value changed in mid-run: from this update on a field has a new value."""

    update: fields.UPDATE
    field: Annotated[fields.TEXT, Field(alias="set")]
    to: Any


def _memory_kind(value: Any) -> str:
    return MARK + ("number" if isinstance(value, (bool, int, float)) else "layers")


Memory = Annotated[
    Annotated[fields.Number, Tag(f"{MARK}number")] | Annotated[list[LayerNumbers], Tag(f"{MARK}layers")],
    Discriminator(_memory_kind),
]


class CheckpointPart(Part):
    """Where a run stands: updates done, parameters, and the optimizer's memory."""

    update: fields.UPDATES_DONE
    parameters: list[LayerNumbers]
    memory: dict[str, Memory] = Field(default_factory=dict)


class Models:
    """All models of one edition of the registries.

    Attributes:
        types: the type of the whole file, ``experiment``, and of the parts that an amendment can change.
        by_tag: the members of unions by what tells them in the place of an error.
    """

    def __init__(self) -> None:
        self.by_tag: dict[str, type[Member]] = {}
        self._adapters: dict[str, TypeAdapter[Any]] = {}
        activation = self._choice("activation", "function", ACTIVATIONS)
        initializer = self._choice("initializer", "function", INITIALIZERS)
        schedule = self._choice(
            "schedule", "kind", SCHEDULES, {"per": (words("update", "epoch"), Field(default="update"))}
        )
        optimizer, sampling, loss = self._optimizer(schedule), _sampling(), self._loss()
        layer: Any = build(
            "Layer",
            __base__=Part,
            units=(declared(UNITS), ...),
            activation=(activation, ...),
            bias=(words(True, False, "fixed"), True),
            initializer=(initializer, None),
        )
        network = build(
            "Network",
            __base__=Part,
            layers=(Annotated[list[layer], sized(1, LAYERS, "layers")], ...),
            initial_parameters=(list[LayerNumbers], None),
        )
        experiment = build(
            "Experiment",
            __base__=Part,
            __doc__="An experiment of gdsim: data, network, loss, sampling and optimizer.",
            format=(Literal["gdsim-experiment"], ...),
            version=(Annotated[int, Field(strict=True, ge=VERSION, le=VERSION)], ...),
            name=(fields.TEXT, ""),
            notes=(fields.TEXT, ""),
            seed=(fields.SEED, 1),
            data=(self._data(), ...),
            network=(network, ...),
            loss=(loss, ...),
            sampling=(sampling, None),
            optimizer=(optimizer, None),
            amendments=(Annotated[list[AmendmentPart], sized(0, AMENDMENTS, "amendments")], []),
            checkpoint=(CheckpointPart, None),
            view=(dict[str, Any], {}),
        )
        self.types = {"experiment": experiment, "optimizer": optimizer, "sampling": sampling, "loss": loss}

    def adapter(self, name: str) -> TypeAdapter[Any]:
        """What checks a value against one of the types."""
        if name not in self._adapters:
            self._adapters[name] = TypeAdapter(self.types[name])
        return self._adapters[name]

    def _members(
        self, kind: str, key: str, registry: Registry[Any], more: Mapping[str, Any] | None = None
    ) -> dict[str, type[Member]]:
        members = {}
        for name, one in registry.items():
            extended = settings_fields(one.parameters) | dict(more or {})
            members[name] = self._tagged(member(f"{kind}_{name}", (key, name), one.about, extended))
        return members

    def _tagged(self, model: type[Member]) -> type[Member]:
        self.by_tag[tag_of(model)] = model
        return model

    def _choice(
        self, kind: str, key: str, registry: Registry[Any], more: Mapping[str, Any] | None = None
    ) -> Any:
        return union(key, self._members(kind, key, registry, more), plain=True)

    def _optimizer(self, schedule: Any) -> Any:
        members = {}
        for name, one in OPTIMIZERS.items():
            decay = Parameter(Symbol("weight_decay", meaning="weight decay"), one.weight_decay, low=0)
            more: dict[str, Any] = {
                "weight_decay": (declared(decay), one.weight_decay),
                "decay_biases": (fields.SWITCH, True),
                "clip": (ClipPart, None),
                "schedule": (schedule, None),
            }
            if not one.rule:  # the user's own rule, which stands in the file
                lines = Annotated[list[fields.TEXT], sized(1, RULE_LINES, "lines")]
                names = Annotated[list[fields.TEXT], sized(0, RULE_LINES, "names")]
                more |= {"rule": (lines, ...), "memory": (names, [])}
            extended = settings_fields(one.parameters) | more
            members[name] = self._tagged(member(f"optimizer_{name}", ("method", name), one.about, extended))
        return union("method", members)

    def _loss(self) -> Any:
        more = {
            "reduction": (words("mean", "sum"), "mean"),
            "over_outputs": (words("mean", "sum"), None),
            "l1": (declared(L1), 0.0),
            "l2": (declared(L2), 0.0),
        }
        return union("function", self._members("loss", "function", LOSSES, more))

    def _data(self) -> Any:
        return union(
            "source", {name: self._tagged(_source(name, dataset)) for name, dataset in DATASETS.items()}
        )


def _source(name: str, dataset: Dataset) -> type[Member]:
    """The model of a source of data; what is no single number or word is checked where the table is made."""
    lists = {
        field.key: (fields.GIVEN, Field(... if field.required else None, description=field.meaning))
        for field in dataset.fields
    }
    more = {"test_fraction": (declared(TEST_FRACTION), None), "scaling": (declared(SCALING), SCALING.default)}
    return member(
        f"data_{name}", ("source", name), dataset.name, settings_fields(dataset.parameters) | lists | more
    )


def _sampling() -> Any:
    return build(
        "Sampling",
        __base__=Part,
        mode=(name_of(tuple(SAMPLING_MODES)), "mini_batch"),
        draw=(name_of(tuple(DRAWS)), "shuffle"),
        batch_size=(fields.BATCH_SIZE, None),
        batches=(fields.Batches, None),
        epochs=(Annotated[list[fields.Batches], Field(fail_fast=True)], None),
    )


def models() -> Models:
    """The models of the registries as they are now."""
    return _models(tuple(registry.edition for registry in REGISTRIES))


@lru_cache(maxsize=4)
def _models(editions: tuple[int, ...]) -> Models:
    return Models()

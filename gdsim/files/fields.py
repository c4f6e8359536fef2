"""Fields: the types of single values, with the range, wording and schema of the parameters that declare them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from gdsim.core.parameter import Parameter
from gdsim.files.messages import Place, listed
from gdsim.files.quoted import quoted

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Index = Annotated[int, Field(strict=True, ge=0)]
# One fault of a long list is enough: a million of them would take a gigabyte to report.
Numbers = Annotated[list[Number], Field(fail_fast=True)]
Rows = Annotated[list[Numbers], Field(fail_fast=True)]
Batch = Annotated[list[Index], Field(fail_fast=True)]
Batches = Annotated[list[Batch], Field(fail_fast=True)]


def refusal(reason: str, *at: str | int) -> PydanticCustomError:
    """The error of a value; ``at`` leads further into it, where the fault is not the value as a whole."""
    place: Place = at
    return PydanticCustomError("rule", "{reason}", {"reason": reason, "at": place})


def number_rule(parameter: Parameter, value: Any) -> str:
    """The parameter's rule; NaN and infinity are told that the number has to be finite."""
    infinite = isinstance(value, float) and not math.isfinite(value)
    return parameter.rule.replace("a number", "a finite number", 1) if infinite else parameter.rule


def declared(parameter: Parameter) -> Any:
    """The type of a declared setting: its range checked, a number made a float, its wording the declaration's own."""

    def check(value: Any) -> Any:
        if parameter.fault(value) is not None or _too_large(value):
            raise refusal(f"must be {number_rule(parameter, value)}, not {quoted(value)}")
        return float(value) if parameter.kind == "number" else value

    return Annotated[Any, PlainValidator(check), WithJsonSchema(_schema(parameter))]


def _too_large(value: Any) -> bool:
    return isinstance(value, int) and abs(value) > 10**308


def _schema(parameter: Parameter) -> dict[str, Any]:
    kinds = {"switch": "boolean", "choice": "string", "whole": "integer", "number": "number"}
    schema: dict[str, Any] = {"type": kinds[parameter.kind], "default": parameter.default}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.low is not None:
        schema["exclusiveMinimum" if parameter.low_open else "minimum"] = parameter.low
    if parameter.high is not None:
        schema["exclusiveMaximum" if parameter.high_open else "maximum"] = parameter.high
    if parameter.symbol.meaning:
        schema["description"] = parameter.symbol.meaning
    return schema


def _checked(fits: Callable[[Any], bool], rule: str, schema: dict[str, Any]) -> Any:
    def check(value: Any) -> Any:
        if not fits(value):
            raise refusal(f"must be {rule}, not {quoted(value)}")
        return value

    return Annotated[Any, PlainValidator(check), WithJsonSchema(schema)]


def whole(low: int, high: int) -> Any:
    """A whole number of a range that is written out in full, however long it is."""

    def fits(value: Any) -> bool:
        return _is_whole(value) and low <= value <= high

    schema = {"type": "integer", "minimum": low, "maximum": high}
    return _checked(fits, f"a whole number from {low} to {high}", schema)


def words(*allowed: str | bool) -> Any:
    """One of some words; true and false can be among them."""

    def fits(value: Any) -> bool:
        return isinstance(value, (str, bool)) and value in allowed

    names = [quoted(word) if isinstance(word, bool) else f'"{word}"' for word in allowed]
    return _checked(fits, listed(names), {"enum": list(allowed)})


def name_of(registry_names: tuple[str, ...]) -> Any:
    """One of the names of a registry."""
    rule = "one of " + ", ".join(registry_names)
    return _checked(
        lambda value: isinstance(value, str) and value in registry_names, rule, {"enum": list(registry_names)}
    )


def _given(value: Any) -> Any:
    """Anything but null; what it has to be is checked where it is used."""
    if value is None:
        raise refusal("must be left out or given, not null")
    return value


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


# The range is checked with the data, so that the message can name the number of training samples.
BATCH_SIZE = _checked(
    _is_whole, "a whole number of at least 1", {"type": "integer", "minimum": 1, "maximum": 1_000_000}
)
GIVEN = Annotated[Any, PlainValidator(_given), WithJsonSchema({})]
SEED = whole(0, 2**63 - 1)
UPDATE = whole(1, 2**53)
UPDATES_DONE = whole(0, 2**53)
TEXT = _checked(lambda value: isinstance(value, str), "a text", {"type": "string"})
SWITCH = _checked(lambda value: isinstance(value, bool), "true or false", {"type": "boolean"})

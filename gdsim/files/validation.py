"""Validation: a JSON value against a model, and what pydantic finds wrong in the words of this project."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gdsim.files.messages import Fault, Place, unknown_key
from gdsim.files.models import Models
from gdsim.files.quoted import quoted
from gdsim.files.unions import MARK, Part

RULES = {
    "float_type": "must be a finite number",
    "finite_number": "must be a finite number",
    "int_type": "must be a whole number of at least 0",
    "greater_than_equal": "must be a whole number of at least 0",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
}
"""What a value has to be, by pydantic's name for what it is not; the other rules come with their fields."""


def validated(name: str, value: Any, models: Models) -> tuple[Any, tuple[Fault, ...]]:
    """The value as the model's, and what is wrong with it; one of the two is empty.

    Args:
        name: which part of the file: ``experiment``, ``optimizer``, ``sampling`` or ``loss``.
        value: as JSON gives it.
        models: of the registries as they are.
    """
    try:
        return models.adapter(name).validate_python(value), ()
    except ValidationError as error:
        return None, tuple(
            _fault(found, models.types[name], models) for found in error.errors(include_url=False)
        )


def _fault(error: ErrorDetails, type_: Any, models: Models) -> Fault:
    kind, steps = error["type"], error["loc"]
    place = _place(steps, unknown=kind == "extra_forbidden")
    if kind == "rule":
        return Fault(place + error["ctx"]["at"], error["ctx"]["reason"])
    if kind == "missing":
        return Fault(place, "is missing")
    if kind == "extra_forbidden":
        return Fault(place, unknown_key(str(steps[-1]), _known_keys(steps[:-1], type_, models)))
    return Fault(place, f"{RULES.get(kind, error['msg'])}, not {quoted(error['input'])}")


def _place(steps: tuple[str | int, ...], unknown: bool) -> Place:
    """The place without the tags of unions; only an unknown key can look like one."""
    last = len(steps) - 1
    return tuple(
        step
        for number, step in enumerate(steps)
        if not (isinstance(step, str) and step.startswith(MARK)) or (unknown and number == last)
    )


def _known_keys(steps: tuple[str | int, ...], type_: Any, models: Models) -> list[str]:
    part = _part(type_)
    for step in steps:
        if step in models.by_tag:
            part = models.by_tag[str(step)]
        elif part is not None:
            for name, field in part.model_fields.items():
                if step == (field.alias or name):
                    part = _part(field.annotation)
                    break
    return part.known_keys() if part is not None else []


def _part(annotation: Any) -> type[Part] | None:
    """The first model in an annotation such as ``list[LayerNumbers] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for one in get_args(annotation) if (found := _part(one)) is not None), None)

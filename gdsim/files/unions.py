"""Unions: one model for each declaration of a registry, told apart by the key that names it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Union

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from gdsim.core.parameter import Parameter
from gdsim.files.fields import declared, refusal
from gdsim.files.messages import unknown_key
from gdsim.files.quoted import quoted

MARK = "="
"""Begins the tag of a union's member, so that a tag is told from a key of the file with the same name."""
SETTING = "setting_"
"""Begins the attribute of a declared setting, so that no setting can be called like a method of the model."""
FEWEST_FAULTS = 100
"""With more unknown keys than this only the first is reported: 300,000 of them would take seconds to list."""


build: Any = create_model
"""Untyped: fields that come from declarations are known only when gdsim runs."""


class Part(BaseModel):
    """An object of the file: knows all its keys, and says so."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, protected_namespaces=())

    @model_validator(mode="before")
    @classmethod
    def _few_unknown_keys(cls, value: Any) -> Any:
        if isinstance(value, dict) and len(value) > FEWEST_FAULTS:
            known = cls.known_keys()
            unknown = [key for key in value if key not in known]
            if len(unknown) > FEWEST_FAULTS:
                raise refusal(unknown_key(unknown[0], known), unknown[0])
        return value

    @classmethod
    def known_keys(cls) -> list[str]:
        """The keys that the object may have, as the file writes them."""
        return [field.alias or name for name, field in cls.model_fields.items()]


class Member(Part):
    """An object that a union tells by its key; its declared settings become a mapping."""

    def settings(self) -> dict[str, Any]:
        """The declared settings by their names in the file."""
        fields = type(self).model_fields
        return {
            field.alias: getattr(self, name)
            for name, field in fields.items()
            if name.startswith(SETTING) and field.alias
        }


def settings_fields(parameters: Sequence[Parameter]) -> dict[str, Any]:
    """The model fields of declared settings, each with its declared default."""
    return {
        SETTING + parameter.key: (declared(parameter), Field(default=parameter.default, alias=parameter.key))
        for parameter in parameters
    }


def member(name: str, key: tuple[str, str], about: str, fields: Mapping[str, Any]) -> type[Member]:
    """The model of one declaration.

    Args:
        name: the model's name, as the schema shows it.
        key: the key that tells it, and its value: ``("function", "tanh")``.
        about: what it is.
        fields: all other fields, as pydantic takes them.
    """
    literal = {"key": (Literal[key[1]], Field(alias=key[0]))}
    made: type[Member] = build(name, __base__=Member, __doc__=about or None, **literal, **fields)
    return made


class _OrName:
    """In the schema, the names that may stand in place of an object."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"enum": self.names}, handler(core)]}


def union(key: str, members: Mapping[str, type[Member]], plain: bool = False) -> Any:
    """The type of a choice among models.

    Args:
        key: the key that tells them, such as ``method``.
        members: a model for each value of that key.
        plain: whether the bare name may stand for the object.
    """

    def as_object(value: Any) -> Any:
        if plain and isinstance(value, str):
            return {key: known(value, members)}
        if not isinstance(value, dict):
            kind = f'a name or an object with "{key}"' if plain else "an object"
            raise refusal(f"must be {kind}, not {quoted(value)}")
        if key not in value:
            if near := difflib.get_close_matches(key, value, n=1):
                raise refusal(unknown_key(near[0], [key]), near[0])
            raise refusal(f"is missing; there are {', '.join(members)}", key)
        known(value[key], members, key)
        return value

    def tag(value: Any) -> str:
        return tag_of(members[value[key]])

    choices = tuple(Annotated[model, Tag(tag_of(model))] for model in members.values())
    either: Any = Union.__getitem__(choices)  # as Union[choices], which only a type checker cannot read
    chosen = Annotated[either, Discriminator(tag), BeforeValidator(as_object)]
    return Annotated[chosen, _OrName(list(members))] if plain else chosen


def tag_of(model: type[Member]) -> str:
    """What stands in the place of an error where pydantic has chosen this member of a union."""
    return MARK + model.__name__


def known(name: Any, names: Mapping[str, Any], *at: str) -> str:
    """The name where it is one of the names.

    Raises:
        PydanticCustomError: with the allowed names, and the nearest where one looks like it.
    """
    if isinstance(name, str) and name in names:
        return name
    near = difflib.get_close_matches(name[:200], list(names), n=1) if isinstance(name, str) else []
    hint = f'; did you mean "{near[0]}"?' if near else ""
    raise refusal(f"must be one of {', '.join(names)}, not {quoted(name)}{hint}", *at)

"""Settings: a mapping that cannot be changed, and that can be hashed, compared and sent to another process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class Settings(Mapping[str, Any]):
    """Names and values, frozen.

    >>> Settings({"momentum": 0.9}) == {"momentum": 0.9}
    True
    >>> hash(Settings(a=1, b=2)) == hash(Settings(b=2, a=1))
    True
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any] | None = None, **more: Any) -> None:
        self._values = dict(values or {}) | more

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        # Values may be lists, as a file has them; equal settings have equal names, and that is enough for a hash.
        return hash(frozenset(self._values))

    def __reduce__(self) -> tuple[Any, ...]:
        return Settings, (self._values,)

    def __repr__(self) -> str:
        return f"Settings({self._values!r})"

"""Registry: finds the declarations of a folder, one in each file, so that nothing is ever listed by hand."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, Protocol, TypeVar


class Declaration(Protocol):
    """What a registry can hold: anything with a key and a name."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...


D = TypeVar("D", bound=Declaration)


class Registry(Mapping[str, D], Generic[D]):
    """The declarations of one folder by their key, those of ``first`` before the others, which go by name.

    Args:
        kind: the plural word that users read, as in ``gdsim list optimizers``.
        package: the folder, as an import name; every module in it declares exactly one value.
        attribute: the module's name for that value, ``OPTIMIZER`` and so on.
        type_: the class of the values.
        first: keys that come first in lists, in this order: teaching order, never a list of members.

    Raises:
        TypeError: where a module declares nothing, or a key stands in two files.
    """

    def __init__(
        self, kind: str, package: str, attribute: str, type_: type[D], first: tuple[str, ...] = ()
    ) -> None:
        self.kind = kind
        self.package = package
        self.attribute = attribute
        self.type = type_
        self._first = first
        self._found: dict[str, D] | None = None
        self.edition = 0
        """Grows with every change, so that what is built from a registry knows when to build anew."""

    def _all(self) -> dict[str, D]:
        if self._found is None:
            folder = importlib.import_module(self.package)
            modules = sorted(info.name for info in pkgutil.iter_modules(folder.__path__))
            found = [self._declared(importlib.import_module(f"{self.package}.{name}")) for name in modules]
            self._found = self._ordered(found)
        return self._found

    def _declared(self, module: object) -> D:
        value = getattr(module, self.attribute, None)
        if not isinstance(value, self.type):
            raise TypeError(f"{module!r} must declare {self.attribute}, a {self.type.__name__}")
        return value

    def _ordered(self, values: list[D]) -> dict[str, D]:
        rank = {key: place for place, key in enumerate(self._first)}
        values = sorted(values, key=lambda value: (rank.get(value.key, len(rank)), value.name.lower()))
        table = {value.key: value for value in values}
        if len(table) != len(values):
            keys = [value.key for value in values]
            raise TypeError(
                f"{self.kind}: declared twice: {', '.join(sorted({k for k in keys if keys.count(k) > 1}))}"
            )
        return table

    def __getitem__(self, key: str) -> D:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def nearest(self, key: str) -> str | None:
        """The known key that looks most like a mistyped one.

        >>> from gdsim.core.registries import OPTIMIZERS
        >>> OPTIMIZERS.nearest("addam")
        'adam'
        """
        found = difflib.get_close_matches(key, list(self), n=1)
        return found[0] if found else None

    @contextmanager
    def including(self, path: Path) -> Iterator[D]:
        """The registry with one more declaration, from a file outside the folder, while the block runs."""
        specification = importlib.util.spec_from_file_location(f"gdsim_extra_{path.stem}", path)
        assert specification is not None and specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        before, added = self._all(), self._declared(module)
        self._found, self.edition = self._ordered([*before.values(), added]), self.edition + 1
        try:
            yield added
        finally:
            self._found, self.edition = before, self.edition + 1

"""Declarations: every method, loss, activation, dataset … that was packed is found by its registry."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from gdsim.core.registry import Registry
from gdsim.data.registries import every_registry
from gdsim.installation.check import Check, Finding
from gdsim.installation.record import Entry, recorded


def look() -> Finding:
    """Loads all of them, and counts them where there is a list of what was packed."""
    kinds = every_registry()
    lost = [name for registry in kinds for name in not_found(registry, recorded())]
    if lost:
        return Finding(False, f"{', '.join(lost)}: packed, but not found: please install gdsim again")
    return Finding(True, ", ".join(f"{len(registry)} {registry.kind}" for registry in kinds))


def not_found(registry: Registry, packed: Sequence[Entry]) -> list[str]:
    """The modules of a registry's folder that were packed and that it does not have.

    >>> from gdsim.core.registries import LOSSES
    >>> not_found(LOSSES, [Entry("gdsim/core/losses/hinge.py", ""), Entry("gdsim/core/losses/lost.py", "")])
    ['gdsim.core.losses.lost']
    """
    names = [entry.module for entry in packed if entry.module and not entry.name.endswith("__init__.py")]
    of_folder = [name for name in names if name.rpartition(".")[0] == registry.package]
    return [name for name in of_folder if not _known(registry, name)]


def _known(registry: Registry, name: str) -> bool:
    try:
        declared = getattr(importlib.import_module(name), registry.attribute)
    except (ImportError, AttributeError):
        return False
    return any(declared is value for value in registry.values())


CHECK = Check("declarations", "declarations", look)

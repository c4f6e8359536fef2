"""Templates: the experiments that gdsim ships, found in their folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gdsim.data.resources_folder import resources


@dataclass(frozen=True)
class Template:
    """One shipped experiment."""

    key: str
    name: str
    about: str
    path: Path


@lru_cache(maxsize=1)
def templates() -> dict[str, Template]:
    """Every template by its key, the file's name; those with a place in ``view.order`` come first."""
    found = []
    for path in (resources() / "experiments").glob("*.gdsim"):
        document = json.loads(path.read_text(encoding="utf-8"))
        about = document.get("notes", "").split("\n")[0]
        order = document.get("view", {}).get("order", 1000)
        found.append((order, Template(path.stem, document.get("name", path.stem), about, path)))
    return {
        template.key: template for _, template in sorted(found, key=lambda entry: (entry[0], entry[1].key))
    }

"""Templates: the experiments that gdsim ships, found in their folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from gdsim.data.resources_folder import resources

FIRST_PASS = "first-backward-pass"
"""Template 0: a forward pass that is done and a loss that is known, one press before the first gradient."""


@dataclass(frozen=True)
class Template:
    """One shipped experiment.

    Args:
        key: the file's name.
        name: what the experiment is called.
        about: the question that it asks.
        path: the file.
        title, line: its name and what it is for in a few words, for a card.
        topics: what it is about: ``data``, ``network``, ``topic``.
    """

    key: str
    name: str
    about: str
    path: Path
    title: str = ""
    line: str = ""
    topics: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def templates() -> dict[str, Template]:
    """Every template by its key, the file's name; those with a place in ``view.order`` come first."""
    found = []
    for path in (resources() / "experiments").glob("*.gdsim"):
        document = json.loads(path.read_text(encoding="utf-8"))
        found.append((document.get("view", {}).get("order", 1000), _template(path, document)))
    return {
        template.key: template for _, template in sorted(found, key=lambda entry: (entry[0], entry[1].key))
    }


def _template(path: Path, document: Mapping[str, Any]) -> Template:
    name = document.get("name", path.stem)
    about = document.get("notes", "").split("\n")[0]
    card = document.get("view", {}).get("card", {})
    return Template(
        path.stem,
        name,
        about,
        path,
        card.get("title", name),
        card.get("line", about),
        tuple(card.get("topics", ())),
    )

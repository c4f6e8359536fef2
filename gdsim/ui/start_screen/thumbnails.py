"""Thumbnails: small pictures of the templates as data, worked out from their files when gdsim is built.

``python -m gdsim.ui.start_screen.thumbnails`` writes them anew; a test holds that they are what it would write.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from gdsim.data.resources_folder import resources

Points = tuple[tuple[float, float], ...]
"""Places in a box from 0 to 1, y downwards."""


@dataclass(frozen=True)
class Marks:
    """Samples that look alike."""

    marker: str
    role: str
    points: Points


@dataclass(frozen=True)
class Thumbnail:
    """One template's picture; what a kind of picture has no use for is empty.

    Args:
        kind: ``decision``, ``points``, ``curve``, ``valley`` or ``network``.
        line: the network and its data in a few words, ``2–4–3–1 · 200 rows``.
        loss: the training loss, at most 40 of its epochs.
        shades: rows from the top, −100 where the network is sure of the first class to 100 for the second.
        winners: the class at each place of ``shades`` where there are more than two.
        marks: the samples.
        curve: the fitted curve, or no points.
        contours: lines of equal loss.
        paths: of plain descent and of the template's own rule.
        values: what the units of each layer give for the one sample, the inputs first.
        weights: row by row, of each layer.
    """

    kind: str
    line: str
    loss: tuple[float, ...] = ()
    shades: tuple[tuple[int, ...], ...] = ()
    winners: tuple[tuple[int, ...], ...] = ()
    marks: tuple[Marks, ...] = ()
    curve: Points = ()
    contours: tuple[Points, ...] = ()
    paths: tuple[Points, ...] = ()
    values: tuple[tuple[float, ...], ...] = ()
    weights: tuple[tuple[tuple[float, ...], ...], ...] = ()

    def text(self) -> str:
        """As it is written to its file; what is empty is left out."""
        filled = {key: value for key, value in asdict(self).items() if value not in ((), "")}
        return json.dumps(filled, ensure_ascii=False, separators=(",", ":")) + "\n"


@cache
def thumbnail(key: str) -> Thumbnail | None:
    """The shipped picture of a template, or None where none was written."""
    try:
        return from_document(json.loads(file_of(key).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def file_of(key: str) -> Path:
    """Where a template's picture is kept."""
    return resources() / "thumbnails" / f"{key}.json"


def from_document(document: Mapping[str, Any]) -> Thumbnail:
    """A picture out of its file."""
    known = {field.name for field in fields(Thumbnail)}
    values = {key: _tuples(value) for key, value in document.items() if key in known and key != "marks"}
    marks = tuple(
        Marks(mark["marker"], mark["role"], _tuples(mark["points"])) for mark in document.get("marks", ())
    )
    return Thumbnail(**values, marks=marks)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _write_all() -> None:
    from gdsim.files.templates import templates
    from gdsim.ui.start_screen.thumbnail_making import made

    (resources() / "thumbnails").mkdir(exist_ok=True)
    for template in templates().values():
        file_of(template.key).write_text(made(template.path).text(), encoding="utf-8")


if __name__ == "__main__":
    _write_all()

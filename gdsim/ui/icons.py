"""Icons: the Lucide drawings of resources/icons in any colour, sharp at any device pixel ratio."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtGui import QIcon

from gdsim.data.resources_folder import resources

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


@cache
def names() -> tuple[str, ...]:
    """Every icon there is.

    >>> "play" in names()
    True
    """
    return tuple(sorted(file.stem for file in (resources() / "icons").glob("*.svg")))


@cache
def icon(name: str, colour: str) -> QIcon:
    """An icon in a colour ``#rrggbb``. Qt's own SVG engine draws it at the size and pixel ratio asked for.

    Raises:
        KeyError: for a name that no file has.
    """
    return QIcon(str(icon_file(name, colour)))


@cache
def icon_file(name: str, colour: str) -> Path:
    """The coloured drawing as a file, because a Qt style sheet takes pictures from files only."""
    if name not in names():
        raise KeyError(f"no icon is called {name!r}")
    if not _COLOUR.match(colour):
        raise ValueError(f"a colour must look like #rrggbb, not {colour!r}")
    drawing = (
        (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    )
    coloured = Path(_coloured().name) / f"{name}-{colour[1:]}.svg"
    coloured.write_text(drawing, encoding="utf-8")
    return coloured


@cache
def _coloured() -> tempfile.TemporaryDirectory[str]:
    """The folder of this process for coloured drawings; Python removes it at the end."""
    return tempfile.TemporaryDirectory(prefix="gdsim-icons-")

"""The folder of what is shipped beside the code: fonts, icons, tables, templates, golden numbers."""

from __future__ import annotations

from pathlib import Path


def resources() -> Path:
    """``gdsim/resources`` where gdsim is installed, else ``resources`` of the repository.

    >>> (resources() / "data" / "penguins.csv").is_file()
    True
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"

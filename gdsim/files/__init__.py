"""The experiment file: reading, checking and writing; nothing of pydantic is loaded before a file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdsim.files.messages import FileError
    from gdsim.files.reading import parse_document, parse_text, read, read_with_notes
    from gdsim.files.samples import arrays_of, samples_of
    from gdsim.files.writing import text_of, to_json, write

_HOME = {
    "FileError": "gdsim.files.messages",
    "read": "gdsim.files.reading",
    "read_with_notes": "gdsim.files.reading",
    "parse_text": "gdsim.files.reading",
    "parse_document": "gdsim.files.reading",
    "samples_of": "gdsim.files.samples",
    "arrays_of": "gdsim.files.samples",
    "to_json": "gdsim.files.writing",
    "text_of": "gdsim.files.writing",
    "write": "gdsim.files.writing",
}
__all__ = [
    "FileError",
    "arrays_of",
    "parse_document",
    "parse_text",
    "read",
    "read_with_notes",
    "samples_of",
    "text_of",
    "to_json",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"gdsim.files has no {name}")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)

"""Reading: an experiment from its file, or one line that says what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gdsim.core.experiment import Experiment
from gdsim.files.building import built
from gdsim.files.content import content, decoded
from gdsim.files.document import FORMAT, VERSION
from gdsim.files.fitting import fitting_faults
from gdsim.files.json_text import json_value, places
from gdsim.files.messages import Fault, FileError, Place, first_error
from gdsim.files.models import models
from gdsim.files.quoted import quoted
from gdsim.files.samples import prepared
from gdsim.files.validation import validated

VIEW_DEPTH = 64


def read(path: Path | str) -> Experiment:
    """The experiment in a file.

    Args:
        path: an ordinary file of at most 64 MiB, JSON in UTF-8.

    Raises:
        FileError: one line with the file, the field, the rule and the value.
    """
    return parse_text(decoded(content(path), str(path)), str(path), Path(path).parent)


def read_with_notes(path: Path | str) -> tuple[Experiment, tuple[str, ...]]:
    """The experiment in a file, and what its reader should know of its data, one sentence each."""
    experiment = read(path)
    return experiment, prepared(experiment).notes


def parse_text(text: str, name: str, folder: Path | None) -> Experiment:
    """The experiment in the text of a file.

    Args:
        text: JSON.
        name: what errors call the file.
        folder: where a table's path starts; None where there is no file yet.

    Raises:
        FileError: as :func:`read`.
    """
    return parse_document(json_value(text, name), name, folder)


def parse_document(document: Any, name: str, folder: Path | None) -> Experiment:
    """The experiment in a JSON object, such as :func:`gdsim.files.to_json` gives.

    Raises:
        FileError: as :func:`read`.
    """
    _check_version(document, name)
    try:
        file, faults = validated("experiment", document, models())
        faults += tuple(_view_faults(document.get("view")))
        if faults:
            raise first_error(name, document, faults)
        experiment = built(file, folder)
        if fitting := fitting_faults(experiment, document):
            raise first_error(name, document, fitting)
    except RecursionError:
        raise FileError(name, "", "is nested too deeply for an experiment") from None
    return experiment


def _check_version(document: Any, name: str) -> None:
    """Before anything else: a newer file may have keys that this gdsim cannot know."""
    if not isinstance(document, dict):
        raise FileError(name, "", f"must be a JSON object, not {quoted(document)}")
    if "format" not in document:
        raise FileError(name, "format", f'is missing: an experiment has "format": "{FORMAT}"')
    if document["format"] != FORMAT:
        raise FileError(name, "format", f'must be "{FORMAT}", not {quoted(document["format"])}')
    version = document.get("version")
    if "version" not in document:
        raise FileError(name, "version", f'is missing: an experiment has "version": {VERSION}')
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FileError(name, "version", f"must be {VERSION}, not {quoted(version)}")
    if version > VERSION:
        reason = f"{quoted(version)} needs a newer gdsim; this one reads version {VERSION}"
        raise FileError(name, "version", reason)


def _view_faults(view: Any) -> Iterator[Fault]:
    """The view can be any JSON, but what JSON cannot hold would make the file unreadable once it is written."""
    for place, found in places(view):
        where: Place = ("view", *place)
        if isinstance(found, float) and not math.isfinite(found):
            yield Fault(where, f"must be a finite number, not {quoted(found)}")
            return
        if len(place) > VIEW_DEPTH:
            yield Fault(where[: 1 + 3], f"is nested more than {VIEW_DEPTH} deep")
            return

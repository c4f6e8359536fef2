"""Writing: an experiment to its file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from gdsim.core.experiment import Experiment
from gdsim.data.csv_path import path_fault, read_beside
from gdsim.data.error import DataError
from gdsim.files.content import LARGEST, content
from gdsim.files.document import to_json
from gdsim.files.layout_text import text_of_document
from gdsim.files.messages import FileError
from gdsim.files.replacing import replace_file

__all__ = ["text_of", "to_json", "write"]


def text_of(experiment: Experiment) -> str:
    """The text of an experiment's file: the same experiment gives the same text, byte for byte.

    Raises:
        FileError: where a number is not finite; it names no file.
    """
    try:
        return text_of_document(to_json(experiment))
    except ValueError as error:
        raise FileError("", "", "holds a number that is not finite, which no file can hold") from error


def write(path: Path | str, experiment: Experiment) -> None:
    """Write an experiment; a table beside it comes along into another folder.

    Args:
        path: the file; what stands there is replaced once the new file is complete.
        experiment: what to write.

    Raises:
        FileError: where it cannot be written; then nothing has changed.
    """
    try:
        text = text_of(experiment).encode("utf-8")
    except FileError as error:
        raise FileError(path, error.field, error.reason) from error
    except UnicodeEncodeError as error:
        raise FileError(path, "", "holds half of a surrogate pair, which is no character") from error
    if len(text) > LARGEST:
        raise FileError(path, "", f"would be larger than the limit of {LARGEST // 2**20} MiB")
    _bring_table(Path(path), experiment)
    replace_file(path, text)


def _bring_table(path: Path, experiment: Experiment) -> None:
    """Copy the CSV file of an experiment beside its new place."""
    data = experiment.data
    relative = data.settings.get("path")
    if data.source != "csv" or data.folder is None or path.parent.resolve() == data.folder.resolve():
        return
    if fault := path_fault(relative):
        raise FileError(path, "data.path", fault)
    try:
        table = read_beside(relative, data.folder)
    except DataError as error:
        raise FileError(path, error.field, error.message) from error
    target = path.parent / str(relative)
    if target.exists():
        if content(target) != table:
            raise FileError(
                path, "data.path", f"{relative} stands beside the new file already, with other rows"
            )
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(target.parent, "", f"cannot be made: {error.strerror or error}") from error
    replace_file(target, table)

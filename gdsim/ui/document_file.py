"""Document file: opens an experiment file in a session, and saves it from there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gdsim.files.messages import FileError
from gdsim.files.reading import read
from gdsim.files.writing import write
from gdsim.state.intents import Open, Saved
from gdsim.state.model import with_place
from gdsim.ui.session import Session


def open_file(session: Session, path: Path) -> bool:
    """Open an experiment file; a bad one changes nothing and is told by ``failed``."""
    try:
        experiment = read(path)
    except FileError as error:
        session.failed.emit(str(error))
        return False
    session.dispatch(Open(experiment, path))
    return True


def save_file(session: Session, path: Path) -> bool:
    """Write the document, with the place of its cursor, whole or not at all."""
    experiment = with_place(session.model)
    try:
        write(path, experiment)
    except FileError as error:
        session.failed.emit(str(error))
        return False
    # A table has come along into the file's folder, and is found from there.
    experiment = replace(experiment, data=replace(experiment.data, folder=path.resolve().parent))
    session.dispatch(Saved(path, experiment))
    return True

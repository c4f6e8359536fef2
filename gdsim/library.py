"""The library's front door: load an experiment, run it, look at one update."""

from __future__ import annotations

from dataclasses import fields
from os import PathLike
from pathlib import Path

from gdsim.core import experiment as core
from gdsim.core.timeline import Timeline
from gdsim.core.trace import Trace
from gdsim.files.reading import read
from gdsim.files.samples import arrays_of, samples_of
from gdsim.files.writing import write


class Experiment(core.Experiment):
    """An experiment that knows its file; every field is as in :class:`gdsim.core.experiment.Experiment`."""

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Experiment:
        """Read an experiment file.

        Raises:
            gdsim.files.FileError: where the file is no valid experiment; one line that names file and field.

        >>> import gdsim
        >>> from gdsim.library import template
        >>> gdsim.Experiment.load(template("mazur")).optimizer.settings["learning_rate"]
        0.5
        """
        found = read(Path(path))
        return cls(**{field.name: getattr(found, field.name) for field in fields(found)})

    def save(self, path: str | PathLike[str]) -> None:
        """Write the experiment file: the old one or the new one, never half."""
        write(Path(path), self)


def template(name: str) -> Path:
    """The file of a template that gdsim ships.

    Raises:
        KeyError: where there is none of the name.

    >>> template("mazur").name
    'mazur.gdsim'
    """
    from gdsim.files.templates import templates

    return templates()[name].path


def timeline(experiment: core.Experiment, resume: bool = True) -> Timeline:
    """The run of an experiment, not advanced yet; from its checkpoint where it has one and ``resume`` is true."""
    return Timeline(experiment, arrays_of(samples_of(experiment), experiment), resume)


def run(experiment: core.Experiment, updates: int) -> Timeline:
    """Train on from where the experiment stands.

    Args:
        experiment: what to train.
        updates: how many updates, at least 0.

    Returns:
        The run: its ``parameters``, ``curves``, ``diverged``, and every update by ``trace``.

    >>> import gdsim
    >>> from gdsim.library import template
    >>> mazur = gdsim.Experiment.load(template("mazur"))
    >>> round(gdsim.run(mazur, updates=1).parameters[1].weights[0][0], 8)
    0.35891648
    """
    found = timeline(experiment)
    found.advance(updates)
    return found


def trace(experiment: core.Experiment, update: int) -> Trace:
    """Every number of one update.

    Args:
        experiment: what to look at.
        update: which update, from 1.

    >>> import gdsim
    >>> from gdsim.library import template
    >>> float(gdsim.trace(gdsim.Experiment.load(template("mazur")), 1)["L"].round(9))
    0.298371109
    """
    return timeline(experiment).trace(update)

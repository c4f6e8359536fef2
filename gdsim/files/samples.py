"""Samples: the numbers that an experiment's network and loss make of its data."""

from __future__ import annotations

from collections import OrderedDict

from gdsim.core.experiment import Data, Experiment
from gdsim.core.registries import LOSSES
from gdsim.core.timeline import Arrays
from gdsim.data.error import DataError
from gdsim.data.prepare import Samples, prepare
from gdsim.files.messages import FileError

DATA_SEED = 1
"""Generated samples and the split do not follow the experiment's seed: "New weights" takes the next seed, and must
draw other weights on the same samples, or the difference would have two causes."""

_KEPT = 2
_prepared: OrderedDict[tuple[object, ...], tuple[Data, Samples]] = OrderedDict()
"""The last samples: a file is checked and then run, and a table of a million rows should be made once for both.

Kept with their ``Data``, by identity: reading a file anew gives a new ``Data``, so that a changed table is read anew.
"""


def prepared(experiment: Experiment) -> Samples:
    """The samples of an experiment.

    Raises:
        DataError: with the field that has to change.
    """
    codes = LOSSES[experiment.loss.function.key].class_codes
    outputs = experiment.network.layers[-1].units
    key = (id(experiment.data), experiment.data.folder, outputs, codes)
    found = _prepared.get(key)
    if found is None:
        found = (experiment.data, prepare(experiment.data, DATA_SEED, outputs, codes))
        _prepared[key] = found
        if len(_prepared) > _KEPT:
            _prepared.popitem(last=False)
    return found[1]


def samples_of(experiment: Experiment) -> Samples:
    """The samples of an experiment: made, split, scaled, and classes coded as its loss wants them.

    Raises:
        FileError: with the field that has to change; it names no file.

    >>> from gdsim.core.experiment import *
    >>> hinge = Experiment(Data("xor"), Network((Layer(1, activation("identity")),)), loss("hinge"))
    >>> sorted(set(samples_of(hinge).y.ravel().tolist()))
    [-1.0, 1.0]
    """
    try:
        return prepared(experiment)
    except DataError as error:
        raise FileError("", error.field, error.message) from error


def arrays_of(samples: Samples, experiment: Experiment) -> Arrays:
    """What a run is given: the samples, and whether their targets stand for classes, so that there is an accuracy."""
    classes = samples.labels is not None
    if experiment.data.source == "inline":
        classes = LOSSES[experiment.loss.function.key].targets != "any"
    return Arrays(samples.x, samples.y, samples.x_test, samples.y_test, classes)

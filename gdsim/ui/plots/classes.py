"""Classes: how the outputs of an experiment become a class, and what the classes are called."""

from __future__ import annotations

from gdsim.core.accuracy import Decision
from gdsim.core.experiment import Experiment
from gdsim.core.registries import LOSSES
from gdsim.data.prepare import Samples
from gdsim.ui.plots.data_view import classed


def decision_of(experiment: Experiment) -> Decision:
    """The decision that belongs to the loss."""
    declared = LOSSES[experiment.loss.function.key]
    return Decision(declared.class_codes, declared.decision)


def named_classes(samples: Samples, experiment: Experiment) -> tuple[str, ...]:
    """The names of the classes, none where the targets are numbers."""
    return classed(samples, experiment).classes

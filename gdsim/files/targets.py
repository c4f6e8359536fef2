"""Targets: whether numbers that are given, not coded from classes, are what a loss is made for."""

from __future__ import annotations

import numpy as np

from gdsim.core.experiment import Experiment
from gdsim.core.registries import LOSSES
from gdsim.data.prepare import Samples
from gdsim.files.messages import Fault, Place
from gdsim.files.quoted import quoted

WANTED = {
    "zero_one": "targets of 0 or 1",
    "signs": "targets of -1 or 1",
    "one_hot": "one-hot targets: a single 1 in each row, the rest 0",
}


def unfit(targets: np.ndarray, kind: str) -> np.ndarray:
    """Which samples have targets that do not fit, shape (outputs, N) → (N,).

    >>> unfit(np.array([[0.0, 0.5, 1.0]]), "zero_one").tolist()
    [False, True, False]
    """
    if kind == "zero_one":
        fits = (targets == 0) | (targets == 1)
    elif kind == "signs":
        fits = np.abs(targets) == 1
    elif kind == "one_hot":
        fits = ((targets == 0) | (targets == 1)) & (np.sum(targets == 1, axis=0) == 1)
    else:
        fits = np.ones_like(targets, dtype=bool)
    return np.asarray(~fits.all(axis=0))


def target_faults(experiment: Experiment, samples: Samples) -> list[Fault]:
    """At most one fault for the training rows and one for the test rows."""
    declared = LOSSES[experiment.loss.function.key]
    if samples.labels is not None or declared.targets not in WANTED:
        return []
    inline = experiment.data.source == "inline"
    given_test = inline and "test_targets" in experiment.data.settings
    faults = []
    for targets, rows, key in (
        (samples.y, samples.rows, "targets"),
        (samples.y_test, samples.rows_test, "test_targets" if given_test else "targets"),
    ):
        wrong = np.flatnonzero(unfit(targets, declared.targets))
        if len(wrong):
            values = targets[:, wrong[0]].tolist()
            told = quoted(values[0] if len(values) == 1 else values)
            wanted = f"{declared.key} needs {WANTED[declared.targets]}"
            place: Place = ("data", key, int(rows[wrong[0]])) if inline else ("loss", "function")
            faults.append(Fault(place, f"{wanted}, not {told}"))
    return faults if inline else faults[:1]

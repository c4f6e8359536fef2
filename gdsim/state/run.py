"""Run: the timeline of a document and its samples; another document keeps of it whatever stays true."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gdsim.core.experiment import Experiment, frozen
from gdsim.core.timeline import Timeline
from gdsim.data.prepare import Samples
from gdsim.files.samples import arrays_of, samples_of
from gdsim.state.edit import common_updates

CATCH_UP = 20_000
"""Up to so many updates a file that stands in mid-run is run from its start, so that its plots are whole."""


@dataclass(frozen=True)
class Run:
    """What follows from a document by training.

    Args:
        timeline: its updates, as far as they have been made.
        samples: the prepared data.
        of: the document without what makes no number: name, notes and view.
    """

    timeline: Timeline
    samples: Samples
    of: Experiment


def run_of(experiment: Experiment, before: Run | None = None) -> Run:
    """The run of a document; ``before`` itself where no number is another, or what both have in common of it."""
    of = replace(experiment, name="", notes="", view=frozen({}))
    if before is not None:
        if of == before.of:
            return before
        shared = common_updates(before.of, of)
        if shared:
            return replace(before, timeline=before.timeline.branched(experiment, shared), of=of)
    samples = samples_of(experiment)
    kept = experiment.checkpoint
    resume = kept is not None and kept.update > CATCH_UP
    return Run(Timeline(experiment, arrays_of(samples, experiment), resume), samples, of)

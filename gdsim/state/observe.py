"""Observe: the snapshot of a model, from its run; nothing in it is stored anywhere else."""

from __future__ import annotations

from gdsim.core.timeline import Timeline
from gdsim.core.trace import Cursor
from gdsim.data.prepare import Samples
from gdsim.files.writing import to_json
from gdsim.state.edit import at
from gdsim.state.fitting import reasons
from gdsim.state.model import Model
from gdsim.state.probe import Probe
from gdsim.state.snapshot import Snapshot


def within(model: Model, timeline: Timeline) -> Cursor:
    """The model's cursor, kept inside the lines of its update and before any divergence."""
    update = model.cursor.update
    if timeline.diverged is not None:
        update = min(update, timeline.diverged.update)
    lines = len(timeline.course.legs[timeline.course.leg(update)].program.lines)
    return Cursor(update, min(model.cursor.line, lines))


def observe(model: Model, timeline: Timeline, samples: Samples, before: Snapshot | None = None) -> Snapshot:
    """What the views draw.

    Args:
        model: document and cursor; the cursor lies :func:`within` the run.
        timeline: the run of the model's experiment, advanced at least to the cursor's update.
        samples: its prepared data.
        before: the snapshot of before; what depends on the document alone is taken from it where that is the same.
    """
    lines = len(timeline.course.legs[timeline.course.leg(model.cursor.update)].program.lines)
    # After the last line of an update the panels show what holds from the next one on.
    finished = model.cursor.line == lines
    current = at(model.experiment, model.cursor.update + (1 if finished else 0))
    if before is not None and before.current == current:
        document, unfit = before.document, before.reasons
    else:
        document = to_json(current)
        unfit = reasons(current, len(samples.classes), current.network.layers[-1].units)
    trace = timeline.trace(model.cursor.update)
    return Snapshot(
        model=model,
        current=current,
        samples=samples,
        trace=trace,
        curves=timeline.curves,
        document=document,
        reasons=unfit,
        probe=Probe(timeline, trace.position, finished),
        diverged=timeline.diverged,
    )

"""Model: all that the window is about, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from gdsim.core.experiment import Experiment, frozen
from gdsim.core.trace import Cursor
from gdsim.state.marks import Marks, marks_of, with_marks


class Granularity(Enum):
    """How far one step goes."""

    OPERATION = "operation"
    LAYER = "layer"
    UPDATE = "update"
    EPOCH = "epoch"


@dataclass(frozen=True)
class Model:
    """The document and where the user stands in it.

    Args:
        experiment: the document.
        cursor: the place in its run.
        granularity: how far one step goes.
        sample: the sample in view, as its place in the batch, from 0.
        mean: True where the canvas shows the mean over the batch instead of one sample.
        selected: the number that is pointed at, ``"W2[3,2]"``, ``"dW2[3,2]"``, ``"a2[3]"``, ``"delta2[3]"``, or one of
            a parameter, ``"m[W2[3,2]]"`` (counted from 1; of the sample in view); None where there is none.
        path: the file, or None.
        saved: the experiment as it is in the file; None where it was never saved.
        message: what the last intent has to say, or nothing.
        fault: what was wrong with the last intent: (field, text); the model is otherwise unchanged then.
    """

    experiment: Experiment
    cursor: Cursor = field(default_factory=lambda: Cursor(1, 0))
    granularity: Granularity = Granularity.OPERATION
    sample: int = 0
    mean: bool = False
    selected: str | None = None
    path: Path | None = None
    saved: Experiment | None = None
    message: str = ""
    fault: tuple[str, str] | None = None

    @property
    def marks(self) -> Marks:
        """Bookmarks, breakpoints and watched parameters, kept in the document's view."""
        return marks_of(self.experiment)

    @property
    def unsaved(self) -> bool:
        """True where the document differs from its file."""
        return self.experiment != self.saved


def with_place(model: Model) -> Experiment:
    """The document as it is written: with the place of the cursor and what is in view."""
    place = {"update": model.cursor.update, "line": model.cursor.line}
    seen = {"cursor": place, "sample": model.sample, "mean": model.mean, "selected": model.selected}
    return with_marks(replace(model.experiment, view=frozen(seen)), model.marks)

"""Intents: what a user can want, as frozen values; views send them and know nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gdsim.core.experiment import Experiment
from gdsim.core.program import Stage
from gdsim.state.marks import Breakpoint
from gdsim.state.model import Granularity


@dataclass(frozen=True)
class Step:
    """Go on, or back, by one operation, layer, update or epoch; None takes the chosen granularity."""

    by: Granularity | None = None
    back: bool = False


@dataclass(frozen=True)
class Seek:
    """Go to an update: to its end, or to after ``line`` of its lines."""

    update: int
    line: int | None = None


@dataclass(frozen=True)
class GoToStage:
    """Go to the end of a stage of this update."""

    stage: Stage


@dataclass(frozen=True)
class Rewind:
    """Go to the start: same initial parameters."""


@dataclass(frozen=True)
class NewWeights:
    """Draw other initial parameters: the next seed."""


@dataclass(frozen=True)
class ChooseGranularity:
    """How far one step goes from now on."""

    granularity: Granularity


@dataclass(frozen=True)
class SetField:
    """Give a field of the experiment another value, in the words of the experiment file.

    ``SetField("optimizer.learning_rate", 0.05)``, ``SetField("network.layers[0].activation", "relu")``,
    ``SetField("data.source", "circles")``. In mid-run, optimizer, sampling and penalties become an amendment.
    """

    field: str
    value: Any


@dataclass(frozen=True)
class AddLayer:
    """Put a hidden layer like its neighbour before layer ``before`` (0 is the first)."""

    before: int


@dataclass(frozen=True)
class RemoveLayer:
    """Take hidden layer ``layer`` (0 is the first) away."""

    layer: int


@dataclass(frozen=True)
class SetParameter:
    """Give one weight or bias another value from this update on: ``SetParameter("W2[3,2]", 0.5)``."""

    label: str
    value: float


@dataclass(frozen=True)
class Select:
    """Point at a number, ``"W2[3,2]"``, or at none."""

    label: str | None


@dataclass(frozen=True)
class ViewSample:
    """Look at another sample of the batch, by its place from 0."""

    place: int


@dataclass(frozen=True)
class ViewMean:
    """Look at the mean over the batch, or again at one sample."""

    on: bool


@dataclass(frozen=True)
class RunTo:
    """Run on to the end of an update, unless a breakpoint comes first."""

    update: int


@dataclass(frozen=True)
class Watch:
    """Follow a parameter in the plots, or no longer: ``Watch("W2[3,2]", True)``."""

    label: str
    on: bool


@dataclass(frozen=True)
class AddBookmark:
    """Mark a place of the run, with a note; one that is there already gets the new note."""

    update: int
    line: int
    note: str = ""


@dataclass(frozen=True)
class RemoveBookmark:
    """Take the bookmark at a place away."""

    update: int
    line: int


@dataclass(frozen=True)
class AddBreakpoint:
    """Stop a run when a condition holds."""

    breakpoint: Breakpoint


@dataclass(frozen=True)
class RemoveBreakpoint:
    """Do not stop for it any more."""

    breakpoint: Breakpoint


@dataclass(frozen=True)
class Open:
    """Another document; ``path`` is None for one from a template."""

    experiment: Experiment
    path: Path | None = None


@dataclass(frozen=True)
class Saved:
    """The document has been written to a file."""

    path: Path
    experiment: Experiment


Intent = (
    Step
    | Seek
    | GoToStage
    | Rewind
    | NewWeights
    | ChooseGranularity
    | SetField
    | AddLayer
    | RemoveLayer
    | SetParameter
    | Select
    | ViewSample
    | ViewMean
    | RunTo
    | Watch
    | AddBookmark
    | RemoveBookmark
    | AddBreakpoint
    | RemoveBreakpoint
    | Open
    | Saved
)

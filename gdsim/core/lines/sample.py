"""Stage 1, Sample: the samples of the batch."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.program import Line, Stage


def sample_lines() -> Iterator[Line]:
    """Inputs and targets of the batch, as columns."""
    yield Line("x", "columns(X, batch)", Stage.SAMPLE, None, "Take the inputs of the samples in this batch.")
    yield Line("y", "columns(Y, batch)", Stage.SAMPLE, None, "Take their targets.")

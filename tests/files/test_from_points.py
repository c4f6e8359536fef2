"""Experiments of drawn points and of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdsim.core.experiment import Experiment
from gdsim.core.timeline import Timeline
from gdsim.files import parse_text, text_of
from gdsim.files.from_points import experiment_of_classes, experiment_of_line
from gdsim.files.from_table import experiment_on
from gdsim.files.messages import FileError
from gdsim.files.samples import arrays_of, samples_of

DRAWN = {
    "classes": experiment_of_classes([(-1, 0), (-1, 0.5), (-0.8, 0.2)], [(1, 0), (1, -0.5)]),
    "line": experiment_of_line([(-1, 1), (0, 0), (1, 1)]),
    "least": experiment_of_classes([(0, 0)], []),
}


@pytest.mark.parametrize("experiment", DRAWN.values(), ids=DRAWN)
def test_drawn_points_can_be_saved_and_run(experiment: Experiment) -> None:
    """What was drawn can be written and read, and its loss falls."""
    assert parse_text(text_of(experiment), "again", None) == experiment
    run = Timeline(experiment, arrays_of(samples_of(experiment), experiment))
    run.advance(200)
    losses = run.curves.loss[:, 0]
    assert losses[-1] < losses[0] / 2


def test_a_table_is_read_with_the_chosen_columns(tmp_path: Path) -> None:
    """Target, features, task and scaling are those asked for; without them the last column is learned."""
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\n1,2,0\n2,3,1\n3,5,0\n4,4,1\n")
    chosen = experiment_on(path, target="a", features=("b",), task="regression", scaling="min_max")
    samples = samples_of(chosen)
    assert (samples.features, samples.outputs, chosen.data.scaling) == (("b",), ("a",), "min_max")
    assert samples_of(experiment_on(path)).features == ("a", "b")
    assert samples_of(experiment_on(path, task="classification")).classes == ("0", "1")
    with pytest.raises(FileError, match="not a column"):
        experiment_on(path, target="d")

"""Bookmarks, breakpoints and watched parameters: kept in the document, undone like any edit, changing no number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdsim.core.experiment import frozen
from gdsim.files.reading import read
from gdsim.files.templates import templates
from gdsim.state.marks import Bookmark, Breakpoint, Condition, Marks, marks_of, with_marks

MARKS = Marks(
    (Bookmark(3, 4, "the loss jumps"), Bookmark(9, 0)),
    (Breakpoint(Condition.GRADIENT_NORM, 10.0), Breakpoint(Condition.NOT_FINITE)),
    ("W2[3,2]",),
)


def test_marks_written_into_a_view_are_read_back() -> None:
    """What is written into a view is what is read from it, and what else it holds stays."""
    experiment = replace(read(templates()["mazur"].path), view=frozen({"cursor": {"update": 2, "line": 1}}))
    marked = with_marks(experiment, MARKS)
    assert marks_of(marked) == MARKS
    assert marked.view["cursor"] == {"update": 2, "line": 1}
    assert with_marks(marked, Marks()).view == experiment.view


@pytest.mark.parametrize(
    "view",
    [
        {"bookmarks": 3, "breakpoints": "x", "watched": {"a": 1}},
        {"bookmarks": [1, {"update": "2"}, {"update": True, "line": 0}], "watched": [1, None]},
        {"breakpoints": [{"when": "never"}, {"when": "epoch_reached", "limit": "x"}, None]},
        {"breakpoints": [{"when": "epoch_reached", "limit": float("nan")}]},
    ],
)
def test_strange_views_are_passed_over(view: dict[str, object]) -> None:
    """A view from another hand never makes a document unreadable: what is no mark is none."""
    experiment = replace(read(templates()["mazur"].path), view=frozen(view))
    assert marks_of(experiment) == Marks()

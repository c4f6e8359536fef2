"""The session stops a run where a breakpoint of the document holds."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import AddBreakpoint, RunTo, Seek
from gdsim.state.marks import Breakpoint, Condition
from gdsim.ui.session import Session


def test_a_breakpoint_stops_a_way_but_no_seek(qtbot: QtBot) -> None:
    """Run to ends at the update where the condition holds; the way on from there goes past it; a seek never stops."""
    run = Session(read(templates()["moons-adam"].path))
    stop = Breakpoint(Condition.EPOCH, 2)
    run.dispatch(AddBreakpoint(stop))
    run.dispatch(RunTo(100))
    run.settle()
    assert run.model.cursor.update == 32
    assert "epoch 2 is complete" in run.model.message
    run.dispatch(RunTo(100))
    run.settle()
    assert run.model.cursor.update == 100
    run.dispatch(Seek(3))
    run.dispatch(Seek(100))
    run.settle()
    assert run.model.cursor.update == 100
    run.undo()
    assert run.model.marks.breakpoints == ()
    assert run.snapshot.updates >= 100  # a mark changes no number: the run is kept

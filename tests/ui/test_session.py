"""The session: intents in, snapshots out; stepping, playing, editing, undoing, saving, with real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdsim.core.experiment import Experiment
from gdsim.core.program import Stage
from gdsim.core.registries import OPTIMIZERS
from gdsim.core.trace import Cursor
from gdsim.files import read
from gdsim.files.templates import templates
from gdsim.state.intents import (
    AddLayer,
    ChooseGranularity,
    GoToStage,
    NewWeights,
    RemoveLayer,
    Rewind,
    Seek,
    Select,
    SetField,
    SetParameter,
    Step,
    ViewSample,
)
from gdsim.state.model import Granularity
from gdsim.ui.document_file import open_file, save_file
from gdsim.ui.session import Session

FAR = 50_000
"""Updates that take several frames on every machine, and no more than a few seconds."""


@pytest.fixture
def session(qtbot: QtBot) -> Callable[[str], Session]:
    """A session on a shipped experiment."""
    made = []

    def make(name: str = "moons-adam") -> Session:
        made.append(Session(read(templates()[name].path)))
        return made[-1]

    yield make  # type: ignore[misc]
    for one in made:
        one.play(False)
        one.deleteLater()


def parameters(session: Session) -> bytes:
    """The parameters that hold at the cursor, as bytes."""
    seen = session.snapshot
    value = seen.value("theta_next")
    return (seen.trace["theta"] if value is None else value).tobytes()


@pytest.mark.parametrize("by", list(Granularity))
def test_steps_back_meet_the_same_numbers(session: Callable[..., Session], by: Granularity) -> None:
    """Steps back lead through the same places with the same numbers, to the bit, at every granularity."""
    run = session("mazur") if by is Granularity.EPOCH else session()
    seen = []
    for _ in range(40):
        seen.append((run.model.cursor, parameters(run)))
        run.dispatch(Step(by))
        run.settle()
    for cursor, theta in reversed(seen):
        run.dispatch(Step(by, back=True))
        run.settle()
        assert (run.model.cursor, parameters(run)) == (cursor, theta)
    run.dispatch(Step(by, back=True))
    assert run.model.cursor == Cursor(1, 0)


def test_nothing_is_computed_at_the_start(session: Callable[..., Session]) -> None:
    """Before the first line every written name is None: not computed yet, never 0."""
    seen = session().snapshot
    assert seen.line is None and seen.stage is None
    assert all(seen.value(line.writes) is None for line in seen.program.lines)
    assert seen.value("W1") is not None


def test_each_step_computes_one_more_name(session: Callable[..., Session]) -> None:
    """One step by operation makes exactly one more name known."""
    run = session()
    for number, line in enumerate(run.snapshot.program.lines, 1):
        run.dispatch(Step(Granularity.OPERATION))
        seen = run.snapshot
        assert seen.line == line
        known = [name for name in seen.program.written if seen.value(name) is not None]
        assert len(known) == number


def test_backprop_changes_no_parameter(session: Callable[..., Session]) -> None:
    """After stage 4 the parameters are those of before, bit for bit."""
    run = session()
    before = run.snapshot.trace["theta"].tobytes()
    run.dispatch(GoToStage(Stage.BACKPROP))
    assert run.snapshot.stage is Stage.BACKPROP
    assert parameters(run) == before


@pytest.mark.parametrize("where", [1, 184])
@pytest.mark.parametrize("method", [key for key in OPTIMIZERS if key not in ("adam", "custom")])
def test_another_optimizer_keeps_every_gradient(
    session: Callable[..., Session], method: str, where: int
) -> None:
    """Changing the optimizer after stage 4 keeps every gradient to the bit, and makes another step."""
    run = session()
    run.dispatch(Seek(where))
    run.settle()
    old = run.snapshot.trace
    run.dispatch(GoToStage(Stage.BACKPROP))
    run.dispatch(SetField("optimizer.method", method))
    run.settle()
    assert run.model.fault is None
    seen = run.snapshot
    assert seen.stage is Stage.BACKPROP and seen.position.update == where
    for name in ("dW1", "db1", "dW2", "db2", "dW3", "db3", "delta1"):
        assert seen.value(name).tobytes() == old[name].tobytes()  # type: ignore[union-attr]
    run.dispatch(GoToStage(Stage.UPDATE))
    # AMSGrad's first step is Adam's: the largest mean square so far is the only one.
    same = (method, where) == ("amsgrad", 1)
    assert (run.snapshot.trace["step"].tobytes() == old["step"].tobytes()) is same


def test_update_184_has_the_numbers_of_the_design(session: Callable[..., Session]) -> None:
    """Update 184 of the prepared example has the numbers of the design pictures."""
    run = session()
    run.dispatch(Seek(184))
    run.settle()
    seen = run.snapshot
    assert (seen.position.epoch, seen.position.update_in_epoch, seen.position.updates_in_epoch) == (12, 8, 16)
    assert float(seen.trace["L"]) == pytest.approx(0.10203727, abs=5e-9)
    assert seen.trace["W2"][2, 1] == pytest.approx(0.60753726, abs=5e-9)
    assert seen.trace["theta_next"][8 + 4 + 9] == pytest.approx(0.61513630, abs=5e-9)


def test_a_live_change_is_an_amendment_and_replays(session: Callable[..., Session], tmp_path: Path) -> None:
    """A learning rate changed in mid-run is an amendment; the saved file gives the same run again."""
    run = session()
    run.dispatch(Seek(100))
    run.settle()
    run.dispatch(SetField("optimizer.learning_rate", 0.1))
    assert [(a.update, a.field, a.value) for a in run.model.experiment.amendments] == [
        (101, "optimizer.learning_rate", 0.1)
    ]
    run.dispatch(Seek(150))
    run.settle()
    assert save_file(run, tmp_path / "a.gdsim")
    again = Session(read(tmp_path / "a.gdsim"), tmp_path / "a.gdsim")
    again.settle()
    assert again.model.cursor == run.model.cursor
    assert parameters(again) == parameters(run)
    assert not again.model.unsaved


def test_a_weight_set_by_hand_holds_and_undoes(session: Callable[..., Session]) -> None:
    """A weight set in mid-run holds from that update on, and undo takes it back."""
    run = session()
    run.dispatch(Seek(20))
    run.settle()
    before = run.model.experiment
    run.dispatch(SetParameter("W2[3,2]", 0.5))
    assert run.snapshot.trace["W2"][2, 1] == 0.5
    assert run.snapshot.position.update == 21
    run.undo()
    assert run.model.experiment == before
    run.redo()
    assert run.snapshot.trace["W2"][2, 1] == 0.5


def test_a_bad_value_changes_nothing(session: Callable[..., Session]) -> None:
    """A value that the file format refuses leaves the document as it is and says field and reason."""
    run = session()
    before = run.model.experiment
    run.dispatch(SetField("optimizer.learning_rate", -1.0))
    assert run.model.experiment is before
    assert run.model.fault is not None and run.model.fault[0] == "optimizer.learning_rate"
    assert not run.snapshot.can_undo
    run.dispatch(Step())
    assert run.model.fault is None


def test_other_data_brings_the_output_that_it_needs(session: Callable[..., Session]) -> None:
    """Another data set brings the output layer and loss that it needs, and layers come and go."""
    run = session("xor")
    run.dispatch(SetField("data.source", "gaussians"))
    assert run.model.fault is None, run.model.fault
    seen = run.snapshot
    assert (
        seen.current.network.layers[-1].units == len(seen.samples.classes) or len(seen.samples.classes) == 2
    )
    run.dispatch(AddLayer(1))
    assert len(run.model.experiment.network.layers) == 3
    run.dispatch(SetField("network.layers[0].units", 7))
    assert run.snapshot.trace["W1"].shape[0] == 7
    run.dispatch(RemoveLayer(1))
    run.dispatch(Step(Granularity.UPDATE))
    assert run.snapshot.finished
    for _ in range(4):
        run.undo()
    assert run.model.experiment == read(templates()["xor"].path)


def test_new_weights_keep_the_samples(session: Callable[..., Session]) -> None:
    """New weights draw other parameters on the same samples; rewind keeps the parameters."""
    run = session("xor")
    data, theta = run.snapshot.samples.x.copy(), parameters(run)
    run.dispatch(Step(Granularity.UPDATE))
    run.dispatch(Rewind())
    assert parameters(run) == theta
    run.dispatch(NewWeights())
    assert parameters(run) != theta
    assert np.array_equal(run.snapshot.samples.x, data)


def test_every_press_counts_once(session: Callable[..., Session]) -> None:
    """A thousand quick steps are a thousand operations."""
    run = session()
    for _ in range(1000):
        run.dispatch(Step())
    lines = len(run.snapshot.program.lines)
    assert run.model.cursor == Cursor(1 + (1000 - 1) // lines, (1000 - 1) % lines + 1)


def test_many_edits_are_undone_and_redone_exactly(session: Callable[..., Session]) -> None:
    """Undo of all edits gives the first experiment, redo of all the last, equal as values."""
    run = session("xor")
    random = np.random.default_rng(5)
    first = run.model.experiment
    for _ in range(60):
        kind = random.integers(5)
        if kind == 0:
            run.dispatch(SetField("optimizer.learning_rate", float(random.uniform(0.001, 0.1))))
        elif kind == 1:
            run.dispatch(SetField("network.layers[0].units", int(random.integers(1, 9))))
        elif kind == 2:
            run.dispatch(SetField("optimizer.method", str(random.choice(["gd", "adam", "rmsprop", "nadam"]))))
        elif kind == 3:
            run.dispatch(Step(Granularity.UPDATE))
        else:
            run.dispatch(SetField("sampling.batch_size", int(random.integers(1, 30))))
        run.settle()
        assert run.model.fault is None, run.model.fault
    last: Experiment = run.model.experiment
    while run.snapshot.can_undo:
        run.undo()
    assert run.model.experiment == first
    while run.snapshot.can_redo:
        run.redo()
    assert run.model.experiment == last


def test_playing_steps_by_itself_until_told(session: Callable[..., Session], qtbot: QtBot) -> None:
    """Playing moves on by itself and stops when told."""
    run = session()
    run.set_speed(200)
    run.play(True)
    qtbot.waitUntil(lambda: run.model.cursor.line > 5 or run.model.cursor.update > 1, timeout=5000)
    run.play(False)
    assert not run.snapshot.playing


def test_a_long_step_takes_several_frames_and_arrives(session: Callable[..., Session], qtbot: QtBot) -> None:
    """A jump of 50,000 updates does not block: it is under way, and the window can go on, until it is there."""
    run = session()
    run.dispatch(Seek(FAR))
    assert run.busy
    qtbot.waitUntil(lambda: not run.busy, timeout=20_000)
    assert run.snapshot.updates == FAR and run.snapshot.finished


def test_a_selection_does_not_end_a_long_step(session: Callable[..., Session]) -> None:
    """Pointing at a number, or choosing a sample, while a long step is on its way lets it arrive."""
    run = session()
    run.dispatch(Seek(FAR))
    assert run.busy
    run.dispatch(Select("W2[3,2]"))
    run.dispatch(ViewSample(3))
    run.dispatch(ChooseGranularity(Granularity.LAYER))
    assert run.busy
    run.settle()
    assert run.model.cursor.update == FAR and run.snapshot.finished
    assert (run.model.selected, run.model.sample, run.model.granularity) == ("W2[3,2]", 3, Granularity.LAYER)


def test_divergence_stops_and_says_so(session: Callable[..., Session]) -> None:
    """A run that diverges stops at the line that overflowed first, with words; before it all is finite."""
    run = session("ravine")
    run.dispatch(SetField("optimizer.learning_rate", 1e6))
    run.dispatch(Seek(500))
    run.settle()
    seen = run.snapshot
    assert seen.diverged is not None and "overflowed first" in seen.model.message
    assert seen.position.update == seen.diverged.update
    run.dispatch(Step(Granularity.UPDATE))
    assert run.model.cursor.update == seen.diverged.update
    run.dispatch(Step(Granularity.UPDATE, back=True))
    assert np.isfinite(run.snapshot.trace["theta"]).all()


def test_a_selection_stands_and_the_sample_stays_in_batch(session: Callable[..., Session]) -> None:
    """A number can be pointed at, and the sample in view stays inside the batch."""
    run = session()
    run.dispatch(Select("W2[3,2]"))
    run.dispatch(ViewSample(99))
    assert run.model.selected == "W2[3,2]" and run.model.sample == 9


def test_bad_file_changes_nothing(session: Callable[..., Session], tmp_path: Path, qtbot: QtBot) -> None:
    """A bad file is told in one line and the document stays."""
    run = session()
    before = run.model
    (tmp_path / "bad.gdsim").write_text("{")
    with qtbot.waitSignal(run.failed) as told:
        assert not open_file(run, tmp_path / "bad.gdsim")
    assert "bad.gdsim" in told.args[0] and "\n" not in told.args[0]
    assert run.model is before

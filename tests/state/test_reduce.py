"""Reduce: what every intent makes of the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gdsim.core.course import course
from gdsim.core.experiment import Amendment, Sampling, frozen, optimizer
from gdsim.core.program import Stage
from gdsim.core.timeline import Timeline
from gdsim.core.trace import Cursor
from gdsim.files import parse_document, to_json
from gdsim.state import intents as wish
from gdsim.state.model import Granularity, Model
from gdsim.state.reduce import reduce
from gdsim.state.walk import START, end_of, stage_end
from tests.oracle.small import small

SAMPLES = 7


def run_of(model):
    """The course of a model's experiment."""
    return course(model.experiment, 2, SAMPLES)


def do(model, *intents):
    """The model after some intents."""
    for intent in intents:
        model = reduce(model, intent, run_of(model))
    return model


@pytest.fixture
def model():
    """A document with seven samples in batches of three, and Adam, at its start."""
    experiment, _ = small(
        samples=SAMPLES, sampling=Sampling("mini_batch", "shuffle", 3), chosen=optimizer("adam")
    )
    return Model(experiment)


def test_a_step_goes_by_the_chosen_granularity(model):
    """By the chosen granularity, or by the one that is named."""
    assert do(model, wish.Step()).cursor == Cursor(1, 1)
    assert do(model, wish.ChooseGranularity(Granularity.UPDATE), wish.Step()).cursor == end_of(
        run_of(model), 1
    )
    assert do(model, wish.Step(Granularity.EPOCH)).cursor == end_of(run_of(model), 3)
    assert do(model, wish.Step(Granularity.UPDATE), wish.Step(Granularity.UPDATE, back=True)).cursor == START


def test_a_seek_stays_within_the_lines(model):
    """To an update's end, to a line of it, never beyond its lines, and below 1 to the start."""
    lines = len(run_of(model).legs[0].program.lines)
    assert do(model, wish.Seek(12)).cursor == Cursor(12, lines)
    assert do(model, wish.Seek(12, 4)).cursor == Cursor(12, 4)
    assert do(model, wish.Seek(12, 10**9)).cursor == Cursor(12, lines)
    assert do(model, wish.Seek(12, -5)).cursor == Cursor(12, 0)
    assert do(model, wish.Seek(0)).cursor == do(model, wish.Seek(-3)).cursor == START


@pytest.mark.parametrize("stage", Stage)
def test_going_to_a_stage_ends_after_it(model, stage):
    """To the end of a stage of this update."""
    after = do(model, wish.Seek(3, 2), wish.GoToStage(stage))
    assert after.cursor == Cursor(3, stage_end(run_of(model).legs[0].program, stage))


def test_rewind_keeps_the_document(model):
    """Rewind goes to the start with the same weights; new weights is another button."""
    far = do(model, wish.Seek(20))
    assert do(far, wish.Rewind()).cursor == START and do(far, wish.Rewind()).experiment is far.experiment
    fresh = do(far, wish.NewWeights())
    assert fresh.cursor == START and fresh.experiment.seed == model.experiment.seed + 1
    assert fresh.experiment.network.initial_parameters is None and "seed 2" in fresh.message


def test_a_live_field_at_the_start_is_the_document(model):
    """In the first update a change is a change of the document, not an amendment."""
    after = do(model, wish.Step(), wish.SetField("optimizer.learning_rate", 0.5))
    assert after.experiment.optimizer.settings["learning_rate"] == 0.5 and not after.experiment.amendments
    assert after.cursor == Cursor(1, 1)


def test_a_live_field_in_mid_run_is_an_amendment(model):
    """Later it is recorded with the first update that it can still reach, and the run is not begun anew."""
    within, done = do(model, wish.Seek(5, 3)), do(model, wish.Seek(5))
    field = wish.SetField("optimizer.learning_rate", 0.5)
    assert do(within, field).experiment.amendments == (Amendment(5, "optimizer.learning_rate", 0.5),)
    assert do(done, field).experiment.amendments == (Amendment(6, "optimizer.learning_rate", 0.5),)
    assert do(within, field).cursor == within.cursor and "from update 5 on" in do(within, field).message


def test_a_batch_that_is_drawn_stays(model):
    """Once an update has drawn its batch, another way of sampling comes with the next."""
    field = wish.SetField("sampling.batch_size", 2)
    assert do(model, wish.Seek(5, 3), field).experiment.amendments[0].update == 6
    assert do(model, wish.Seek(5, 0), field).experiment.amendments[0].update == 5


def test_an_optimizer_changed_after_backprop_keeps_the_gradient(model):
    """At the end of stage 4 another optimizer takes the same gradient: nothing before the cursor changes."""
    _, arrays = small(samples=SAMPLES)
    before = do(model, wish.Seek(4), wish.GoToStage(Stage.BACKPROP))
    after = do(before, wish.SetField("optimizer.method", "gd"))
    assert after.cursor == before.cursor
    first, second = (Timeline(m.experiment, arrays).trace(4) for m in (before, after))
    for number, line in enumerate(first.program.lines[: before.cursor.line]):
        assert first[line.writes].tobytes() == second[line.writes].tobytes()
        assert second.program.lines[number] == line
    assert first["step"].tobytes() != second["step"].tobytes()


def test_another_structure_starts_again(model):
    """Another network begins anew: the cursor is at the start and nothing is selected."""
    far = do(model, wish.Seek(20), wish.Select("W1[1,1]"), wish.ViewSample(2))
    after = do(far, wish.SetField("network.layers[0].units", 5))
    assert (after.cursor, after.selected, after.sample) == (START, None, 0)
    assert after.experiment.network.layers[0].units == 5


def test_adding_and_removing_a_layer_gives_the_old_network(model):
    """A layer that is added and removed again leaves the network as it was; adding one begins the run anew."""
    more = do(model, wish.AddLayer(1))
    assert len(more.experiment.network.layers) == 3 and more.cursor == START
    assert do(more, wish.RemoveLayer(1)).experiment.network.layers == model.experiment.network.layers


def test_a_weight_set_by_hand_holds_from_this_update(model):
    """A weight set in mid-run holds from this update on, which begins again; at its end from the next."""
    after = do(model, wish.Seek(5, 9), wish.SetParameter("W2[1,2]", 0.5))
    assert after.experiment.amendments == (Amendment(5, "parameters.W2[1,2]", 0.5),)
    assert after.cursor == Cursor(5, 0) and after.selected == "W2[1,2]"
    assert do(model, wish.Seek(5), wish.SetParameter("b1[3]", 0.5)).cursor == Cursor(6, 0)


def test_the_sample_in_view_stays_in_the_batch(model):
    """The sample in view is one of the batch: the last batch of the epoch has one only."""
    assert do(model, wish.ViewSample(2)).sample == 2 and do(model, wish.ViewSample(99)).sample == 2
    assert do(model, wish.ViewSample(-4)).sample == 0
    assert do(model, wish.ViewSample(2), wish.Seek(3)).sample == 0


REFUSED = [
    wish.SetField("optimizer.learning_rate", -1),
    wish.SetField("optimizer.learning_rate", float("nan")),
    wish.SetField("network.layers[0].units", 10**9),
    wish.SetField("sampling.batch_size", 10**30),
    wish.SetField("optimizer.method", "sgd"),
    wish.SetParameter("W9[1,1]", 0.5),
    wish.SetParameter("W1[9,9]", 0.5),
    wish.SetParameter("W1[1,1]", float("inf")),
]


@pytest.mark.parametrize("intent", REFUSED, ids=str)
@pytest.mark.parametrize("update", [1, 6])
def test_a_forbidden_wish_changes_nothing_but_the_fault(model, intent, update):
    """A wish that is not allowed changes nothing but the fault, which names the field; the next wish clears it."""
    before = do(model, wish.Seek(update, 2))
    after = do(before, intent)
    assert after.fault is not None and after.fault[1]
    assert replace(after, fault=None) == replace(before, message="")
    assert do(after, wish.Select(None)).fault is None


def test_a_document_is_saved_until_it_is_changed(model):
    """A document from a file is saved until it is changed, and after saving it is again."""
    opened = do(model, wish.Open(model.experiment, Path("x.gdsim")))
    assert not opened.unsaved and opened.path == Path("x.gdsim") and opened.cursor == START
    edited = do(opened, wish.SetField("optimizer.learning_rate", 0.5))
    assert edited.unsaved
    assert not do(edited, wish.Saved(Path("y.gdsim"), edited.experiment)).unsaved
    assert do(model, wish.Open(model.experiment)).unsaved


STRANGE = [{}, {"cursor": 3}, {"cursor": {"update": "x"}}, {"cursor": {"update": -4, "line": -9}}]


@pytest.mark.parametrize("view", STRANGE)
def test_a_strange_view_still_gives_a_cursor(model, view):
    """Whatever a file's view holds, there is a cursor."""
    opened = do(model, wish.Open(replace(model.experiment, view=frozen(view))))
    assert opened.cursor >= START
    place = {"cursor": {"update": 7, "line": 3}}
    assert do(model, wish.Open(replace(model.experiment, view=frozen(place)))).cursor == Cursor(7, 3)


def test_what_is_no_intent_raises_type_error(model):
    """What is no intent is a mistake of the program."""
    with pytest.raises(TypeError):
        reduce(model, "step", run_of(model))


INTENTS = some.one_of(
    some.builds(wish.Step, some.sampled_from([None, *Granularity]), some.booleans()),
    some.builds(wish.Seek, some.integers(-2, 40), some.none() | some.integers(-3, 60)),
    some.builds(wish.GoToStage, some.sampled_from(list(Stage))),
    some.builds(wish.ChooseGranularity, some.sampled_from(list(Granularity))),
    some.builds(wish.ViewSample, some.integers(-3, 9)),
    some.just(wish.Rewind()),
    some.just(wish.NewWeights()),
    some.sampled_from(
        [
            wish.SetField("optimizer.learning_rate", 0.5),
            wish.SetField("optimizer.method", "gd"),
            wish.SetField("optimizer.method", "nadam"),
            wish.SetField("sampling.batch_size", 2),
            wish.SetField("sampling.mode", "sgd"),
            wish.SetField("sampling.draw", "in_order"),
            wish.SetField("loss.l2", 0.1),
            wish.SetField("network.layers[0].activation", "relu"),
            wish.SetField("loss.function", "huber"),
            wish.SetParameter("W1[1,2]", 0.25),
            wish.AddLayer(0),
            wish.RemoveLayer(0),
        ]
    ),
)


@settings(max_examples=60)
@given(some.lists(INTENTS, max_size=12))
def test_any_wishes_leave_a_valid_document_and_cursor(intents):
    """After any wishes the document is a valid file and the cursor stands on a line that there is."""
    experiment, _ = small(
        samples=SAMPLES, sampling=Sampling("mini_batch", "shuffle", 3), chosen=optimizer("adam")
    )
    model = Model(experiment)
    for intent in intents:
        model = do(model, intent)
        run = run_of(model)
        lines = len(run.legs[run.leg(model.cursor.update)].program.lines)
        assert model.cursor.update >= 1 and 0 <= model.cursor.line <= lines
        assert 0 <= model.sample < len(run.position(model.cursor.update).batch)
    assert parse_document(to_json(model.experiment), "x", None) == model.experiment

"""Edit: the document with one thing changed, checked as its file would be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdsim.core.course import amended as with_field
from gdsim.core.experiment import Amendment, optimizer
from gdsim.core.registries import OPTIMIZERS
from gdsim.core.timeline import Timeline
from gdsim.files import FileError, parse_document, read, to_json
from gdsim.library import template
from gdsim.state.edit import added_layer, at, changed, is_live, live, removed_layer
from tests.oracle.small import ids, optimizers, small


@pytest.fixture
def document():
    """An experiment with listed samples, first weights, an amendment and Adam."""
    experiment, _ = small(chosen=optimizer("adam", learning_rate=0.03))
    return replace(experiment, amendments=(Amendment(5, "optimizer.learning_rate", 0.5),))


LIVE = [
    ("optimizer.learning_rate", 0.25), ("optimizer.beta_1", 0.5), ("optimizer.method", "gd"),
    ("optimizer.weight_decay", 0.1), ("optimizer.decay_biases", False),
    ("optimizer.clip", {"by": "norm", "limit": 1.0}),
    ("optimizer.clip", None), ("optimizer.schedule", {"kind": "step", "step_size": 5}), ("sampling.mode", "sgd"),
    ("sampling.batch_size", 2), ("sampling.draw", "in_order"), ("loss.l1", 0.1), ("loss.l2", 0.1),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), LIVE, ids=[f"{f}={v}" for f, v in LIVE])
def test_a_live_field_holds_from_its_update_on(document, field, value):
    """A field that can change in mid-run: as an amendment it runs, and holds from its update on."""
    assert is_live(field)
    if field == "sampling.batch_size":
        document = changed(document, {"sampling.mode": "mini_batch"})
    amended = live(document, field, value, 9)
    assert Amendment(9, field, value) in amended.amendments
    expected = with_field(at(document, 9), field, value)
    for update, wanted in ((8, at(document, 8)), (9, expected), (10, expected)):
        found = at(amended, update)
        assert (found.optimizer, found.sampling, found.loss) == (
            wanted.optimizer,
            wanted.sampling,
            wanted.loss,
        )
    again = parse_document(to_json(amended), "x", None)
    assert again == amended
    _, arrays = small()
    run = Timeline(amended, arrays)
    run.advance(12)
    assert run.updates == 12


@pytest.mark.parametrize(
    "field", ["seed", "network.layers", "data.noise", "loss.function", "sampling.batches", "name"]
)
def test_structure_is_no_live_field(field):
    """A field of the structure is not live: it cannot change in mid-run."""
    assert not is_live(field)


def test_a_changed_field_keeps_the_rest(document):
    """One field is another, and nothing else is."""
    after = changed(document, {"optimizer.learning_rate": 0.125})
    assert after.optimizer.settings["learning_rate"] == 0.125 and after.amendments == document.amendments
    assert replace(after, optimizer=document.optimizer) == document


def test_a_new_structure_drops_what_does_not_fit(document):
    """Another number of units: given weights and amendments are gone, for they belonged to the old network."""
    after = changed(document, {"network.layers[0].units": 5})
    assert (
        after.network.layers[0].units == 5
        and after.network.initial_parameters is None
        and not after.amendments
    )


def test_a_plain_choice_takes_a_setting(document):
    """A choice that is a plain word in the file takes a setting of its own."""
    relu = changed(document, {"network.layers[0].activation": "leaky_relu"})
    after = changed(relu, {"network.layers[0].activation.negative_slope": 0.25})
    assert after.network.layers[0].activation.settings["negative_slope"] == 0.25


ALL = [(name, chosen) for name, chosen in optimizers() if not chosen.rule]


@pytest.mark.parametrize("key", [key for key, declared in OPTIMIZERS.items() if declared.rule])
@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_every_optimizer_can_follow_every_other(chosen, key):
    """From every optimizer to every other: foreign settings go, and a valid experiment is left."""
    experiment, arrays = small(chosen=chosen)
    after = changed(experiment, {"optimizer.method": key})
    assert after.optimizer.method == key
    assert set(after.optimizer.settings) == {p.key for p in OPTIMIZERS[key].parameters}
    Timeline(after, arrays).advance(1)


@pytest.mark.parametrize("key", [key for key, declared in OPTIMIZERS.items() if declared.rule])
def test_defaults_follow_the_chosen_method(key):
    """What stood at the old default stands at the new one's: Adadelta's learning rate is 1, Adam's 0.01."""
    experiment, _ = small(chosen=optimizer("adam"))
    assert changed(experiment, {"optimizer.method": key}).optimizer == optimizer(key)


BAD = [
    ("optimizer.learning_rate", -1.0, "optimizer.learning_rate"),
    ("optimizer.learning_rate", "fast", "optimizer.learning_rate"),
    ("optimizer.method", "addam", "optimizer.method"),
    ("network.layers[0].units", 0, "network.layers[0].units"),
    ("loss.function", "categorical_cross_entropy", ""),
    ("sampling.batch_size", 0, "sampling.batch_size"),
    ("nonsense", 1, "nonsense"),
]


@pytest.mark.parametrize(("field", "value", "named"), BAD)
def test_a_value_no_file_could_hold_is_refused(document, field, value, named):
    """What a file could not hold is refused, with the field."""
    with pytest.raises(FileError) as caught:
        changed(document, {field: value})
    assert caught.value.field.startswith(named) and caught.value.reason


def test_a_forbidden_amendment_is_refused_in_mid_run(document):
    """An amendment that is not allowed is refused too, and the document is as it was."""
    with pytest.raises(FileError):
        live(document, "optimizer.learning_rate", -1.0, 3)
    with pytest.raises(FileError):
        live(document, "parameters.W9[1,1]", 0.5, 3)
    assert len(document.amendments) == 1


def test_the_last_word_at_an_update_counts(document):
    """A field set twice at the same update has one amendment, with the last value."""
    after = live(live(document, "optimizer.beta_1", 0.1, 7), "optimizer.beta_1", 0.2, 7)
    assert [a.value for a in after.amendments if a.update == 7] == [0.2]
    assert (
        at(after, 7).optimizer.settings["beta_1"] == 0.2 and at(after, 6).optimizer.settings["beta_1"] == 0.9
    )


def test_the_experiment_at_an_update_is_what_runs(document):
    """The experiment at an update is the one whose program runs there."""
    amended = live(live(document, "optimizer.method", "gd", 7), "sampling.mode", "sgd", 9)
    _, arrays = small()
    run = Timeline(amended, arrays)
    for update in range(1, 12):
        leg = run.course.legs[run.course.leg(update)]
        found = at(amended, update)
        assert (found.optimizer, found.sampling) == (leg.experiment.optimizer, leg.experiment.sampling)


def test_a_layer_can_be_added_and_removed(document):
    """A layer added and removed: the network as before, with weights drawn anew."""
    more = added_layer(document, 1)
    assert [layer.units for layer in more.network.layers] == [3, 4, 2]
    assert [layer.units for layer in added_layer(more, 0).network.layers] == [3, 3, 4, 2]
    fewer = removed_layer(more, 1)
    assert fewer.network.layers == document.network.layers
    assert removed_layer(fewer, 1).network.layers == document.network.layers


def test_checkpoint_goes_with_a_change():
    """A document that stood in mid-run starts again when it is changed, but not when it is renamed."""
    from gdsim.export.tables import standing

    experiment, arrays = small()
    run = Timeline(experiment, arrays)
    run.advance(4)
    halfway = standing(run, run.state(4))
    assert changed(halfway, {"name": "other"}).checkpoint == halfway.checkpoint
    assert changed(halfway, {"optimizer.learning_rate": 0.5}).checkpoint is None


@pytest.mark.parametrize("key", ["mazur", "moons-adam", "iris", "ravine"])
def test_templates_can_be_edited(key):
    """A shipped experiment takes another seed and keeps its samples."""
    experiment = read(template(key))
    after = changed(experiment, {"seed": 99})
    assert after.seed == 99 and after.data == experiment.data and after.network.initial_parameters is None

"""The timeline: any update again, memory that stays bounded, and where a run ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gdsim.core.checkpoints import BYTES
from gdsim.core.experiment import Amendment, Checkpoint, Sampling, activation, frozen, optimizer
from gdsim.core.timeline import Timeline
from gdsim.export.tables import standing
from tests.oracle.small import bits, small

MINI = Sampling("mini_batch", "shuffle", 4)
AMENDMENTS = (
    Amendment(20, "optimizer.learning_rate", 0.01),
    Amendment(33, "sampling.batch_size", 3),
    Amendment(41, "optimizer.method", "rmsprop"),
    Amendment(41, "parameters.W2[1,2]", 0.75),
    Amendment(60, "loss.l2", 0.05),
    Amendment(75, "optimizer.clip", {"by": "norm", "limit": 0.1}),
)


@pytest.fixture(scope="module")
def amended_run():
    """A run of 100 updates through amendments of every kind."""
    experiment, arrays = small(samples=10, sampling=MINI, chosen=optimizer("adam"))
    run = Timeline(replace(experiment, amendments=AMENDMENTS), arrays)
    run.advance(100)
    return run


def test_a_run_makes_the_updates_asked_for(amended_run):
    """It has made the updates that it was asked for, and parameters are those of its end."""
    assert amended_run.updates == 100 and amended_run.diverged is None
    flat = amended_run.course.legs[0].program.layout.flat(amended_run.parameters)
    assert flat.tobytes() == amended_run.state(100).theta.tobytes()


@settings(max_examples=30)
@given(update=some.integers(1, 100))
def test_any_update_is_found_again_bit_for_bit(amended_run, update):
    """State and trace of any update, from another timeline that never ran, have the bits of the run."""
    other = Timeline(amended_run.experiment, amended_run.arrays)
    assert bits(other.state(update)) == bits(amended_run.state(update))
    trace = other.trace(update)
    assert trace["theta_next"].tobytes() == amended_run.state(update).theta.tobytes()
    assert float(trace["L"]) == amended_run.curves.batch_loss[update - 1]


@settings(max_examples=12)
@given(update=some.integers(0, 99))
def test_any_checkpoint_leads_to_the_same_end(amended_run, update):
    """A checkpoint at any update, also beside an amendment, leads to the same end."""
    halfway = standing(amended_run, amended_run.state(update))
    again = Timeline(halfway, amended_run.arrays)
    assert again.updates == update and again.curves.first_update == update + 1
    again.advance(100 - update)
    assert bits(again.state(100)) == bits(amended_run.state(100))


@settings(max_examples=12)
@given(update=some.integers(0, 100))
def test_a_branch_goes_on_as_its_own_run(amended_run, update):
    """A branch knows what was shared, and goes on as a run of its own from the start would."""
    kept = tuple(a for a in AMENDMENTS if a.update <= update)
    changed = replace(
        amended_run.experiment, amendments=(*kept, Amendment(update + 1, "optimizer.learning_rate", 0.2))
    )
    branch, alone = amended_run.branched(changed, update), Timeline(changed, amended_run.arrays)
    branch.advance(110 - branch.updates)
    alone.advance(110)
    assert bits(branch.state(110)) == bits(alone.state(110))
    assert branch.curves.batch_loss.tobytes() == alone.curves.batch_loss.tobytes()


def test_an_edited_weight_holds_from_its_update_on(amended_run):
    """A weight set by hand has its value at the first update that uses it, and moves on from there."""
    assert amended_run.trace(40)["W2"][0, 1] != 0.75
    assert amended_run.trace(41)["W2"][0, 1] == 0.75 and amended_run.trace(42)["W2"][0, 1] != 0.75


def test_another_rule_starts_with_an_empty_memory(amended_run):
    """RMSprop's v starts at 0 although Adam had one of the same name."""
    assert not amended_run.trace(41)["v"].any() and amended_run.trace(40)["v"].any()


def test_a_run_resumes_at_its_checkpoint_unless_told_not():
    """With a checkpoint a run goes on from it; without ``resume`` it starts at the beginning."""
    experiment, arrays = small(samples=10, sampling=MINI)
    run = Timeline(experiment, arrays)
    run.advance(10)
    halfway = standing(run, run.state(10))
    assert Timeline(halfway, arrays).updates == 10 and Timeline(halfway, arrays, resume=False).updates == 0
    again = Timeline(halfway, arrays)
    assert bits(again.state(4)) == bits(run.state(4))
    assert again.trace(3)["theta"].tobytes() == run.trace(3)["theta"].tobytes()


def test_a_checkpoint_written_by_hand_is_gone_on_from():
    """A run goes on from the parameters that a checkpoint says, whatever led there."""
    experiment, arrays = small(samples=10, sampling=MINI)
    given_ = experiment.network.initial_parameters
    changed = replace(experiment, checkpoint=Checkpoint(5, given_, frozen({})))
    run = Timeline(changed, arrays)
    assert run.parameters == given_ and run.updates == 5
    run.advance(1)
    assert run.updates == 6 and run.parameters != given_


def test_any_of_twenty_thousand_updates_is_found_again():
    """Whatever the stride became, any update is near a checkpoint, and is found again with the bits of the run."""
    experiment, arrays = small(samples=4, units=2, sampling=Sampling("mini_batch", "shuffle", 2))
    run = Timeline(experiment, arrays)
    run.advance(20_000)
    kept, stride = run._checkpoints.updates, run._checkpoints.stride
    assert kept[0] == 0 and max(np.diff([*kept, 20_000])) <= stride
    assert run._checkpoints.bytes <= BYTES and run.history_bytes < 10e6
    assert run.state(13_331).update == 13_331
    assert run.trace(13_332)["theta"].tobytes() == run.state(13_331).theta.tobytes()
    assert float(run.trace(777)["L"]) == run.curves.batch_loss[776]


def test_traces_are_kept_and_bounded():
    """Asking twice gives the same trace; many traces do not pile up."""
    run = Timeline(*small())
    assert run.trace(3) is run.trace(3)
    for update in range(1, 101):
        run.trace(update)
    assert run._traces.get(100) is not None and run._traces.get(1) is None


def test_looking_at_a_run_changes_nothing():
    """Traces, states and measures in the middle of a run leave it as it is."""
    plain, looked = (Timeline(*small(samples=10, sampling=MINI)) for _ in range(2))
    plain.advance(50)
    for _ in range(10):
        looked.advance(5)
        looked.trace(looked.updates + 1)
        looked.trace(1)
        looked.measure(looked.state(0))
        looked.outputs(looked.state(looked.updates), np.zeros((2, 3)))
    assert bits(plain.state(50)) == bits(looked.state(50))
    assert plain.curves.loss.tobytes() == looked.curves.loss.tobytes()


def test_a_trace_keeps_its_numbers():
    """A trace keeps its numbers while the run goes on."""
    run = Timeline(*small())
    trace = run.trace(1)
    before = trace["z1"].tobytes()
    run.advance(10)
    run.trace(5)
    assert trace["z1"].tobytes() == before


def test_a_diverging_run_stops_at_its_last_finite_state():
    """A run that leaves the finite numbers stops there, keeps the last finite state, and names the first line."""
    experiment, arrays = small(
        output=activation("identity"), chosen=optimizer("gd", learning_rate=50.0), hidden_layers=0
    )
    run = Timeline(experiment, arrays)
    run.advance(5000)
    end = run.diverged
    assert end is not None and run.updates == end.update - 1
    assert np.isfinite(run.state(run.updates).theta).all()
    trace = run.trace(end.update)
    overflowed = [line for line in trace.program.lines if not np.isfinite(trace[line.writes]).all()]
    assert overflowed[0].writes == end.writes and overflowed[0].formula == end.formula
    assert all(np.isfinite(run.trace(run.updates)[line.writes]).all() for line in trace.program.lines
               if line.writes in trace.program.carry.values() or line.writes == "L")  # fmt: skip
    assert (
        f"at update {end.update}: {end.writes} = " in end.message and "smaller learning rate" in end.message
    )


def test_nothing_goes_on_after_divergence():
    """Advancing again changes nothing, and the curves hold the good updates only."""
    experiment, arrays = small(chosen=optimizer("gd", learning_rate=50.0), hidden_layers=0)
    run = Timeline(experiment, arrays)
    run.advance(5000)
    before, made = bits(run.state(run.updates)), run.updates
    run.advance(10)
    assert run.updates == made == len(run.curves.batch_loss) and bits(run.state(made)) == before
    assert np.isfinite(run.curves.batch_loss).all()


def test_a_run_diverges_alike_in_small_steps():
    """Step by step a run diverges at the same update and line as in one go."""
    experiment, arrays = small(chosen=optimizer("gd", learning_rate=50.0), hidden_layers=0)
    one, many = Timeline(experiment, arrays), Timeline(experiment, arrays)
    one.advance(5000)
    while many.diverged is None:
        many.advance(1)
    assert many.diverged == one.diverged and many.updates == one.updates


def test_zero_or_negative_updates_are_none():
    """Advancing by no update, or by fewer than none, leaves a run at its start."""
    run = Timeline(*small())
    run.advance(0)
    run.advance(-3)
    assert run.updates == 0 and run.state(0).update == 0


def test_outputs_are_the_forward_pass_of_that_state():
    """What the network answers for any inputs is the forward pass with the parameters of that state."""
    run = Timeline(*small(samples=6))
    run.advance(7)
    answers = run.outputs(run.state(3), run.arrays.x[:, :4])
    np.testing.assert_allclose(answers, run.trace(4)["a2"][:, :4], rtol=1e-13)


def test_outputs_do_not_disturb_measures():
    """Asking for the answers to the training inputs first does not change what is then measured on them."""
    experiment, arrays = small()
    plain, asked = Timeline(experiment, arrays), Timeline(experiment, arrays)
    asked.outputs(asked.state(0), arrays.x)
    assert asked.measure(asked.state(0)) == plain.measure(plain.state(0))


def test_outputs_do_not_pile_up():
    """Answers for a thousand new grids leave no thousand sets of arrays behind."""
    run = Timeline(*small())
    for _ in range(50):
        run.outputs(run.state(0), np.zeros((2, 9)))
    assert len(run._replay.after(run.state(0))._evaluations) < 10


def test_fixed_biases_never_move():
    """Biases that are kept are in the parameters, and never move."""
    experiment, arrays = small(bias="fixed")
    run = Timeline(experiment, arrays)
    run.advance(20)
    for before, after in zip(experiment.network.initial_parameters, run.parameters, strict=True):
        assert after.bias == before.bias and after.weights != before.weights


@pytest.mark.parametrize("common", [0, 1, 17, 40, 63, 99])
@pytest.mark.parametrize("amendment", AMENDMENTS, ids=lambda amendment: amendment.field)
def test_a_branch_is_the_run_of_its_experiment(common, amendment):
    """What a branch takes over from the run before an amendment is what its own run would have made, to the bit."""
    experiment, arrays = small(samples=10, sampling=MINI, chosen=optimizer("adam"))
    run = Timeline(experiment, arrays)
    run.advance(70)
    changed = replace(experiment, amendments=(replace(amendment, update=common + 1),))
    branch = run.branched(changed, common)
    branch.advance(100 - branch.updates)
    fresh = Timeline(changed, arrays)
    fresh.advance(100)
    assert bits(branch.state(100)) == bits(fresh.state(100))
    assert bits(branch.state(37)) == bits(fresh.state(37))
    for name in ("updates", "loss", "parameters", "gradient_norm", "batch_loss", "step_norms"):
        assert np.array_equal(getattr(branch.curves, name), getattr(fresh.curves, name), equal_nan=True), name


@pytest.mark.parametrize("update", range(1, 101))
def test_the_state_before_a_change_is_unchanged(amended_run, update):
    """A state is that after its update, without the edits of the next, however it was reached: by one step, or anew."""
    anew = Timeline(amended_run.experiment, amended_run.arrays)
    stepped = Timeline(amended_run.experiment, amended_run.arrays)
    stepped.state(update - 1)
    assert bits(stepped.state(update)) == bits(anew.state(update)) == bits(amended_run.state(update))
    assert stepped.trace(update)["theta_next"].tobytes() == anew.state(update).theta.tobytes()


def test_beyond_a_divergence_is_the_last_finite_state():
    """Asked for an update that never came about, a run gives the last state that was finite."""
    experiment, arrays = small(samples=10, sampling=MINI, chosen=optimizer("gd", learning_rate=1e200))
    run = Timeline(experiment, arrays)
    run.advance(50)
    assert run.diverged is not None and run.updates == run.diverged.update - 1
    beyond = run.state(run.diverged.update + 7)
    assert beyond.update == run.updates and np.isfinite(beyond.theta).all()
    assert not np.isfinite(run.trace(run.diverged.update)[run.diverged.writes]).all()

"""What is true of every optimizer, in every variant of its rule: where it goes, in which order, what it remembers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdsim.core.evaluate import evaluate
from gdsim.core.experiment import (
    Amendment,
    Clip,
    LayerParameters,
    Sampling,
    activation,
    optimizer,
    schedule,
)
from gdsim.core.program import Stage
from gdsim.core.registries import OPTIMIZERS, SCHEDULES
from gdsim.core.timeline import Timeline
from tests.oracle.small import OWN_RULE, bits, ids, optimizers, small, until

ALL = optimizers()
EVERY = pytest.mark.parametrize("chosen", [chosen for _, chosen in ALL], ids=ids(ALL))


def still(chosen):
    """An experiment whose answers are its targets already, so that every gradient is exactly 0."""
    experiment, arrays = small(hidden_layers=0, chosen=chosen, samples=4)
    run = Timeline(experiment, arrays)
    arrays.y[:] = run.outputs(run.state(0), arrays.x)
    return experiment, arrays


@EVERY
def test_every_optimizer_lowers_a_quadratic(chosen):
    """With its default learning rate every optimizer gets closer to the bottom of a bowl, and none diverges."""
    experiment, arrays = small(hidden_layers=0, samples=12, chosen=chosen, seed=3)
    run = Timeline(experiment, arrays)
    run.advance(300)
    assert run.diverged is None
    assert run.curves.loss[-1, 0] < run.curves.loss[0, 0]


@EVERY
def test_no_parameter_moves_where_nothing_pulls(chosen):
    """Where g = 0 and the memory is 0 no parameter moves; weight decay is not the gradient's, and is off."""
    experiment, arrays = still(replace(chosen, weight_decay=0.0))
    run = Timeline(experiment, arrays)
    before = run.state(0).theta.tobytes()
    run.advance(5)
    assert not run.trace(1)["g"].any()
    assert run.state(5).theta.tobytes() == before


@EVERY
def test_weight_decay_pulls_towards_zero(chosen):
    """With weight decay and no gradient every parameter gets smaller, and none changes its sign at once."""
    if "step = -learning_rate * v_next" in chosen.rule:
        chosen = replace(chosen, settings={**chosen.settings, "learning_rate": 0.01})
    experiment, arrays = still(replace(chosen, weight_decay=0.1))
    trace = Timeline(experiment, arrays).trace(1)
    assert (trace["step"] * trace["theta"] < 0).all()


@EVERY
def test_nothing_has_moved_after_backprop(chosen):
    """After stage 4 every parameter has the bits it had; only stage 5 writes, and only for the next update."""
    experiment, arrays = small(chosen=chosen, sampling=Sampling("sgd", "shuffle"))
    run = Timeline(experiment, arrays)
    for update in (1, 2, 7):
        before, trace = run.state(update - 1), run.trace(update)
        assert trace["theta"].tobytes() == before.theta.tobytes()
        for block in trace.program.layout.blocks:
            assert trace[block.name].tobytes() == block.of(before.theta).tobytes()
        for name, value in before.memory.items():
            assert trace[name].tobytes() == value.tobytes()
        ends = trace.program.stage_lines(Stage.BACKPROP)[-1] + 1
        carried = set(trace.program.carry.values())
        assert not carried & {line.writes for line in trace.program.lines[:ends]}
        assert all(trace.at(name, ends) is None for name in carried)
        assert not set(trace.program.written) & (
            set(trace.program.carry) | {b.name for b in trace.program.layout.blocks}
        )


@EVERY
def test_another_optimizer_is_another_step_of_the_same_gradient(chosen):
    """Changing the optimizer at an update leaves every line up to backprop bit-equal, and gives another step."""
    start = optimizer("momentum" if chosen.method != "momentum" else "nesterov", learning_rate=0.07)
    experiment, arrays = small(chosen=start, sampling=Sampling("mini_batch", "shuffle", 2))
    before = Timeline(experiment, arrays).trace(5)
    if chosen.rule:
        changed = Timeline(replace(experiment, optimizer=chosen), arrays)
        assert until(changed.trace(1)) == until(Timeline(experiment, arrays).trace(1))
        return
    amendment = Amendment(5, "optimizer.method", chosen.method)
    after = Timeline(replace(experiment, amendments=(amendment,)), arrays).trace(5)
    assert until(after) == until(before)
    assert after["g"].tobytes() == before["g"].tobytes()
    assert after["step"].tobytes() != before["step"].tobytes()


ADAMS = [key for key, declared in OPTIMIZERS.items() if {"m", "v"} <= {m.key for m in declared.memory}]


@pytest.mark.parametrize("key", [key for key in ADAMS if key != "nadam"])
def test_first_step_of_adam_is_the_learning_rate(key):
    """Whatever the gradient, the first step of each parameter has the length of the learning rate."""
    experiment, arrays = small(chosen=optimizer(key, learning_rate=0.03, weight_decay=0.0), seed=9)
    trace = Timeline(experiment, arrays).trace(1)
    np.testing.assert_allclose(trace["step"], -0.03 * np.sign(trace["g"]), rtol=1e-4)
    assert np.ptp(np.abs(trace["g"])) > 0.1


@EVERY
def test_clipping_decay_schedule_and_rule_come_in_order(chosen):
    """Gradient → norm → clipping → weight decay → schedule → rule → step → new parameters, in this order."""
    chosen = replace(chosen, clip=Clip("norm", 0.01), weight_decay=0.2, schedule=schedule("exponential"))
    experiment, arrays = small(chosen=chosen)
    trace = Timeline(experiment, arrays).trace(1)
    written = [line.writes for line in trace.program.lines if line.stage is Stage.UPDATE]
    expected = ["g", "gradient_norm", "g_clipped", "g_decayed", "k", "learning_rate", "step", "theta_next"]
    decoupled = OPTIMIZERS[chosen.method].decouples(chosen.settings)
    expected = [name for name in expected if not (decoupled and name == "g_decayed")]
    assert [name for name in written if name in expected] == expected and written[-1] == "theta_next"
    scale = min(1.0, 0.01 / (np.linalg.norm(trace["g"]) + 1e-6))
    np.testing.assert_allclose(trace["g_clipped"], scale * trace["g"], rtol=1e-12)
    assert np.linalg.norm(trace["g_clipped"]) <= 0.01
    if not decoupled:
        np.testing.assert_allclose(trace["g_decayed"], trace["g_clipped"] + 0.2 * trace["theta"], rtol=1e-12)
    gradients = {name for line in trace.program.lines if line.stage is Stage.UPDATE for name in line.reads}
    assert ("g_clipped" if decoupled else "g_decayed") in gradients


@EVERY
def test_weight_decay_can_spare_the_biases(chosen):
    """With decay_biases off, weight decay moves the weights and no bias."""
    chosen = replace(chosen, weight_decay=0.1, decay_biases=False)
    experiment, arrays = still(chosen)
    trace = Timeline(experiment, arrays).trace(1)
    layout = trace.program.layout
    assert layout.block("W1").of(trace["step"]).all() and not layout.block("b1").of(trace["step"]).any()


def test_clipping_by_value_keeps_numbers_inside_the_limit():
    """Every number of the gradient is kept inside the limit, and those inside it are as they were."""
    experiment, arrays = small(chosen=optimizer("gd", clip=Clip("value", 0.05)))
    trace = Timeline(experiment, arrays).trace(1)
    np.testing.assert_array_equal(trace["g_clipped"], np.clip(trace["g"], -0.05, 0.05))
    assert (trace["g_clipped"] == trace["g"]).any() and (trace["g_clipped"] != trace["g"]).any()


def test_a_short_gradient_is_not_clipped():
    """A gradient inside the limit is left alone, bit for bit."""
    experiment, arrays = small(chosen=optimizer("gd", clip=Clip("norm", 1e6)))
    trace = Timeline(experiment, arrays).trace(1)
    assert trace["g_clipped"].tobytes() == trace["g"].tobytes()


@pytest.mark.parametrize("per", ["update", "epoch"])
@pytest.mark.parametrize("key", SCHEDULES)
def test_first_update_has_the_first_rate(key, per):
    """Every schedule's first update uses f(0), and each later one f of the updates or epochs before it."""
    chosen = optimizer("gd", learning_rate=0.4, schedule=schedule(key), per=per)
    experiment, arrays = small(chosen=chosen, sampling=Sampling("mini_batch", "shuffle", 2))
    run = Timeline(experiment, arrays)
    names = {**schedule(key).settings, "learning_rate_0": 0.4}
    for update, epoch in ((1, 1), (2, 1), (4, 2), (61, 21)):
        k = (update if per == "update" else epoch) - 1
        expected = float(evaluate(SCHEDULES[key].formula, names | {"k": k}))
        assert float(run.trace(update)["learning_rate"]) == pytest.approx(expected, rel=1e-13, abs=1e-16)
        assert run.trace(update).position.epoch == epoch


@EVERY
def test_memory_starts_as_declared_and_is_what_was_written(chosen):
    """Before the first update the memory is as declared; after it, what the rule's lines have written."""
    experiment, arrays = small(chosen=chosen)
    run = Timeline(experiment, arrays)
    first, after = run.trace(1), run.state(1)
    for name, initial in first.program.initial.items():
        assert np.array_equal(first[name], np.asarray(initial))
        assert after.memory[name].tobytes() == first[first.program.carry[name]].tobytes()


@EVERY
def test_the_variant_in_use_has_one_step(chosen):
    """Of a rule with variants exactly one line writes the step, and every memory in use is written."""
    from gdsim.core.lines.update import memory_of, rules_of

    written = [rule.writes.key for rule in rules_of(chosen)]
    assert written.count("step") == 1 and len(set(written)) == len(written)
    assert {memory.symbol.next.key for memory in memory_of(chosen)} <= set(written)


def test_an_own_rule_equals_declared_momentum():
    """The user's own momentum is the declared momentum."""
    own, arrays = small(chosen=optimizer("custom", learning_rate=0.05, **OWN_RULE))
    declared, _ = small(chosen=optimizer("momentum", learning_rate=0.05, momentum=0.9))
    first, second = Timeline(own, arrays), Timeline(declared, arrays)
    np.testing.assert_allclose(first.state(40).theta, second.state(40).theta, rtol=1e-13)


def test_two_equal_experiments_are_one_run():
    """Equal experiments give equal runs, bit for bit; another seed draws other batches and so another run."""
    first, arrays = small(sampling=Sampling("sgd", "shuffle"))
    second, _ = small(sampling=Sampling("sgd", "shuffle"))
    assert first.network == second.network and first.optimizer == second.optimizer
    assert bits(Timeline(first, arrays).state(20)) == bits(Timeline(second, arrays).state(20))
    other = replace(first, seed=99)
    assert bits(Timeline(other, arrays).state(20)) != bits(Timeline(first, arrays).state(20))


def test_a_dead_relu_divides_nothing_by_zero():
    """Where all units are dead and the gradient is exactly 0, norms and steps are 0 and nothing is NaN."""
    for _, chosen in ALL:
        experiment, arrays = small(activation("relu"), samples=4, chosen=replace(chosen, weight_decay=0.0))
        dead = LayerParameters(((0.0, 0.0),) * 3, (-1.0,) * 3)
        top = LayerParameters(((0.1, 0.2, 0.3),) * 2, (0.5, 0.5))
        experiment = replace(experiment, network=replace(experiment.network, initial_parameters=(dead, top)))
        arrays.y[:] = 0.5
        run = Timeline(experiment, arrays)
        run.advance(3)
        assert run.diverged is None and not run.curves.gradient_norms.any() and run.curves.batch_loss[-1] == 0

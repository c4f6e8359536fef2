"""The NumPy script: a plain file that needs nothing of gdsim and ends with the same parameters."""

from __future__ import annotations

import ast
from dataclasses import replace

import numpy as np
import pytest

from gdsim.core.experiment import Amendment, Clip, Sampling, activation, optimizer, schedule
from gdsim.core.registries import ACTIVATIONS, LOSSES, SCHEDULES
from gdsim.core.timeline import Timeline
from gdsim.export.numpy_script import numpy_script
from gdsim.export.tables import standing
from gdsim.library import template, timeline
from tests.oracle.small import activations, fits, ids, needs_two, optimizers, small

MINI = Sampling("mini_batch", "shuffle", 4)
ALL = optimizers()
ACTING = activations()


def ends_alike(experiment, arrays, capsys, updates=11, done=0):
    """Executes the script of a run in an empty namespace, and compares theta and what it prints."""
    run = Timeline(experiment, arrays)
    run.advance(done)
    text = numpy_script(run, updates)
    imported = [
        name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    ]
    assert set(imported) <= {"numpy", "math"} and "gdsim." not in text and "eval(" not in text
    namespace = {}
    exec(compile(text.encode(), "script", "exec"), namespace)
    expected = Timeline(experiment, arrays, resume=False)
    expected.advance(run.updates + updates)
    assert expected.updates == run.updates + updates, "the run has to stay finite"
    np.testing.assert_allclose(
        namespace["theta"], expected.state(expected.updates).theta, rtol=1e-12, atol=1e-15
    )
    printed = capsys.readouterr().out.splitlines()
    blocks = expected.course.legs[0].program.layout.blocks
    assert [line.split(" =")[0] for line in printed] == [block.name for block in blocks]
    for line, block in zip(printed, blocks, strict=True):
        assert ast.literal_eval(line.split("= ")[1]) == block.of(namespace["theta"]).tolist()
    return text


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_every_optimizer_ends_alike_as_a_script(chosen, capsys):
    """Every rule in every variant, over epochs with a short last batch."""
    ends_alike(*small(samples=10, sampling=MINI, chosen=chosen), capsys)


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_clipping_decay_and_schedule_end_alike_as_a_script(chosen, capsys):
    """The same with clipping, weight decay without the biases, and a schedule by epochs."""
    chosen = replace(
        chosen,
        clip=Clip("norm", 0.3),
        weight_decay=0.05,
        decay_biases=False,
        schedule=schedule("cosine", period=5),
        per="epoch",
    )
    ends_alike(*small(samples=10, sampling=MINI, chosen=chosen), capsys)


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_every_optimizer_ends_alike_from_mid_run(chosen, capsys):
    """A script that starts after seven updates starts with the memory as it stands."""
    ends_alike(*small(samples=10, sampling=MINI, chosen=chosen), capsys, done=7)


@pytest.mark.parametrize("per", ["update", "epoch"])
@pytest.mark.parametrize("key", SCHEDULES)
def test_every_schedule_ends_alike_as_a_script(key, per, capsys):
    """Every schedule, by update and by epoch."""
    chosen = optimizer("adam", schedule=schedule(key), per=per, clip=Clip("value", 0.05))
    ends_alike(*small(samples=10, sampling=MINI, chosen=chosen), capsys)


@pytest.mark.parametrize("chosen", [c for _, c in ACTING], ids=ids(ACTING))
def test_every_activation_ends_alike_as_a_script(chosen, capsys):
    """Every activation in every form, with functions that NumPy does not have written out."""
    where = {"output": chosen} if needs_two(chosen) else {"hidden": chosen}
    ends_alike(*small(samples=10, sampling=MINI, **where), capsys)


@pytest.mark.parametrize("key", LOSSES)
def test_every_loss_ends_alike_as_a_script(key, capsys):
    """Every loss, as sums, with both penalties."""
    output = next(activation(name) for name in ACTIVATIONS if fits(key, activation(name)))
    chosen = optimizer("gd", learning_rate=0.01)
    more = {"reduction": "sum", "l1": 0.01, "l2": 0.1}
    ends_alike(*small(output=output, loss_key=key, samples=10, sampling=MINI, chosen=chosen, **more), capsys)


@pytest.mark.parametrize("bias", [False, "fixed"])
def test_absent_and_kept_biases_end_alike_as_a_script(bias, capsys):
    """Without biases, and with biases that are kept: those are named as such."""
    text = ends_alike(*small(bias=bias, samples=10, sampling=MINI), capsys)
    assert ("# kept as it is" in text) is (bias == "fixed")


AMENDED = [
    [(4, "optimizer.learning_rate", 0.01)],
    [(5, "optimizer.method", "adam")],
    [(5, "optimizer.method", "rmsprop"), (9, "optimizer.method", "momentum")],
    [(6, "sampling.batch_size", 3)],
    [(6, "parameters.W2[1,2]", 0.75), (6, "parameters.b1[1]", -0.5)],
    [(1, "parameters.W1[1,1]", 0.5)],
    [(6, "optimizer.clip", {"by": "value", "limit": 0.01}), (6, "loss.l2", 0.1)],
    [(3, "optimizer.schedule", {"kind": "step", "step_size": 2})],
    [(8, "optimizer.weight_decay", 0.3), (8, "optimizer.decay_biases", False)],
    [(3, "optimizer.schedule", {"kind": "exponential"}), (8, "optimizer.schedule", {"kind": "constant"})],
]


@pytest.mark.parametrize("done", [0, 4, 5, 7])
@pytest.mark.parametrize("changes", AMENDED, ids=lambda changes: " ".join(change[1] for change in changes))
def test_amendments_are_made_in_the_script(changes, done, capsys):
    """Values changed in mid-run are changed in the script, from wherever it starts."""
    experiment, arrays = small(samples=10, sampling=MINI, chosen=optimizer("momentum"))
    amendments = tuple(Amendment(*change) for change in changes)
    ends_alike(replace(experiment, amendments=amendments), arrays, capsys, done=done)


SWITCHED = [
    [(6, "optimizer.centered", True)],
    [(6, "optimizer.momentum", 0.5)],
    [(4, "optimizer.momentum", 0.5), (6, "optimizer.momentum", 0.0), (9, "optimizer.momentum", 0.5)],
]


@pytest.mark.parametrize("done", [0, 5, 7])
@pytest.mark.parametrize("changes", SWITCHED, ids=["centered", "momentum", "on, off, on"])
def test_a_switch_that_brings_memory_starts_it_as_declared(changes, done, capsys):
    """A setting that makes the rule remember more, switched on in mid-run, starts that memory as declared."""
    experiment, arrays = small(samples=10, sampling=MINI, chosen=optimizer("rmsprop"))
    amendments = tuple(Amendment(*change) for change in changes)
    ends_alike(replace(experiment, amendments=amendments), arrays, capsys, done=done)


def test_a_script_goes_on_from_a_checkpoint(capsys):
    """A file that stands in mid-run gives the script of what comes next."""
    experiment, arrays = small(samples=10, sampling=MINI, chosen=optimizer("nadam"))
    run = Timeline(experiment, arrays)
    run.advance(9)
    ends_alike(standing(run, run.state(9)), arrays, capsys)


def test_a_script_of_no_updates_keeps_the_parameters(capsys):
    """A script of no updates prints the parameters as they are."""
    ends_alike(*small(), capsys, updates=0)


@pytest.mark.parametrize(
    "name",
    ['a"""b', "back\\slash", "line\nbreak", "'); import os #", 'ends with "', "\x00", "\ud800", "{}%s"],
)
def test_no_name_of_an_experiment_breaks_its_script(name, capsys):
    """Whatever an experiment is called, its script is a script."""
    experiment, arrays = small()
    ends_alike(replace(experiment, name=name), arrays, capsys, updates=2)


def test_own_rule_is_exported_as_written(capsys):
    """The user's own rule is exported as it was written."""
    rule = (
        "s_next = where((g > 0) == (theta > 0), 0.5 * s + g, g)",
        "step = -learning_rate * s_next / (1 + norm(g))",
    )
    text = ends_alike(
        *small(samples=10, sampling=MINI, chosen=optimizer("custom", rule=rule, memory=("s",))), capsys
    )
    assert "s_next = np.where((g > 0) == (theta > 0), 0.5 * s + g, g)" in text


def test_a_script_has_the_five_stages_as_headings(capsys):
    """The five stages are headings, and the formulas stand there as in the program."""
    text = ends_alike(*small(samples=10, sampling=MINI), capsys)
    headings = [
        line for line in text.splitlines() if line.strip().startswith("# ") and line.strip()[2].isdigit()
    ]
    assert [heading.split()[2].rstrip(":") for heading in headings] == [
        "Sample",
        "Forward",
        "Loss",
        "Backprop",
        "Update",
    ]
    assert "dW2 = delta2 @ a1.T / B" in text


def test_every_template_ends_alike_as_a_script(capsys):
    """The shipped experiments export; three updates of each end alike."""
    from gdsim.files.templates import templates

    for key in templates():
        from gdsim.files import read

        run = timeline(read(template(key)))
        namespace = {}
        exec(compile(numpy_script(run, 3), key, "exec"), namespace)
        np.testing.assert_allclose(namespace["theta"], run.state(3).theta, rtol=1e-12, err_msg=key)
    capsys.readouterr()

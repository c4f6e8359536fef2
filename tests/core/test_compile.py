"""The compiler: what is true of every program."""

from __future__ import annotations

import pytest

from gdsim.core.compile import compile
from gdsim.core.experiment import Sampling, activation
from gdsim.core.program import Program, Stage
from gdsim.core.timeline import Timeline
from tests.core.readings.test_readings import PROGRAMS
from tests.oracle.small import small

EVERY = pytest.mark.parametrize("experiment", [p[1] for p in PROGRAMS], ids=[p[0] for p in PROGRAMS])


@EVERY
def test_every_name_is_written_once(experiment):
    """No line writes what another has written, or what is given."""
    program = compile(experiment, 2)
    writes = [line.writes for line in program.lines]
    assert len(set(writes)) == len(writes) == len(program.written)
    blocks = {block.name for block in program.layout.blocks}
    given = {*Program.INPUTS, *program.constants, *program.carry, *blocks}
    assert not given & set(writes)


@EVERY
def test_every_name_that_is_read_is_known(experiment):
    """What a line reads is given, a constant, a parameter, memory, or written by a line above it."""
    program = compile(experiment, 2)
    known = {*Program.INPUTS, *program.constants, *program.carry}
    known |= {block.name for block in program.layout.blocks}
    for line in program.lines:
        assert set(line.reads) <= known, line
        known.add(line.writes)


@EVERY
def test_carry_covers_every_memory(experiment):
    """Theta and each memory are carried on from a line that writes them, and each memory has a start."""
    program = compile(experiment, 2)
    assert set(program.carry) == {"theta", *program.initial}
    assert set(program.carry.values()) <= set(program.written)


@EVERY
def test_stages_follow_each_other(experiment):
    """Sample, forward, loss, backprop, update: each complete before the next, none missing."""
    program = compile(experiment, 2)
    numbers = [line.stage.number for line in program.lines]
    assert numbers == sorted(numbers) and set(numbers) == {1, 2, 3, 4, 5}
    assert sum(len(program.stage_lines(stage)) for stage in Stage) == len(program.lines)
    assert program.until(Stage.UPDATE) == program.lines
    first_update = program.stage_lines(Stage.UPDATE)[0]
    for block in program.layout.blocks:
        assert program.written[f"d{block.name}"] < first_update


@EVERY
def test_layers_come_in_their_order(experiment):
    """Forward goes up the layers and backprop down; the other stages belong to none."""
    program = compile(experiment, 2)
    forward = [line.layer for line in program.lines if line.stage is Stage.FORWARD]
    backward = [line.layer for line in program.lines if line.stage is Stage.BACKPROP]
    assert forward == sorted(forward) and backward == sorted(backward, reverse=True)
    others = {line.layer for line in program.lines if line.stage not in (Stage.FORWARD, Stage.BACKPROP)}
    assert others == {None}


@EVERY
def test_every_line_has_its_reason(experiment):
    """Each line has its reason, as a sentence."""
    for line in compile(experiment, 2).lines:
        assert len(line.why) > 10, line


@EVERY
def test_every_constant_is_a_number(experiment):
    """Constants are numbers, or one number for each parameter."""
    program = compile(experiment, 2)
    for value in program.constants.values():
        assert isinstance(value, float) or value.shape == (program.layout.size,)


def test_the_smallest_program_has_thirteen_lines():
    """One sigmoid layer with GD is thirteen lines, from the batch to the new parameters."""
    experiment, _ = small(output=activation("sigmoid"), loss_key="binary_cross_entropy", hidden_layers=0)
    writes = [line.writes for line in compile(experiment, 2).lines]
    assert writes == [
        "x",
        "y",
        "z1",
        "a1",
        "l",
        "L",
        "delta1",
        "dW1",
        "db1",
        "g",
        "gradient_norm",
        "step",
        "theta_next",
    ]


@pytest.mark.parametrize("depth", [0, 1, 4])
def test_a_hidden_layer_adds_seven_lines(depth):
    """A hidden tanh layer adds two lines forward and five backward."""
    experiment, _ = small(output=activation("sigmoid"), loss_key="binary_cross_entropy", hidden_layers=depth)
    assert len(compile(experiment, 2).lines) == 13 + 7 * depth


def test_a_penalty_adds_a_line_for_each_layer():
    """A penalty is one line of the loss, and one more for each layer's gradient."""
    plain, penalised = (compile(small(l1=l1)[0], 2) for l1 in (0.0, 0.1))
    assert set(penalised.written) - set(plain.written) == {"penalty", "dW1_loss", "dW2_loss"}


def test_trace_knows_what_is_not_computed_yet():
    """A name is not there before its line has run, and what is given is there from the start."""
    trace = Timeline(*small(sampling=Sampling("sgd", "shuffle"))).trace(1)
    for number, line in enumerate(trace.program.lines):
        assert trace.at(line.writes, number) is None
        assert trace.at(line.writes, number + 1) is trace[line.writes]
    assert (
        trace.at("theta", 0) is not None and trace.at("W1", 0) is not None and trace.at("nothing", 99) is None
    )
    ends = {stage: trace.program.stage_lines(stage)[-1] + 1 for stage in Stage}
    assert all(
        trace.computed(stage, end) and not trace.computed(stage, end - 1) for stage, end in ends.items()
    )

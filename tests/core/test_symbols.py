"""Symbols: every name of every program is written and spoken."""

from __future__ import annotations

import pytest

from gdsim.core.compile import compile
from gdsim.core.symbols import SYMBOLS, layer_of, symbol
from tests.oracle.small import ids, optimizers, small

ALL = optimizers(weight_decay=0.1)


@pytest.mark.parametrize("chosen", [c for _, c in ALL], ids=ids(ALL))
def test_every_name_of_a_program_is_written_and_spoken(chosen):
    """LaTeX, words and meaning of every name; no snake_case is read to anyone."""
    experiment, _ = small(chosen=chosen, l1=0.1, l2=0.1)
    program = compile(experiment, 2)
    for name in {line.writes for line in program.lines} | {n for line in program.lines for n in line.reads}:
        found = symbol(name)
        assert found.latex and found.spoken and found.meaning, name
        assert "_" not in found.spoken and "\\" not in found.spoken, name


def test_each_symbol_stands_under_its_own_key():
    """Each symbol stands in the table under its own key."""
    assert all(key == found.key for key, found in SYMBOLS.items())


def test_only_quantities_of_a_layer_have_a_layer():
    """A digit at the end is a layer for quantities of a layer only."""
    assert layer_of("W12") == 12 and layer_of("dW2_loss") == 2 and layer_of("a1_next") == 1
    assert layer_of("l2") is None and layer_of("beta_2") is None and layer_of("m") is None


def test_alpha_2_is_a_setting_of_layer_2():
    """``alpha_2`` is α of layer 2 and not the learning rate."""
    found = symbol("alpha_2")
    assert found.spoken == "alpha of layer 2" and found.latex == r"\alpha"
    assert symbol("beta_1").spoken == "beta one"


def test_what_comes_next_is_said_as_new():
    """What a line writes for the next update is the same quantity, said as new."""
    assert symbol("theta_next").spoken == "new theta" and symbol("velocity_next").spoken == "new velocity"

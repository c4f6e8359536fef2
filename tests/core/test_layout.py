"""Layout: how the layers' weights and biases lie in theta, piece by piece."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from gdsim.core.experiment import LayerParameters
from gdsim.core.layout import layout_of

UNITS = some.lists(some.integers(1, 6), min_size=2, max_size=6)


@given(UNITS, some.data())
def test_layers_to_theta_and_back_is_the_identity(units, data):
    """From layers to one row and back is the identity, fixed biases from the others included."""
    biases = data.draw(some.tuples(*[some.sampled_from([True, False, "fixed"])] * (len(units) - 1)))
    layout = layout_of(units, biases)
    random = np.random.default_rng(1)
    layers = tuple(
        LayerParameters(
            tuple(map(tuple, random.normal(size=(outputs, inputs)).tolist())),
            tuple(random.normal(size=outputs).tolist()) if bias else None,
        )
        for inputs, outputs, bias in zip(units, units[1:], biases, strict=False)
    )
    flat = layout.flat(layers)
    assert flat.shape == (layout.size,) and layout.layered(flat, layers) == layers
    assert np.array_equal(layout.flat(layout.layered(flat, layers)), flat)


@given(UNITS)
def test_blocks_tile_theta(units):
    """The blocks follow each other without a gap, W before b, layer by layer."""
    layout = layout_of(units, [True] * (len(units) - 1))
    place = 0
    for block in layout.blocks:
        assert block.start == place
        place += block.size
    assert place == layout.size == sum((i + 1) * o for i, o in pairwise(units))
    expected = [f"{kind}{layer}" for layer in range(1, len(units)) for kind in "Wb"]
    assert [block.name for block in layout.blocks] == expected and layout.layers == len(units) - 1


def test_writing_a_block_writes_theta():
    """A block is a view: writing it writes theta."""
    layout = layout_of((2, 3, 1), (True, True))
    theta = np.zeros(layout.size)
    layout.block("b1").of(theta)[1, 0] = 5.0
    assert theta[7] == 5.0 and theta.sum() == 5.0


@pytest.mark.parametrize("bias", [False, "fixed"])
def test_untrained_biases_are_no_parameters(bias):
    """A bias that is absent or kept is not in theta."""
    layout = layout_of((2, 3, 1), (bias, True))
    assert layout.block("b1") is None and layout.size == 6 + 3 + 1

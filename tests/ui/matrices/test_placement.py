"""Where the matrices lie: inside, apart, and never too narrow."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from gdsim.ui.matrices.matrix import LOWER, UPPER
from gdsim.ui.matrices.placement import GAP, NARROWEST, Placement, Shapes

SIZES = [(620, 360), (1040, 500), (1600, 900), (2400, 1300)]


def shapes(units: tuple[int, ...], samples: int = 16, apart: bool = False) -> Shapes:
    """Shapes of a network with biases."""
    return Shapes(units, samples, tuple(range(1, len(units))), apart)


def rects(placement: Placement, row: int) -> list[QRectF]:
    """The matrices of a row from the left."""
    spots = [(0, "a", UPPER)] if row == UPPER else []
    spots += [
        (layer, column, row) for layer in placement.visible for column in placement.shapes.columns(layer)
    ]
    return [placement.rect(spot) for spot in spots]


@given(
    units=st.lists(st.integers(1, 512), min_size=2, max_size=17).map(tuple),
    samples=st.integers(1, 300),
    apart=st.booleans(),
    size=st.sampled_from(SIZES),
    wanted=st.integers(1, 17),
)
def test_matrices_lie_inside_apart_and_readable(
    units: tuple[int, ...], samples: int, apart: bool, size: tuple[int, int], wanted: int
) -> None:
    """Whatever the network, matrices lie in their panel, apart from one another, and are wide enough to read."""
    placement = Placement(*size, shapes(units, samples, apart), wanted)
    for row in (UPPER, LOWER):
        found = rects(placement, row)
        for left, right in itertools.pairwise(found):
            assert right.left() - left.right() >= 0.6 * GAP * placement.scale
        for rect in found:
            assert rect.left() >= 0 and rect.right() <= placement.width
            top, bottom = placement.panel_y(row)
            assert rect.top() > top and rect.bottom() < bottom
    for layer in placement.visible:
        for column in placement.shapes.columns(layer):
            left, right = placement.columns[layer, column]
            assert right - left >= NARROWEST[column] * placement.scale - 1.5 or len(placement.visible) == 1


@pytest.mark.parametrize("size", SIZES)
def test_many_layers_show_some_and_tell_of_the_rest(size: tuple[int, int]) -> None:
    """Of 16 layers as many are shown as find room; the others are counted at the sides."""
    units = (8, *[64] * 16)
    for wanted in range(1, 17):
        placement = Placement(*size, shapes(units), wanted)
        left, right = placement.hidden
        assert left + len(placement.visible) + right == 16 and placement.visible
        assert (left > 0) != placement.stub_rect(0).isEmpty()
        assert (right > 0) != placement.stub_rect(1).isEmpty()


def test_a_layer_at_work_comes_into_sight() -> None:
    """The first layer in sight moves only where the layer at work would be out of sight or at the rim."""
    units = (8, *[64] * 16)
    first = 1
    for layer in range(16, 0, -1):
        first = Placement(1040, 500, shapes(units), first).first_with(layer)
        placement = Placement(1040, 500, shapes(units), first)
        assert layer in placement.visible
        if 1 < layer < 16 and len(placement.visible) > 2:
            assert layer in placement.visible[1:-1]


def test_the_design_shows_all_its_layers() -> None:
    """8-32-16-3 with 16 samples is shown whole at the design's size."""
    assert Placement(1040, 500, shapes((8, 32, 16, 3))).visible == range(1, 4)

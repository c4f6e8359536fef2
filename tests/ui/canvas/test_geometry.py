"""Where units, edges, badges and bands lie on the canvas, and what a point hits."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from PySide6.QtCore import QPointF, QRectF

from gdsim.ui.canvas.geometry import Edge, Neuron, Placement, scale_for

SIZES = [(500, 280), (790, 530), (1000, 300), (1900, 900), (2500, 1400)]
NETWORKS = [(2, 1), (2, 4, 3, 1), (4, 16, 16, 3), (4, 32, 16, 3), (3, 512, 1)]


def placed(size: tuple[int, int], units: tuple[int, ...]) -> Placement:
    """A placement with names at both sides."""
    return Placement(*size, scale_for(*size), 60.0, 70.0, units)


def edges(units: tuple[int, ...]) -> tuple[Edge, ...]:
    """Every weight of a network."""
    return tuple(
        Edge(layer, target, source)
        for layer, (below, above) in enumerate(pairwise(units), 1)
        for target, source in product(range(above), range(below))
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("units", NETWORKS)
def test_everything_lies_inside_the_canvas(size: tuple[int, int], units: tuple[int, ...]) -> None:
    """Every unit with its badge, every strip and both bands lie inside the canvas, between header and bars."""
    placement = placed(size, units)
    whole = QRectF(0, 0, *size)
    assert whole.contains(placement.header) and whole.contains(placement.band)
    for column, count in zip(placement.columns, units, strict=True):
        assert len(column.centres) == count
        if column.strip is not None and column.deltas is not None:
            assert whole.contains(column.strip.united(column.deltas))
            continue
        for centre in column.centres:
            below = 0 if column.aside else column.badge + 3
            disc = QRectF(centre.x() - column.radius, centre.y() - column.radius, 2 * column.radius, 0)
            disc.setHeight(2 * column.radius + below)
            assert whole.contains(disc)
            assert disc.top() >= placement.titles.bottom() - 1 and disc.bottom() <= placement.band.top() + 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("units", NETWORKS)
def test_no_unit_touches_its_neighbour(size: tuple[int, int], units: tuple[int, ...]) -> None:
    """No unit touches its neighbour or its neighbour's badge."""
    for column in placed(size, units).columns:
        if column.strip is None:
            for upper, lower in pairwise(column.centres):
                badge = 0 if column.aside else column.badge
                assert lower.y() - upper.y() >= 2 * column.radius + badge


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("units", [(2, 1), (2, 4, 3, 1), (4, 6, 3)])
def test_a_point_of_an_edge_finds_it(size: tuple[int, int], units: tuple[int, ...]) -> None:
    """A point of an edge, away from where edges meet, finds that edge and no other."""
    placement, every = placed(size, units), edges(units)
    for edge in every:
        found = [placement.hit(placement.point(edge, t), every) for t in (0.35, 0.42, 0.62)]
        assert edge in found, edge


@pytest.mark.parametrize("units", NETWORKS)
def test_the_middle_of_a_unit_finds_it(units: tuple[int, ...]) -> None:
    """The middle of a unit, or of a cell of a strip, finds that unit."""
    placement = placed((1900, 900), units)
    for layer, column in enumerate(placement.columns):
        for unit, centre in enumerate(column.centres):
            spot = QPointF(column.strip.center().x(), centre.y()) if column.strip else centre
            assert placement.hit(spot, ()) == Neuron(layer, unit)


def test_far_from_everything_nothing_is_found() -> None:
    """A point far from every unit and edge finds nothing."""
    placement = placed((790, 530), (2, 4, 3, 1))
    assert placement.hit(QPointF(3, 3), edges((2, 4, 3, 1))) is None


def test_labels_count_from_one() -> None:
    """Labels of weights and biases count from 1, as in the lesson."""
    assert Edge(2, 2, 1).label == "W2[3,2]" and Neuron(1, 1).label == "b1[2]"

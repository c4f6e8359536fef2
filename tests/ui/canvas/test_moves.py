"""How the weights' steps are drawn: enlarged, signed, and in numbers that fit."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdsim.ui.canvas.canvas import Canvas
from gdsim.ui.canvas.frame import Frame
from gdsim.ui.canvas.moves import APART, sign_places
from gdsim.ui.canvas.neurons import fitting
from tests.ui.canvas.scenes import Scene, mazur, moons, penguins


def finished(qtbot: QtBot, scene: Scene, update: int) -> Frame:
    """What a canvas paints at the end of an update."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(790, 530)
    canvas.show_snapshot(scene.after("theta_next", update))
    frame = canvas.frame()
    assert frame is not None
    return frame


@pytest.mark.parametrize(("scene", "update"), [(moons, 184), (mazur, 1), (penguins, 3)])
def test_the_median_step_can_be_seen(qtbot: QtBot, scene: object, update: int) -> None:
    """The change is enlarged by the least power of ten that makes its median a pixel, and the legend says so."""
    frame = finished(qtbot, scene(), update)  # type: ignore[operator]
    widths = frame.magnified
    changes = np.concatenate([np.abs(widths.new[layer] - widths.old[layer]).ravel() for layer in widths.old])
    assert np.median(changes[changes > 0]) >= 0.99
    assert widths.power == 0 or str(10**widths.power) in widths.legend


def test_a_weight_that_grew_is_drawn_wider(qtbot: QtBot) -> None:
    """A weight that grew in size is drawn wider than before, one that shrank thinner."""
    frame = finished(qtbot, moons(), 184)
    widths = frame.magnified
    for view in frame.views[1:]:
        assert view.W is not None and view.W_next is not None
        grew = np.abs(view.W_next) > np.abs(view.W)
        assert ((widths.new[view.number] > widths.old[view.number]) == grew).all()


def test_signs_keep_17_pixels_apart(qtbot: QtBot) -> None:
    """No two signs are nearer than 17 pixels."""
    frame = finished(qtbot, moons(), 184)
    edges = tuple(edge for layer in frame.edges.values() for edge in layer)
    spots = [spot for _, spot in sign_places(frame.placement, edges, (1, 2, 3), 7.0)]
    assert len(spots) > 20
    for one, other in combinations(spots, 2):
        assert math.hypot(one.x() - other.x(), one.y() - other.y()) >= APART - 1e-9


def test_numbers_fit_and_only_zero_reads_zero(qapp: object) -> None:
    """Decimals give way to room; a small number keeps its sign, a true zero reads 0."""
    assert fitting(np.array([1.0, -0.25]), 60, 12) == ["+1.000", "−0.250"]
    assert fitting(np.array([1.0, -0.0004, 0.0]), 36, 12) == ["+1.00", "≈−0", "0"]
    assert fitting(np.array([1.0, -0.25]), 5, 12) == ["", ""]


def test_large_numbers_are_shortened_each_for_itself() -> None:
    """Beside −12344 a small number keeps its decimals; what has no room at all says its power of ten."""
    assert fitting(np.array([-12344.1, 0.25]), 50, 12) == ["−12344", "+0.250"]
    assert fitting(np.array([-12344.1, 1.2e10]), 36, 12) == ["−10⁴", "+10¹⁰"]

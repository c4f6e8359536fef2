"""The plane through the parameters: what it holds, and what it does where a path has no two directions."""

from __future__ import annotations

import numpy as np
import pytest

from gdsim.insight.landscape import grid, plane_of


def test_directions_are_those_in_which_the_path_differs_most() -> None:
    """A path in a plane of a space of 20 lies in the plane that is found, without loss."""
    rng = np.random.default_rng(1)
    one, other = rng.normal(size=(2, 20))
    theta = rng.normal(size=20)
    path = theta + np.outer([-3, -2, -1, 0], one) + np.outer([0.4, -0.3, 0.2, 0], other)
    plane = plane_of(path, theta, rng.normal(size=20))
    assert plane is not None and plane.of_path
    assert [plane.first @ plane.first, plane.second @ plane.second] == pytest.approx([1, 1])
    assert plane.first @ plane.second == pytest.approx(0, abs=1e-12)
    back = np.array([plane.at(*place) for place in plane.places(path)])
    assert back == pytest.approx(path)
    assert all(plane.holds(point) for point in path)
    assert plane.share(one) == pytest.approx(1)


@pytest.mark.parametrize("points", [0, 1, 3])
def test_short_or_straight_path_takes_the_gradient(points: int) -> None:
    """Before the first epoch's end, −g spans the plane; along a straight path it is the second direction."""
    theta, gradient = np.arange(5.0), np.array([0.0, 1.0, 0, 0, 0])
    path = theta + np.outer(-np.arange(points)[::-1], [1.0, 0, 0, 0, 0])
    plane = plane_of(path, theta, gradient)
    assert plane is not None and not plane.of_path
    assert plane.share(gradient) == pytest.approx(1)
    along = plane.along(-gradient)
    assert along[0 if points < 2 else 1] == pytest.approx(1)


def test_there_is_no_plane_of_one_parameter_or_overflow() -> None:
    """One parameter spans a line; a run that has left the finite numbers has nothing around it."""
    assert plane_of(np.ones((3, 1)), np.ones(1), np.ones(1)) is None
    assert plane_of(np.ones((3, 2)), np.array([1.0, np.inf]), np.ones(2)) is None
    assert plane_of(np.ones((3, 2)), np.array([1.0, 1e200]), np.ones(2)) is None


@pytest.mark.parametrize("gradient", [np.zeros(3), np.full(3, np.nan), np.full(3, 1e300)])
def test_any_gradient_leaves_a_plane(gradient: np.ndarray) -> None:
    """At a minimum, or where the gradient overflows, fixed directions stand in."""
    plane = plane_of(np.zeros((1, 3)), np.zeros(3), gradient)
    assert plane is not None
    assert np.isfinite(plane.reach).all() and (plane.reach > 0).all()
    assert abs(plane.first @ plane.second) < 1e-9


@pytest.mark.parametrize("shape", [0.5, 1.0, 3.0])
def test_grid_keeps_right_angles_and_the_path(shape: float) -> None:
    """The picture's shape widens the piece, never squeezes it; the losses stand row by row."""
    path = np.array([[0.0, 0.0], [2.0, 1.0], [4.0, 1.0]])
    plane = plane_of(path, path[-1], np.ones(2))
    assert plane is not None
    places = grid(plane, 5, shape)
    wide, high = np.ptp(places.x), np.ptp(places.y)
    assert wide / high == pytest.approx(shape)
    assert wide >= 2 * plane.reach[0] - 1e-9 and high >= 2 * plane.reach[1] - 1e-9
    found = places.losses(lambda theta: float(theta @ theta), np.arange(25)).reshape(5, 5)
    expected = [[float(plane.at(x, y) @ plane.at(x, y)) for x in places.x] for y in places.y]
    assert found == pytest.approx(np.array(expected))

"""Landscape: a plane through the parameters along which the loss is looked at, and what of a run lies in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Loss = Callable[[np.ndarray], float]
MOST = 100
"""At most so many points of the path decide on the plane."""
MARGIN = 1.3
"""How much wider the plane's piece is than the path in it."""


FAR = 1e12
"""Parameters beyond are on their way out of the finite numbers: there is nothing to be seen around them."""


@dataclass(frozen=True, eq=False)
class Plane:
    """A piece of a plane in the space of all parameters.

    Args:
        origin: a point of it, a vector of theta's size; the place (0, 0).
        first, second: its two directions, of length 1 and at a right angle.
        middle: the middle of the piece, (2,).
        reach: how far the piece goes from its middle to each side, (2,), above 0.
        of_path: True where the directions are the path's own, False where the gradient's stands in.
    """

    origin: np.ndarray
    first: np.ndarray
    second: np.ndarray
    middle: np.ndarray
    reach: np.ndarray
    of_path: bool

    def at(self, x: float, y: float) -> np.ndarray:
        """The parameters at a place of the plane."""
        return np.asarray(self.origin + x * self.first + y * self.second)

    def places(self, points: np.ndarray) -> np.ndarray:
        """Where points lie in the plane, looked at from above: (…, parameters) → (…, 2)."""
        return self.along(points - self.origin)

    def along(self, ways: np.ndarray) -> np.ndarray:
        """What of some differences of parameters lies in the plane, (…, parameters) → (…, 2)."""
        return np.stack([ways @ self.first, ways @ self.second], axis=-1)

    def holds(self, point: np.ndarray) -> bool:
        """True where a point, looked at from above, lies in the piece."""
        return bool((np.abs(self.places(point) - self.middle) <= self.reach).all())

    def share(self, way: np.ndarray) -> float:
        """How much of a way's length lies in the plane, 0 to 1."""
        whole = float(np.linalg.norm(way))
        return float(np.linalg.norm(self.along(way))) / whole if whole else 0.0


@dataclass(frozen=True, eq=False)
class Grid:
    """Places of a plane in rows and columns: ``x`` of the columns and ``y`` of the rows, each (count,)."""

    plane: Plane
    x: np.ndarray
    y: np.ndarray

    def losses(self, loss: Loss, numbers: np.ndarray) -> np.ndarray:
        """The loss at some of the places, numbered row by row; callers do as many at a time as they have time for."""
        rows, columns = np.divmod(np.asarray(numbers), len(self.x))
        with np.errstate(all="ignore"):
            return np.array(
                [loss(self.plane.at(self.x[c], self.y[r])) for r, c in zip(rows, columns, strict=True)]
            )


def grid(plane: Plane, count: int, shape: float = 1.0) -> Grid:
    """``count`` × ``count`` places over the plane's piece.

    Args:
        plane: the plane.
        count: places a side.
        shape: width over height of the picture; the piece is widened to it, so that right angles stay right.
    """
    wide, high = plane.reach
    if wide < high * shape:
        wide = high * shape
    else:
        high = wide / shape
    steps = np.linspace(-1.0, 1.0, count)
    return Grid(plane, plane.middle[0] + wide * steps, plane.middle[1] + high * steps)


def plane_of(path: np.ndarray, theta: np.ndarray, gradient: np.ndarray) -> Plane | None:
    """The plane through ``theta`` along the two main directions of a path.

    Args:
        path: the points passed so far, (points, parameters); those beyond :data:`FAR` are left out.
        theta: where the run is, (parameters,).
        gradient: the gradient there; its direction serves where the path is too short to have two.

    Returns:
        None where there is no plane: fewer than two parameters, or theta beyond :data:`FAR`.
    """
    if theta.size < 2 or not _near(theta).all():
        return None
    path = _thinned(path[_near(path).all(axis=1)])
    ways = path - theta
    main = _main_directions(ways)
    first, second = _two([*main, -gradient], theta.size)
    if len(main) and first @ ways[0] > 0:  # the path runs from left to right
        first = -first
    places = np.stack([ways @ first, ways @ second], axis=-1)
    # Room ahead, so that the run does not leave the piece at once.
    ahead = -0.4 * places[len(places) // 2] if len(places) else np.zeros(2)
    places = np.concatenate([places, np.zeros((1, 2)), ahead[None]])
    low, high = places.min(axis=0), places.max(axis=0)
    reach = MARGIN * (high - low) / 2
    # Where the path is short, a piece in which the loss has room to change.
    least = 0.25 * float(np.linalg.norm(theta)) or 0.5
    reach = np.maximum(reach, max(0.35 * float(reach.max()), least))
    return Plane(theta.copy(), first, second, (low + high) / 2, reach, len(main) == 2)


def _main_directions(ways: np.ndarray) -> list[np.ndarray]:
    """The directions in which the ways differ most: two, or fewer where they have no more."""
    if not len(ways):
        return []
    # The singular vectors, by the smaller of the two matrices; scaled, since squares of small steps vanish.
    ways = ways / (np.abs(ways).max() or 1.0)
    sizes, left = np.linalg.eigh(ways @ ways.T)
    found = []
    for size, vector in list(zip(sizes, left.T, strict=True))[:-3:-1]:
        if size > 1e-10 * sizes[-1] and size > 0:
            found.append(vector @ ways / np.sqrt(size))
    return found


def _two(candidates: list[np.ndarray], size: int) -> tuple[np.ndarray, np.ndarray]:
    """The first two directions among the candidates that are at a right angle, or made so; then fixed ones."""
    found: list[np.ndarray] = []
    fixed = np.cos(2.4 * np.arange(size))
    for candidate in [*candidates, fixed, *np.eye(size)[:3]]:
        with np.errstate(all="ignore"):
            way = candidate / np.linalg.norm(candidate)
        for other in found:
            way = way - (way @ other) * other
        length = np.linalg.norm(way)
        if np.isfinite(length) and length > 1e-6:
            found.append(way / length)
        if len(found) == 2:
            break
    return found[0], found[1]


def _near(values: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return np.asarray(np.abs(values) <= FAR)


def _thinned(path: np.ndarray) -> np.ndarray:
    if len(path) <= MOST:
        return path
    return np.asarray(path[np.linspace(0, len(path) - 1, MOST).round().astype(int)])

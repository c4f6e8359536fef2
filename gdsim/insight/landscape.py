"""Landscape: the loss on a plane through the parameters, computed piece by piece, and its contours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

CELLS = 31
"""Heights along each side of the plane; every second of them is computed first."""
_ROOM = 0.35

Loss = Callable[[np.ndarray], float]


@dataclass(frozen=True)
class Plane:
    """Two directions in the space of all parameters, and the part of their plane that is looked at.

    Args:
        origin: a point of the plane (parameters,).
        across, up: directions of length 1 at right angles, (parameters,).
        box: left, right, bottom and top, in lengths along the directions from the origin.
    """

    origin: np.ndarray
    across: np.ndarray
    up: np.ndarray
    box: tuple[float, float, float, float]

    def place(self, theta: np.ndarray) -> np.ndarray:
        """Where parameters lie in the plane, or their shadow on it: (…, parameters) → (…, 2)."""
        return self.turned(np.asarray(theta) - self.origin)

    def turned(self, direction: np.ndarray) -> np.ndarray:
        """A direction in the two of the plane, (…, parameters) → (…, 2)."""
        return np.stack([direction @ self.across, direction @ self.up], axis=-1)

    def at(self, place: tuple[float, float]) -> np.ndarray:
        """The parameters at a place of the plane."""
        return self.origin + place[0] * self.across + place[1] * self.up

    def holds(self, theta: np.ndarray) -> bool:
        """True where the shadow of these parameters lies inside the box."""
        x, y = self.place(theta).tolist()
        left, right, bottom, top = self.box
        return left <= x <= right and bottom <= y <= top

    @property
    def sides(self) -> tuple[np.ndarray, np.ndarray]:
        """The places of the heights along both sides, (CELLS,) each."""
        left, right, bottom, top = self.box
        return np.linspace(left, right, CELLS), np.linspace(bottom, top, CELLS)


def plane(theta: np.ndarray, path: np.ndarray, downhill: np.ndarray) -> Plane:
    """The plane through the parameters along the main directions of the path so far.

    Args:
        theta: the parameters in force (parameters,).
        path: those at some moments before, (moments, parameters).
        downhill: −g, the first direction where the path is too short to have one.

    >>> spread = plane(np.zeros(3), np.array([[-2.0, 0, 0], [1, 0.5, 0], [0, 0, 0]]), np.zeros(3))
    >>> bool(abs(spread.across[0]) > 0.9)
    True
    """
    moved = path[np.isfinite(path).all(axis=1)] - theta
    directions = _main(moved)
    across, up = _completed([*directions, downhill], len(theta))
    shadows = np.array([moved @ across, moved @ up]) if len(moved) else np.zeros((2, 0))
    low = np.minimum(shadows.min(axis=1, initial=0.0), 0.0)
    high = np.maximum(shadows.max(axis=1, initial=0.0), 0.0)
    least = 0.35 * max(float((high - low).max()), 0.1 * float(np.linalg.norm(theta)), 0.5)
    room = np.maximum(_ROOM * (high - low), (least - (high - low)) / 2)
    low, high = low - room, high + room
    return Plane(theta.copy(), across, up, (float(low[0]), float(high[0]), float(low[1]), float(high[1])))


def _main(moved: np.ndarray) -> list[np.ndarray]:
    """The two directions along which most of a path lies; none where it is shorter than three moments."""
    if len(moved) < 3:
        return []
    # Of many moments some do: the directions change little.
    kept = moved[:: max(1, len(moved) // 200)]
    _, sizes, rows = np.linalg.svd(kept - kept.mean(axis=0), full_matrices=False)
    return [row * _sign(row) for row, size in zip(rows[:2], sizes[:2], strict=True) if size > 1e-9]


def _sign(row: np.ndarray) -> float:
    """The sign that makes the largest entry positive, so that the same path gives the same picture."""
    return 1.0 if row[np.abs(row).argmax()] >= 0 else -1.0


def _completed(wanted: Iterable[np.ndarray], size: int) -> tuple[np.ndarray, np.ndarray]:
    """The first two usable directions at right angles; steady ones of our own where there are too few."""
    steady = [np.cos(np.arange(size) * 2.399), np.sin(np.arange(size) * 2.399 + 0.7), *np.eye(size)[:2]]
    found: list[np.ndarray] = []
    for direction in (*wanted, *steady):
        if len(found) == 2 or not np.isfinite(direction).all():
            continue
        rest = direction.astype(float)
        for other in found:
            rest = rest - (rest @ other) * other
        length = float(np.linalg.norm(rest))
        if length > 1e-9 * max(1.0, float(np.linalg.norm(direction))) and length > 1e-12:
            found.append(rest / length)
    while len(found) < 2:
        found.append(np.zeros(size))
    return found[0], found[1]


class Survey:
    """The heights of a plane, found in slices of time: the coarse half first, then those between.

    Args:
        loss: parameters → loss.
        plane: where.
    """

    def __init__(self, loss: Loss, plane: Plane) -> None:
        self.plane = plane
        self.heights = np.full((CELLS, CELLS), np.nan)
        """(across, up); NaN where not known, or not finite."""
        self._loss = loss
        whole = [(i, j) for i in range(CELLS) for j in range(CELLS)]
        coarse = [place for place in whole if place[0] % 2 == 0 and place[1] % 2 == 0]
        self._coarse = len(coarse)
        fine = [place for place in whole if place[0] % 2 or place[1] % 2]
        self._order = coarse + fine
        self._done = 0

    @property
    def step(self) -> int:
        """How far known heights lie apart: 1 when all are, 2 when the coarse ones are, 0 before."""
        return 1 if self.complete else 2 if self._done >= self._coarse else 0

    @property
    def complete(self) -> bool:
        """True when every height is known."""
        return self._done == len(self._order)

    def advance(self, seconds: float) -> None:
        """Find more heights, for about so long; at least one."""
        x, y = (side.tolist() for side in self.plane.sides)
        end = time.perf_counter() + seconds
        while not self.complete:
            i, j = self._order[self._done]
            with np.errstate(all="ignore"):
                height = self._loss(self.plane.at((x[i], y[j])))
            self.heights[i, j] = height if np.isfinite(height) else np.nan
            self._done += 1
            if time.perf_counter() >= end:
                return

    def known(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The sides and heights of the finest grid that is complete: (n,), (n,), (n, n)."""
        step = max(self.step, 1)
        x, y = self.plane.sides
        return x[::step], y[::step], self.heights[::step, ::step]


def levels(heights: np.ndarray, count: int = 8) -> np.ndarray:
    """Heights for contours: closer together in the valley, none where all is flat.

    >>> levels(np.linspace(0.0, 1.0, 101), 3).round(2).tolist()
    [0.05, 0.33, 0.85]
    """
    known = heights[np.isfinite(heights)]
    if not len(known) or known.max() - known.min() <= 1e-12 * max(1.0, abs(float(known.max()))):
        return np.empty(0)
    return np.unique(np.quantile(known, np.linspace(0.2236, 0.9220, count) ** 2))

"""Contours: the lines along which a grid of numbers has one value, joined so that they can be dashed."""

from __future__ import annotations

import numpy as np

SHARES = (0.03, 0.1, 0.2, 0.34, 0.5, 0.66, 0.82, 0.94)
"""Which share of the plane lies below each contour: near the minimum they are closer in value, like a map's."""


def levels(values: np.ndarray) -> np.ndarray:
    """The values to draw: at most as many as :data:`SHARES`, ascending; none where the numbers hardly differ."""
    known = values[np.isfinite(values)]
    if not known.size or known.max() - known.min() <= 1e-12 * max(abs(known.max()), abs(known.min()), 1e-300):
        return np.empty(0)
    return np.unique(np.quantile(known, SHARES))


def smoothed(values: np.ndarray, times: int) -> np.ndarray:
    """The same numbers with ``times`` − 1 more between each two, along cubic curves through the given ones.

    Args:
        values: (rows, columns); where one is not finite, nothing is put between.
        times: at least 1.

    >>> smoothed(np.array([[0.0, 2.0], [2.0, 4.0]]), 2).tolist()
    [[0.0, 1.0, 2.0], [1.0, 2.0, 3.0], [2.0, 3.0, 4.0]]
    """
    if times == 1 or not np.isfinite(values).all():
        return values
    return np.asarray(_between(values.shape[0], times) @ values @ _between(values.shape[1], times).T)


def contour(values: np.ndarray, level: float) -> list[np.ndarray]:
    """The lines at a level, each (points, 2) of (column, row) as fractions of the grid's steps; closed ones end where
    they begin.

    >>> [line.tolist() for line in contour(np.array([[0.0, 1.0], [0.0, 1.0]]), 0.5)]
    [[[0.5, 0.0], [0.5, 1.0]]]
    """
    places, pairs = _segments(values, level)
    return [places[chain] for chain in _joined(pairs)]


def _between(count: int, times: int) -> np.ndarray:
    """The matrix that puts numbers between numbers (Catmull and Rom)."""
    at = np.arange((count - 1) * times + 1) / times
    start = np.minimum(at.astype(int), count - 2)
    u = at - start
    weights = np.zeros((len(at), count))
    rows = np.arange(len(at))
    parts = (
        (-1, (-u + 2 * u**2 - u**3) / 2),
        (0, (2 - 5 * u**2 + 3 * u**3) / 2),
        (1, (u + 4 * u**2 - 3 * u**3) / 2),
        (2, (u**3 - u**2) / 2),
    )
    for shift, weight in parts:
        place = start + shift
        inside = np.clip(place, 0, count - 1)
        np.add.at(weights, (rows, inside), weight)
        # Beyond the ends the curve goes straight on: one more step like the last.
        over = place - inside
        inner = np.where(over < 0, 1, count - 2)
        np.add.at(weights, (rows, inside), weight * np.abs(over))
        np.add.at(weights, (rows, inner), -weight * np.abs(over))
    return weights


def _segments(values: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Where the level crosses the grid's edges, (edges, 2), and which crossings a cell joins, (pieces, 2)."""
    rows, columns = values.shape
    above = values >= level
    with np.errstate(all="ignore"):
        across = (level - values[:, :-1]) / (values[:, 1:] - values[:, :-1])
        upward = (level - values[:-1]) / (values[1:] - values[:-1])
    row, column = np.mgrid[:rows, : columns - 1]
    flat = np.stack([column + across, row], axis=-1).reshape(-1, 2)
    row, column = np.mgrid[: rows - 1, :columns]
    places = np.concatenate([flat, np.stack([column, row + upward], axis=-1).reshape(-1, 2)])
    numbers = np.arange(rows * (columns - 1)).reshape(rows, columns - 1)
    standing = len(flat) + np.arange((rows - 1) * columns).reshape(rows - 1, columns)
    edges = np.stack([numbers[:-1], standing[:, 1:], numbers[1:], standing[:, :-1]], axis=-1)
    level_edge = above[:, 1:] != above[:, :-1]
    upright = above[1:] != above[:-1]
    crossed = np.stack([level_edge[:-1], upright[:, 1:], level_edge[1:], upright[:, :-1]], axis=-1)
    corners = np.stack([values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]])
    crossed &= np.isfinite(corners).all(axis=0)[..., None]
    count = crossed.sum(axis=-1)
    plain = edges[count == 2][crossed[count == 2]].reshape(-1, 2)
    saddle = edges[count == 4]
    # In a saddle the middle decides which two corners hang together.
    same = (corners.mean(axis=0) >= level)[count == 4] == above[:-1, :-1][count == 4]
    turned = saddle[np.arange(len(saddle))[:, None], np.where(same[:, None], [0, 1, 2, 3], [3, 0, 1, 2])]
    return places, np.concatenate([plain, turned.reshape(-1, 2)])


def _joined(pairs: np.ndarray) -> list[list[int]]:
    """The pieces as chains; open ones first."""
    beside: dict[int, list[int]] = {}
    for one, other in pairs.tolist():
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    chains = []
    ends = [place for place, others in beside.items() if len(others) == 1]
    for start in [*ends, *beside]:
        if not beside[start]:
            continue
        chain = [start]
        while beside[chain[-1]]:
            following = beside[chain[-1]].pop()
            beside[following].remove(chain[-1])
            chain.append(following)
        chains.append(chain)
    return chains

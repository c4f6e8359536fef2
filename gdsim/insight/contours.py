"""Contours: the lines of equal height over a grid, as few long lines as there are."""

from __future__ import annotations

import numpy as np


def contours(x: np.ndarray, y: np.ndarray, heights: np.ndarray, level: float) -> list[np.ndarray]:
    """The lines at one height; a loop ends where it began.

    Each cell is cut into two triangles, in which a line can lie in one way only.

    Args:
        x, y: the places of the grid (n,) and (m,).
        heights: (n, m); no line is drawn at NaN.
        level: the height.

    Returns:
        Lines (points, 2).

    >>> side = np.array([0.0, 1.0])
    >>> [line.tolist() for line in contours(side, side, np.array([[0.0, 0.0], [1.0, 1.0]]), 0.5)]
    [[[0.5, 0.0], [0.5, 0.5], [0.5, 1.0]]]
    """
    points, along, up, slanted = _crossings(x, y, heights, level)
    triangles = (
        (along[:, :-1], up[1:, :], slanted),
        (along[:, 1:], up[:-1, :], slanted),
    )
    pairs = []
    for edges in triangles:
        stacked = np.stack(edges).reshape(3, -1)
        crossed = stacked[:, (stacked >= 0).sum(axis=0) == 2]
        pairs.append(np.sort(crossed, axis=0)[1:].T)
    return [points[chain] for chain in _chained(np.concatenate(pairs))]


def _crossings(
    x: np.ndarray, y: np.ndarray, heights: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Where the edges of the grid cross the height: all points, and each edge's number among them or −1."""
    place = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)
    found, numbers, count = [], [], 0
    for start, end in (
        (np.s_[:-1, :], np.s_[1:, :]),
        (np.s_[:, :-1], np.s_[:, 1:]),
        (np.s_[:-1, :-1], np.s_[1:, 1:]),
    ):
        low, high = heights[start], heights[end]
        crossed = np.isfinite(low) & np.isfinite(high) & ((low > level) != (high > level))
        share = (level - low[crossed]) / (high[crossed] - low[crossed])
        from_, to = place[start][crossed], place[end][crossed]
        found.append(from_ + share[:, None] * (to - from_))
        number = np.full(crossed.shape, -1)
        number[crossed] = count + np.arange(len(share))
        numbers.append(number)
        count += len(share)
    return np.concatenate(found), numbers[0], numbers[1], numbers[2]


def _chained(pairs: np.ndarray) -> list[list[int]]:
    """Short pieces joined to long lines."""
    beside: dict[int, list[int]] = {}
    for one, other in pairs.tolist():
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    chains = []
    # From the open ends first; what is left then are loops.
    for start in sorted(beside, key=lambda point: len(beside[point])):
        if not beside[start]:
            continue
        chain = [start]
        while beside[chain[-1]]:
            following = beside[chain[-1]].pop()
            beside[following].remove(chain[-1])
            chain.append(following)
        chains.append(chain)
    return chains

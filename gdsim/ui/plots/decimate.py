"""Decimate: fewer points that draw the same picture, with the extremes and the gaps kept."""

from __future__ import annotations

import numpy as np

BUCKETS = 400
"""About one for each pixel that a plot is wide."""
HASTY = 100
"""Shares of the width by which a curve grows at once while frames follow each other."""


def decimated(x: np.ndarray, y: np.ndarray, buckets: int = BUCKETS) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest point of each bucket, the first and the last, and a NaN wherever there was one between.

    Args:
        x: positions (n,), ascending.
        y: values (n,), perhaps with NaN, which is a gap.
        buckets: into how many equal shares the points are put.

    Returns:
        Points of the curve in its own order; the very arrays where they are few already.

    >>> decimated(np.arange(6.0), np.array([0.0, 9, 1, 2, -3, 0]), buckets=1)[1].tolist()
    [0.0, 9.0, -3.0, 0.0]
    """
    kept = kept_places(y, buckets)
    return (x, y) if kept is None else (x[kept], y[kept])


def kept_places(y: np.ndarray, buckets: int = BUCKETS) -> np.ndarray | None:
    """Which points :func:`decimated` keeps, ascending; None where all stay."""
    count = len(y)
    if count <= 2 * buckets + 2:
        return None
    missing = np.isnan(y)
    size = -(-count // buckets)
    rows = -(-count // size)
    low, high = np.full((2, rows * size), np.inf)
    low[:count] = np.where(missing, np.inf, y)
    high[:count] = np.where(missing, np.inf, -y)
    starts = np.arange(rows) * size
    places = [starts + part.reshape(rows, size).argmin(axis=1) for part in (low, high)]
    kept = np.unique(np.concatenate([*places, [0, count - 1]]))
    if not missing.any():
        return kept
    # Two kept points with a NaN between them in the whole curve need one between them here as well.
    before = np.concatenate([[0], np.cumsum(missing)])
    open_ = np.flatnonzero(before[kept[1:]] > before[kept[:-1] + 1])
    gaps = np.flatnonzero(missing)
    between = gaps[before[kept[open_] + 1]]
    return np.unique(np.concatenate([kept, between]))


def decimated_columns(x: np.ndarray, y: np.ndarray, buckets: int) -> tuple[np.ndarray, np.ndarray]:
    """The same for many curves at once.

    Args:
        x: positions (n,), ascending.
        y: finite values (n, curves).

    Returns:
        Two arrays (points, curves).
    """
    count, curves = y.shape
    if count <= 2 * buckets + 2:
        return np.broadcast_to(x[:, None], y.shape), y
    size = -(-(count - 2) // buckets)
    rows = (count - 2) // size
    inner = y[1 : 1 + rows * size].reshape(rows, size, curves)
    places = (
        np.sort([inner.argmin(axis=1), inner.argmax(axis=1)], axis=0) + (1 + np.arange(rows) * size)[:, None]
    )
    ends = np.broadcast_to([[0], [count - 1]], (2, curves))
    parts = [ends[:1], places.transpose(1, 0, 2).reshape(-1, curves)]
    rest = y[1 + rows * size : count - 1]
    if len(rest):
        parts.append(1 + rows * size + np.sort([rest.argmin(axis=0), rest.argmax(axis=0)], axis=0))
    kept = np.concatenate([*parts, ends[1:]])
    return x[kept], np.take_along_axis(y, kept, axis=0)


def chained(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Many curves (points, curves) as one with gaps, so that one item draws them all."""
    gap = np.full((1, y.shape[1]), np.nan)
    return (
        np.concatenate([x, x[-1:]]).ravel(order="F"),
        np.concatenate([y, gap]).ravel(order="F"),
    )

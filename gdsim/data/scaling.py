"""Scaling: what is taken off each input and divided out, fitted on the training rows only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.data.error import DataError

SCALINGS = ("none", "standardize", "min_max")


@dataclass(frozen=True)
class Scaling:
    """x = offset + factor · scaled, input by input.

    Args:
        kind: one of ``SCALINGS``.
        offset: (n_in,); 0 without scaling, else the mean or the minimum of the training rows.
        factor: (n_in,); 1 without scaling, else the standard deviation (divided by N) or the range. 1 for an
            input that is constant in the training rows.

    >>> fitted = Scaling.fit("min_max", np.array([[2.0, 5.0], [6.0, 5.0]]), ("a", "b"))
    >>> fitted.apply(np.array([[4.0, 5.0]])).tolist(), fitted.restore(np.array([[0.5, 0.0]])).tolist()
    ([[0.5, 0.0]], [[4.0, 5.0]])
    """

    kind: str
    offset: np.ndarray
    factor: np.ndarray

    @classmethod
    def fit(cls, kind: str, rows: np.ndarray, features: tuple[str, ...]) -> Scaling:
        """Fit on training rows, (N, n_in), N ≥ 1.

        Raises:
            DataError: for an unknown kind, or an input whose spread is beyond float64.
        """
        if kind not in SCALINGS:
            raise DataError("data.scaling", f"must be one of {', '.join(SCALINGS)}, not {str(kind)[:60]}")
        width = rows.shape[1]
        if kind == "none":
            return cls(kind, np.zeros(width), np.ones(width))
        # Divided by a power of two, which changes no digit, so that squares of large numbers do not overflow.
        unit = 2.0 ** np.floor(np.log2(np.maximum(np.abs(rows).max(axis=0), 1.0)))
        low, high = rows.min(axis=0), rows.max(axis=0)
        if kind == "min_max":
            offset, spread = low, high / unit - low / unit
        else:
            offset, spread = (rows / unit).mean(axis=0) * unit, (rows / unit).std(axis=0)
        with np.errstate(over="ignore"):
            factor = spread * unit
            beyond = ~np.isfinite(high - low) | ~np.isfinite(factor)
        if beyond.any():
            name = features[int(np.argmax(beyond))]
            raise DataError("data.scaling", f"the values of {name} lie too far apart to be scaled")
        # Equal values are asked for as such: their standard deviation may be a rounding error instead of 0.
        constant = (low == high) | (factor == 0.0)
        return cls(kind, np.where(constant, low, offset), np.where(constant, 1.0, factor))

    def apply(self, rows: np.ndarray) -> np.ndarray:
        """Rows (N, n_in) in the unit of the source, scaled."""
        return rows if self.kind == "none" else (rows - self.offset) / self.factor

    def restore(self, scaled: np.ndarray) -> np.ndarray:
        """Scaled rows (N, n_in) in the unit of the source."""
        return scaled if self.kind == "none" else self.offset + self.factor * scaled

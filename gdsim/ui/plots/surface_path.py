"""Surface path: where the run has been, looked at from above the plane; each epoch is looked at once."""

from __future__ import annotations

import numpy as np

from gdsim.core.curves import Curves
from gdsim.insight.landscape import Plane


class SurfacePath:
    """The epochs of a run in a plane; grows with the run."""

    def __init__(self, plane: Plane, curves: Curves) -> None:
        self._plane = plane
        self._curves = curves
        self._places = np.empty((0, 2))
        self._rows = curves.parameter_rows[:0]
        self.grow()

    def grow(self) -> None:
        """Look at the epochs that have been added; at all of them again where fewer are kept than before."""
        known, rows, kept = len(self._places), self._curves.parameters, self._curves.parameter_rows
        if not np.array_equal(kept[:known], self._rows):
            known, self._places = 0, np.empty((0, 2))
        self._rows = kept
        if known < len(rows):
            with np.errstate(all="ignore"):
                new = self._plane.places(rows[known:])
            self._places = np.concatenate([self._places, np.where(np.isfinite(new), new, np.nan)])

    def parts(self, update: float, rows: int) -> tuple[np.ndarray, np.ndarray]:
        """The places up to ``update`` updates made, and those after, (points, 2) each; only finite ones.

        Args:
            update: updates made at the cursor.
            rows: how many epochs the run has shown; what is still to come is not drawn.
        """
        count = int(np.searchsorted(self._curves.updates[self._rows], update, side="right"))
        rows = int(np.searchsorted(self._rows, rows))
        finite = np.asarray(np.isfinite(self._places).all(axis=1))
        return self._places[:count][finite[:count]], self._places[count:rows][finite[count:rows]]

    def nearest(self, place: np.ndarray, pixel: tuple[float, float], rows: int) -> tuple[int, float] | None:
        """The row, of the first ``rows``, that lies nearest to a place, and its distance in pixels."""
        seen = self._places[: int(np.searchsorted(self._rows, rows))]
        far = np.hypot(*((seen - place) / np.array(pixel)).T)
        if not np.isfinite(far).any():
            return None
        nearest = int(np.nanargmin(far))
        return int(self._rows[nearest]), float(far[nearest])

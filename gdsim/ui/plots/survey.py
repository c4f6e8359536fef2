"""Survey: the loss over a plane, measured place by place: a coarse grid first, then the places between."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import numpy as np

from gdsim.insight.contours import contour, levels, smoothed
from gdsim.insight.landscape import Grid, Loss
from gdsim.ui.plots.pictures import Table

COARSE, FINE = 13, 25
SLOW = 0.004
"""Above so many seconds for one loss the coarse grid is all."""
TOO_SLOW = 0.03
"""Above so many there is none: the window would stutter for a long time."""
_SMOOTH = 48


class Survey:
    """The values over a grid of FINE × FINE places, filled while there is time.

    Args:
        grid: the places.
        loss: what is measured.
        seconds: what one has taken so far, where that is known.
    """

    def __init__(self, grid: Grid, loss: Loss, seconds: float = 0.0) -> None:
        self.grid = grid
        self.seconds = seconds
        """What one loss has taken at best."""
        self.size = 0
        """How many places a side are known: 0, COARSE or FINE."""
        self._loss = loss
        self._asked = 3 if seconds else 0
        self._values = np.full(FINE * FINE, np.nan)

    @property
    def slow(self) -> bool:
        """True where the fine grid would take too long."""
        return self.seconds > SLOW

    @property
    def too_slow(self) -> bool:
        """True where even the coarse grid would."""
        return self._asked >= 3 and self.seconds > TOO_SLOW

    @property
    def values(self) -> np.ndarray:
        """What is known, (size, size)."""
        square = self._values.reshape(FINE, FINE)
        return square if self.size == FINE else square[::2, ::2]

    def measure(self, size: int) -> Iterator[None]:
        """Fill the grid up to ``size`` places a side; pauses after each."""
        if self.size >= size:
            return
        for number in _order(size):
            if not np.isnan(self._values[number]):
                continue
            if self.too_slow:
                return
            began = perf_counter()
            self._values[number] = _number(self.grid.losses(self._loss, np.array([number]))[0])
            taken = perf_counter() - began
            # The quickest counts: the first one also builds what the later ones use.
            self.seconds = min(self.seconds or taken, taken)
            self._asked += 1
            yield
        self.size = size

    def table(self, beside: Survey | None) -> Table | None:
        """Places and losses, with another survey's beside where it is as fine; None before they are known."""
        if not self.size:
            return None
        known = (
            beside.values
            if beside is not None and beside.size == self.size
            else np.full((self.size,) * 2, np.nan)
        )
        every = (FINE - 1) // (self.size - 1)
        x, y = self.grid.x[::every], self.grid.y[::every]
        rows = [
            [x[c], y[r], self.values[r, c], known[r, c]] for r in range(self.size) for c in range(self.size)
        ]
        return ("along direction 1", "along direction 2", "L", "L of the batch"), rows

    def steps(self) -> np.ndarray:
        """The levels of its contours."""
        return levels(self.values)

    def lines(self, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The contours at these levels in the plane's coordinates, x and y; NaN between one line and the next."""
        times = _SMOOTH // (self.size - 1)
        with np.errstate(all="ignore"):
            values = smoothed(self.values, times)
        unit = (self.size - 1) / (values.shape[0] - 1)
        gap = np.full((1, 2), np.nan)
        found = [part for level in steps for line in contour(values, level) for part in (line * unit, gap)]
        places = np.concatenate(found) if found else np.empty((0, 2))
        x, y = self.grid.x, self.grid.y
        scale = np.array([x[-1] - x[0], y[-1] - y[0]]) / (self.size - 1)
        placed = np.array([x[0], y[0]]) + places * scale
        return placed[:, 0], placed[:, 1]


def _order(size: int) -> np.ndarray:
    square = np.arange(FINE * FINE).reshape(FINE, FINE)
    return (square if size == FINE else square[::2, ::2]).reshape(-1)


def _number(value: float) -> float:
    """NaN says "not measured yet" in here; a loss that is no number is as far off as an infinite one."""
    return float(np.inf) if np.isnan(value) else float(value)

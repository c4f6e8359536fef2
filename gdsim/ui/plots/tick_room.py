"""Tick room: as many labels at an axis as stand apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from gdsim.ui.plots.scale import Tick

BETWEEN = 6.0
"""Pixels between two labels, least."""


def that_fit(
    choices: Sequence[tuple[Tick, ...]], place: Callable[[float], float], wide: Callable[[str], float]
) -> tuple[Tick, ...]:
    """The first of some sets of ticks whose labels leave room between each other, else the last set.

    Args:
        choices: from many to few.
        place: from the axis to pixels.
        wide: pixels that a text takes.

    >>> many, few = ((0.0, "0"), (7.0, "7"), (14.0, "14")), ((0.0, "0"), (14.0, "14"))
    >>> that_fit((many, few), lambda at: at, lambda text: 3.0 * len(text)) is few
    True
    """

    def apart(ticks: tuple[Tick, ...]) -> bool:
        rooms = [(place(at), wide(text) / 2) for at, text in sorted(ticks)]
        return all(
            right - after - (left + half) >= BETWEEN for (left, half), (right, after) in pairwise(rooms)
        )

    return next((ticks for ticks in choices if apart(ticks)), choices[-1])

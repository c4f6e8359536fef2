"""Figure: what one plot of the run draws, as a frozen value; no Qt in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdsim.ui.plots.scale import Scale


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn: a role of the theme, width in pixels, dashes in pixels, opacity 0 to 1."""

    role: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True)
class Curve:
    """One line over the updates, or many with one stroke.

    Args:
        updates: updates made at each point (n,), ascending.
        y: values as drawn (n,) or (n, curves); NaN is a gap.
        names: one a curve, rich text, for the read-out.
        group: the legend's entry that hides it; empty where none does.
    """

    stroke: Stroke
    updates: np.ndarray
    y: np.ndarray
    names: tuple[str, ...]
    group: str = ""

    @property
    def columns(self) -> np.ndarray:
        """The values (n, curves)."""
        return self.y.reshape(len(self.y), -1)


@dataclass(frozen=True)
class Entry:
    """One entry of a legend: rich text, with a piece of its line or its marker before it."""

    text: str
    stroke: Stroke | None = None
    marker: str = ""
    """``circle``, ``square`` … as in the design tokens."""
    role: str = "text"
    hollow: bool = False
    wide: bool = False
    """A ring around a marker."""
    group: str = ""
    """The curves that a click on it hides and shows again; empty where it is only an explanation."""


@dataclass(frozen=True)
class Figure:
    """One plot.

    Args:
        curves: from back to front.
        y: its scale.
        legend: what is what.
        caption: a few words at the right of the title.
        empty: what will fill it, while there is nothing to see; empty where there is.
        logarithmic: True where y is exponents of ten.
        nearest: the read-out names the one curve under the pointer, not all.
    """

    curves: tuple[Curve, ...]
    y: Scale
    legend: tuple[Entry, ...] = ()
    caption: str = ""
    empty: str = ""
    logarithmic: bool = False
    nearest: bool = False

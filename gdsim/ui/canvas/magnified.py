"""Magnified: the widths of the weights before and after the update, the change enlarged by a power of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gdsim.ui.canvas.edges import widest
from gdsim.ui.canvas.geometry import Placement
from gdsim.ui.canvas.layers import LayerView
from gdsim.ui.tokens import tokens


@dataclass(frozen=True)
class Magnified:
    """Old and new widths of all weights of the network in pixels, with the change drawn ``10**power`` times.

    Args:
        old, new: layer → widths, each of the shape of its weights.
        power: the least that makes the median change a pixel.
    """

    old: dict[int, np.ndarray]
    new: dict[int, np.ndarray]
    power: int

    @property
    def legend(self) -> str:
        """How much the change is enlarged: ``change × 100``."""
        return "change at true scale" if self.power == 0 else f"change × {10**self.power}"


def magnified(views: Sequence[LayerView], placement: Placement) -> Magnified:
    """The widths of every weight before and after its step."""
    stroke = tokens().stroke
    old, change = {}, {}
    for view in views[1:]:
        assert view.W is not None and view.W_next is not None
        before, after = np.abs(np.nan_to_num(view.W)), np.abs(np.nan_to_num(view.W_next))
        largest = float(before.max()) or 1.0
        high = widest(placement, view.number, stroke.update_max) * max(1.0, placement.scale**0.6)
        low = min(stroke.update_min, 0.5 * high)
        wide = max(0.6, high - low)
        old[view.number] = low + wide * before / largest
        change[view.number] = wide * (after - before) / largest
    sizes = np.abs(np.concatenate([part.ravel() for part in change.values()]))
    median = float(np.median(sizes[sizes > 0])) if (sizes > 0).any() else 1.0
    power = min(12, max(0, math.ceil(-math.log10(median))))
    new = {
        layer: np.clip(old[layer] + change[layer] * 10.0**power, 0.8, 2 * old[layer].max()) for layer in old
    }
    return Magnified(old, new, power)

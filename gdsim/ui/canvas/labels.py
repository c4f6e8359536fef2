"""Labels: which weight or unit of the picture a label is about."""

from __future__ import annotations

import re

from gdsim.insight.focus import parameter
from gdsim.ui.canvas.geometry import Edge, Hit, Neuron

_UNIT = re.compile(r"(?:a|z|da|slope|delta)(\d+)\[(\d+)\]\Z")


def selected_hit(label: str | None, units: tuple[int, ...]) -> Hit | None:
    """The weight or unit that a label is about, in a network of some units; None for what it does not have.

    >>> selected_hit("W2[3,2]", (2, 4, 3, 1)), selected_hit("delta2[3]", (2, 4, 3, 1))
    (Edge(layer=2, target=2, source=1), Neuron(layer=2, unit=2))
    """
    chosen = parameter(label)
    found = unit_label(label) if chosen is None else (chosen.layer, chosen.row)
    if found is None or not 0 <= found[0] < len(units) or not 0 <= found[1] < units[found[0]]:
        return None
    if chosen is None or chosen.kind == "b":
        return Neuron(*found) if chosen is None or found[0] else None
    inside = chosen.layer > 0 and 0 <= chosen.column < units[chosen.layer - 1]
    return Edge(chosen.layer, chosen.row, chosen.column) if inside else None


def unit_label(label: str | None) -> tuple[int, int] | None:
    """Layer, and unit from 0, of a label of a unit's own number; None for any other.

    >>> unit_label("delta2[3]"), unit_label("a0[1]"), unit_label("W2[3,2]")
    ((2, 2), (0, 0), None)
    """
    match = _UNIT.fullmatch(label or "")
    return (int(match[1]), int(match[2]) - 1) if match else None

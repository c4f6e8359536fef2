"""Which weight or unit a label is about."""

from __future__ import annotations

import pytest

from gdsim.ui.canvas.geometry import Edge, Hit, Neuron
from gdsim.ui.canvas.labels import selected_hit

UNITS = (2, 4, 3, 1)


@pytest.mark.parametrize(
    ("label", "hit"),
    [
        ("W2[3,2]", Edge(2, 2, 1)),
        ("b1[4]", Neuron(1, 3)),
        ("a0[2]", Neuron(0, 1)),
        ("a3[1]", Neuron(3, 0)),
        ("delta2[1]", Neuron(2, 0)),
        ("W2[4,1]", None),
        ("W2[1,5]", None),
        ("W9[1,1]", None),
        ("b0[1]", None),
        ("delta7[1]", None),
        ("a1[0]", None),
        ("anything", None),
        (None, None),
    ],
)
def test_a_label_finds_its_weight_or_unit(label: str | None, hit: Hit | None) -> None:
    """A label finds its weight or unit, and what this network does not have finds nothing."""
    assert selected_hit(label, UNITS) == hit

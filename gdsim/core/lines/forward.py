"""Stage 2, Forward: from the inputs to the outputs, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.experiment import Layer
from gdsim.core.lines.naming import in_program, of_layer, signal_into
from gdsim.core.program import Line, Stage
from gdsim.core.registries import ACTIVATIONS


def forward_lines(layers: tuple[Layer, ...]) -> Iterator[Line]:
    """Each layer's z = W a + b and a = f(z)."""
    for number, layer in enumerate(layers, 1):
        bias = f" + b{number}" if layer.bias else ""
        adds = " and adds its bias" if bias else ""
        signal = f"what layer {number - 1} says" if number > 1 else "the inputs"
        yield Line(
            f"z{number}",
            f"W{number} @ {signal_into(number)}{bias}",
            Stage.FORWARD,
            number,
            f"Each unit of layer {number} weighs {signal}{adds}.",
        )
        declared = ACTIVATIONS[layer.activation.key]
        names = {"z": f"z{number}"} | of_layer(number, layer.activation.settings)
        yield Line(
            f"a{number}",
            in_program(declared.form(layer.activation.settings).value, names),
            Stage.FORWARD,
            number,
            f"{declared.name}: {declared.about}",
        )

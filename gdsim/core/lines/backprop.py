"""Stage 4, Backprop: the gradient by the chain rule, from the output layer back; no parameter changes."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.experiment import Layer, LossChoice
from gdsim.core.formula import Binary, Name, parse, renamed
from gdsim.core.layout import Layout
from gdsim.core.lines.naming import in_program, of_layer, of_loss, signal_into
from gdsim.core.program import Line, Stage
from gdsim.core.readings.python import python
from gdsim.core.registries import ACTIVATIONS, LOSSES

_ABOVE = {True: "output δ", False: "δ above"}


def backprop_lines(chosen: LossChoice, layers: tuple[Layer, ...], layout: Layout) -> Iterator[Line]:
    """δ, ∂L/∂W and ∂L/∂b of each layer, the output layer first; each layer reuses δ of the one above."""
    top = len(layers)
    for number in range(top, 0, -1):
        layer = layers[number - 1]
        if number == top:
            yield from _output_delta(chosen, layer, number)
        else:
            yield Line(
                f"da{number}",
                f"W{number + 1}.T @ delta{number + 1}",
                Stage.BACKPROP,
                number,
                f"Send δ of layer {number + 1} back through the same weights; it is not recomputed.",
            )
            yield from _through_activation(layer, number, _ABOVE[number + 1 == top])
        yield from _weight_gradient(chosen, number)
        if layout.block(f"b{number}"):
            yield Line(
                f"db{number}",
                f"{chosen.reduction}_batch(delta{number})",
                Stage.BACKPROP,
                number,
                f"A bias feeds its unit directly: its gradient is the {chosen.reduction} of δ.",
            )


def _weight_gradient(chosen: LossChoice, number: int) -> Iterator[Line]:
    penalty = (f" + l1 * sign(W{number})" if chosen.l1 else "") + (f" + l2 * W{number}" if chosen.l2 else "")
    yield Line(
        f"dW{number}_loss" if penalty else f"dW{number}",
        f"delta{number} @ {signal_into(number)}.T" + (" / B" if chosen.reduction == "mean" else ""),
        Stage.BACKPROP,
        number,
        "δ at a weight's end times the signal at its start; nothing changes yet.",
    )
    if penalty:
        yield Line(
            f"dW{number}",
            f"dW{number}_loss{penalty}",
            Stage.BACKPROP,
            number,
            "Add what the penalty on large weights contributes.",
        )


def _output_delta(chosen: LossChoice, layer: Layer, number: int) -> Iterator[Line]:
    declared = LOSSES[chosen.function.key]
    names = {"a": f"a{number}", "z": f"z{number}"} | of_loss(chosen)

    def shared(formula: str) -> str:
        """The derivative of one sample's loss: where that is a mean over the outputs, each has its share."""
        tree = renamed(parse(formula), names)
        return python(Binary("/", tree, Name("K")) if chosen.over_outputs == "mean" else tree)

    if declared.short_form and layer.activation.key in declared.outputs:
        yield Line(
            f"delta{number}",
            shared(declared.short_form),
            Stage.BACKPROP,
            number,
            f"The slopes of loss and {layer.activation.key} cancel: δ is the output less the target.",
        )
        return
    yield Line(
        f"da{number}",
        shared(declared.gradient),
        Stage.BACKPROP,
        number,
        "How the loss changes when an output changes a little.",
    )
    yield from _through_activation(layer, number)


def _through_activation(layer: Layer, number: int, above: str = "") -> Iterator[Line]:
    """From ∂l/∂a to δ = ∂l/∂z; ``above`` is which δ arrive, of a hidden layer."""
    form = ACTIVATIONS[layer.activation.key].form(layer.activation.settings)
    names = {"z": f"z{number}", "a": f"a{number}", "da": f"da{number}"}
    names |= of_layer(number, layer.activation.settings)
    if form.pullback:
        formula = in_program(form.pullback, names)
        why = "Each share depends on every z of its sample: the whole Jacobian is used."
    elif form.slope == "1":
        formula, why = f"da{number}", "The slope is 1 everywhere: δ is what arrives."
    else:
        formula, why = f"da{number} * slope{number}", "What arrives, times the unit's own slope: δ = ∂l/∂z."
        if above:
            why = f"Each {above} flows back through its weight; the slope scales the sum."
        yield Line(
            f"slope{number}",
            in_program(form.slope, names),
            Stage.BACKPROP,
            number,
            "How much each unit's output follows its weighted input.",
        )
    yield Line(f"delta{number}", formula, Stage.BACKPROP, number, why)

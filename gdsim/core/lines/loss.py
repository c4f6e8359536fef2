"""Stage 3, Loss: how far the outputs are from the targets, and what large weights cost."""

from __future__ import annotations

from collections.abc import Iterator

from gdsim.core.experiment import LossChoice
from gdsim.core.lines.naming import in_program, of_loss
from gdsim.core.program import Line, Stage
from gdsim.core.registries import LOSSES


def loss_lines(chosen: LossChoice, top: int) -> Iterator[Line]:
    """The loss of each sample, of the batch, and the penalty.

    Args:
        chosen: the loss and which mean or sum it is.
        top: number of the output layer.
    """
    names = {"a": f"a{top}", "z": f"z{top}"} | of_loss(chosen)
    value = in_program(LOSSES[chosen.function.key].value, names)
    yield Line(
        "l",
        f"{chosen.over_outputs}_outputs({value})",
        Stage.LOSS,
        None,
        f"How far each sample is from its target: the {chosen.over_outputs} over the outputs.",
    )
    yield Line(
        "L",
        f"{chosen.reduction}_batch(l)",
        Stage.LOSS,
        None,
        f"One number for the batch: the {chosen.reduction} over the samples.",
    )
    if chosen.l1 or chosen.l2:
        parts = []
        if chosen.l1:
            parts.append("l1 * (" + " + ".join(f"sum(abs(W{layer}))" for layer in range(1, top + 1)) + ")")
        if chosen.l2:
            parts.append("l2 / 2 * (" + " + ".join(f"sum(W{layer}**2)" for layer in range(1, top + 1)) + ")")
        yield Line(
            "penalty", " + ".join(parts), Stage.LOSS, None, "What large weights cost; biases cost nothing."
        )

"""Run plots: the plots over the run, each with its quantity."""

from __future__ import annotations

from gdsim.ui.plots.line_plot import LinePlot
from gdsim.ui.plots.norms import gradient_norm, update_size
from gdsim.ui.plots.parameters import parameters
from gdsim.ui.plots.scores import accuracy, loss


def run_plots() -> dict[str, LinePlot]:
    """All of them by name."""
    return {
        "parameters": LinePlot(
            "Parameters per epoch",
            parameters,
            True,
            "every weight and bias at the end of each epoch",
            "parameters",
        ),
        "loss": LinePlot(
            "Loss per epoch", loss, True, "the loss over all samples of a set, at each epoch's end", "loss"
        ),
        "gradient_norm": LinePlot(
            "Gradient norm ‖g‖",
            gradient_norm,
            False,
            "length of each layer's part of g: its ∂L/∂W and ∂L/∂b together",
            "gradient_norm",
        ),
        "update_size": LinePlot(
            "Update size ‖Δθ‖",
            update_size,
            False,
            "how far each update moved a layer's weights and biases",
            "update_size",
        ),
        "accuracy": LinePlot(
            "Accuracy per epoch", accuracy, True, "share of samples that get the right class", "accuracy"
        ),
    }

"""softmax: the outputs as shares that sum to 1; each depends on every z, so it has a Jacobian, no slope."""

from gdsim.core.declaration import Activation, Form, Source

ACTIVATION = Activation(
    key="softmax",
    name="softmax",
    forms=(Form("softmax(z)", pullback="a * (da - sum_units(a * da))"),),
    source=Source(
        "Bridle 1990", "Probabilistic interpretation of feedforward classification network outputs"
    ),
    output_only=True,
    about="turns the outputs into shares that sum to 1.",
)

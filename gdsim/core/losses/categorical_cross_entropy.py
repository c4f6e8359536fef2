"""categorical cross-entropy: surprise at the true class, with a softmax output."""

from gdsim.core.declaration import Loss, Source

LOSS = Loss(
    key="categorical_cross_entropy",
    name="categorical cross-entropy",
    value="y * (log_sum_exp(z) - z)",
    gradient="-y / a",
    source=Source(
        "Bridle 1990", "Probabilistic interpretation of feedforward classification network outputs"
    ),
    outputs=("softmax",),
    targets="one_hot",
    short_form="a - y",
    over_outputs="sum",
    fixed_over_outputs=True,
    about="surprise at the true class, with a softmax output.",
)

"""Nesterov: momentum that looks one step ahead."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.parameter import learning_rate, share
from gdsim.core.symbols import MOMENTUM, STEP, SYMBOLS

B = SYMBOLS["b"]

OPTIMIZER = Optimizer(
    key="nesterov",
    name="Nesterov",
    parameters=(learning_rate(0.05), share(MOMENTUM, 0.9)),
    memory=(Memory(B),),
    rule=(
        Rule(B.next, "momentum * b + g", "Keep most of the old direction and add the new gradient."),
        Rule(
            STEP,
            "-learning_rate * (g + momentum * b_next)",
            "Step as if the next momentum step were made already.",
        ),
    ),
    # Sources differ: Nesterov 1983 and Sutskever et al. 2013 take g at θ + μ v; PyTorch and Keras use this rewritten
    # form, with g at θ.
    variant="PyTorch's form: the gradient is taken at θ, the look-ahead is in the step.",
    source=Source("Nesterov 1983", "A method for solving the convex programming problem with rate O(1/k²)"),
    about="momentum that looks one step ahead.",
)

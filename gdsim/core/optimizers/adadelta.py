"""Adadelta: steps in units of the steps made so far, so that no learning rate is needed."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.parameter import epsilon, learning_rate, share
from gdsim.core.symbols import RHO, STEP, SYMBOLS, Symbol, V

MOVES = Symbol("u", "u", "u", "running mean of the squared steps")

OPTIMIZER = Optimizer(
    key="adadelta",
    name="Adadelta",
    parameters=(learning_rate(1.0), share(RHO, 0.9), epsilon(1e-6)),
    memory=(Memory(V), Memory(MOVES)),
    rule=(
        Rule(V.next, "rho * v + (1 - rho) * g**2", "Remember how large the gradient has been."),
        Rule(
            SYMBOLS["d"],
            "sqrt(u + epsilon) / sqrt(v_next + epsilon) * g",
            "Turn the gradient into the units of the steps made so far.",
        ),
        Rule(MOVES.next, "rho * u + (1 - rho) * d**2", "Remember how large the steps have been."),
        Rule(STEP, "-learning_rate * d", "Step against it; a learning rate of 1 is the paper's rule."),
    ),
    variant="PyTorch's defaults; the paper has no learning rate and ρ = 0.95, Keras multiplies by 0.001.",
    source=Source("Zeiler 2012", "arXiv:1212.5701"),
    about="steps in units of the steps made so far.",
)

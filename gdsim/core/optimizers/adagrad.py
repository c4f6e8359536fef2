"""Adagrad: smaller steps for parameters that have moved much."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source, When
from gdsim.core.parameter import Parameter, epsilon, learning_rate
from gdsim.core.symbols import STEP, SYMBOLS

SQUARES = SYMBOLS["G"]

OPTIMIZER = Optimizer(
    key="adagrad",
    name="Adagrad",
    parameters=(
        learning_rate(0.1),
        Parameter(SYMBOLS["learning_rate_decay"], 0.0, low=0),
        Parameter(SYMBOLS["initial_accumulator"], 0.0, low=0),
        epsilon(1e-10),
    ),
    memory=(Memory(SQUARES, initial="initial_accumulator"),),
    rule=(
        Rule(SQUARES.next, "G + g**2", "Add up how large the gradient has been, for ever."),
        Rule(
            SYMBOLS["rate"],
            "learning_rate / (1 + (t - 1) * learning_rate_decay)",
            "Let the learning rate fall with the updates.",
            (When("learning_rate_decay", 0.0, differs=True),),
        ),
        Rule(
            STEP,
            "-rate * g / (sqrt(G_next) + epsilon)",
            "Step against it, less the more has been added up.",
            (When("learning_rate_decay", 0.0, differs=True),),
        ),
        Rule(
            STEP,
            "-learning_rate * g / (sqrt(G_next) + epsilon)",
            "Step against it, less the more has been added up.",
            (When("learning_rate_decay", 0.0),),
        ),
    ),
    variant="PyTorch's form: ε outside the root, sum starting at 0; Keras starts at 0.1 with ε inside.",
    source=Source("Duchi, Hazan & Singer 2011", "Adaptive subgradient methods"),
    about="smaller steps for parameters that have moved much.",
)

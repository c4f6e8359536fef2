"""NAdam: Adam with Nesterov's look ahead."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source, When
from gdsim.core.moments import MEAN, SETTINGS, SQUARE, SQUARE_CORRECTED
from gdsim.core.parameter import Parameter, learning_rate
from gdsim.core.symbols import STEP, SYMBOLS, M, Symbol, V

DIRECTION = SYMBOLS["d"]
MOMENTUM_AT = "beta_1 * (1 - 0.5 * 0.96**({} * momentum_decay))"
AHEAD = "(1 - mu) / (1 - mu_product_next) * g + mu_ahead / (1 - mu_product_next * mu_ahead) * m_next"

OPTIMIZER = Optimizer(
    key="nadam",
    name="NAdam",
    parameters=(
        learning_rate(0.01),
        *SETTINGS,
        Parameter(SYMBOLS["momentum_decay"], 0.004, low=0),
        Parameter(
            Symbol("decoupled_weight_decay", meaning="take the weight decay out of the gradient"), False
        ),
    ),
    memory=(Memory(M), Memory(V), Memory(SYMBOLS["mu_product"], initial=1.0, scalar=True)),
    rule=(
        Rule(SYMBOLS["mu"], MOMENTUM_AT.format("t"), "Momentum grows towards β₁."),
        Rule(
            SYMBOLS["mu_ahead"],
            MOMENTUM_AT.format("(t + 1)"),
            "The momentum of the next update is needed for the look ahead.",
        ),
        Rule(
            SYMBOLS["mu_product"].next,
            "mu_product * mu",
            "All momenta so far, to make up for the start at 0.",
        ),
        MEAN,
        SQUARE,
        SQUARE_CORRECTED,
        Rule(DIRECTION, AHEAD, "Look ahead: this gradient, and the mean with the next momentum."),
        Rule(
            STEP,
            "-learning_rate * d / (sqrt(v_hat) + epsilon)",
            "Step along it, in units of the usual size.",
            (When("decoupled_weight_decay", False),),
        ),
        Rule(
            STEP,
            "-learning_rate * weight_decay * theta - learning_rate * d / (sqrt(v_hat) + epsilon)",
            "Shrink each parameter a little; step along it in units of the usual size.",
            (When("decoupled_weight_decay"),),
        ),
    ),
    decoupled="decoupled_weight_decay",
    # Sources differ: Keras has 0.96ᵗ, which is ψ = 1.
    variant="PyTorch's form, with the momentum schedule 0.96^(tψ), ψ = 0.004.",
    source=Source("Dozat 2016", "Incorporating Nesterov momentum into Adam"),
    about="Adam with Nesterov's look ahead.",
)

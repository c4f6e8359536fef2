"""RMSprop: divide the gradient by a running root mean square of itself."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source, When
from gdsim.core.parameter import Parameter, epsilon, learning_rate, share
from gdsim.core.symbols import MOMENTUM, RHO, STEP, SYMBOLS, Symbol, V

B, G_MEAN, SPREAD = SYMBOLS["b"], SYMBOLS["g_mean"], SYMBOLS["v_centered"]
CENTERED, AS_IT_IS = When("centered"), When("centered", False)
WITH_MOMENTUM, NO_MOMENTUM = When("momentum", 0.0, differs=True), When("momentum", 0.0)
WHY = "Step against it, in units of that size."
GATHER = "Gather gradients in units of that size."

OPTIMIZER = Optimizer(
    key="rmsprop",
    name="RMSprop",
    parameters=(
        learning_rate(0.01),
        share(RHO, 0.99),
        share(MOMENTUM, 0.0),
        Parameter(Symbol("centered", meaning="take the variance instead of the mean square"), False),
        epsilon(1e-8),
    ),
    memory=(Memory(V), Memory(G_MEAN), Memory(B)),
    rule=(
        Rule(V.next, "rho * v + (1 - rho) * g**2", "Remember how large the gradient has been."),
        Rule(G_MEAN.next, "rho * g_mean + (1 - rho) * g", "Remember where it has pointed.", (CENTERED,)),
        Rule(
            SPREAD, "v_next - g_mean_next**2", "Take the mean out: what is left is the variance.", (CENTERED,)
        ),
        Rule(STEP, "-learning_rate * g / (sqrt(v_next) + epsilon)", WHY, (AS_IT_IS, NO_MOMENTUM)),
        Rule(STEP, "-learning_rate * g / (sqrt(v_centered) + epsilon)", WHY, (CENTERED, NO_MOMENTUM)),
        Rule(B.next, "momentum * b + g / (sqrt(v_next) + epsilon)", GATHER, (AS_IT_IS, WITH_MOMENTUM)),
        Rule(B.next, "momentum * b + g / (sqrt(v_centered) + epsilon)", GATHER, (CENTERED, WITH_MOMENTUM)),
        Rule(STEP, "-learning_rate * b_next", "Step against what has gathered.", (WITH_MOMENTUM,)),
    ),
    variant="ε outside the root, as in the lecture and PyTorch; TensorFlow puts it inside.",
    source=Source("Tieleman & Hinton 2012", "Lecture 6.5, Neural Networks for Machine Learning"),
    about="divide the gradient by a running root mean square of itself.",
)

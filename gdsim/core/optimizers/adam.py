"""Adam: the mean gradient in units of its usual size, both corrected for their start at 0."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.parameter import epsilon, learning_rate, share
from gdsim.core.symbols import BETA_1, BETA_2, M_HAT, STEP, V_HAT, M, V

OPTIMIZER = Optimizer(
    key="adam",
    name="Adam",
    parameters=(learning_rate(0.01), share(BETA_1, 0.9), share(BETA_2, 0.999), epsilon(1e-8)),
    memory=(Memory(M), Memory(V)),
    rule=(
        Rule(M.next, "beta_1 * m + (1 - beta_1) * g", "Remember where the gradient has pointed."),
        Rule(V.next, "beta_2 * v + (1 - beta_2) * g**2", "Remember how large it has been."),
        Rule(M_HAT, "m_next / (1 - beta_1**t)", "Make up for the start at 0."),
        Rule(V_HAT, "v_next / (1 - beta_2**t)", "Make up for the start at 0."),
        Rule(
            STEP,
            "-learning_rate * m_hat / (sqrt(v_hat) + epsilon)",
            "Step along the mean, in units of that size.",
        ),
    ),
    # Sources differ: Keras uses the paper's "epsilon hat", α√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε) with ε = 1e-7.
    variant="Algorithm 1 of the paper, as in PyTorch: ε is added to the corrected root.",
    source=Source("Kingma & Ba 2014", "arXiv:1412.6980, algorithm 1"),
    about="the mean gradient in units of its usual size.",
)

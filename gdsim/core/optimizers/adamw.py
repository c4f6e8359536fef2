"""AdamW: Adam with the weight decay taken out of the gradient."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.parameter import epsilon, learning_rate, share
from gdsim.core.symbols import BETA_1, BETA_2, M_HAT, STEP, V_HAT, M, V

OPTIMIZER = Optimizer(
    key="adamw",
    name="AdamW",
    parameters=(learning_rate(0.01), share(BETA_1, 0.9), share(BETA_2, 0.999), epsilon(1e-8)),
    memory=(Memory(M), Memory(V)),
    rule=(
        Rule(M.next, "beta_1 * m + (1 - beta_1) * g", "Remember where the gradient has pointed."),
        Rule(V.next, "beta_2 * v + (1 - beta_2) * g**2", "Remember how large it has been."),
        Rule(M_HAT, "m_next / (1 - beta_1**t)", "Make up for the start at 0."),
        Rule(V_HAT, "v_next / (1 - beta_2**t)", "Make up for the start at 0."),
        Rule(
            STEP,
            "-learning_rate * weight_decay * theta - learning_rate * m_hat / (sqrt(v_hat) + epsilon)",
            "Shrink every parameter a little, and step along the mean in units of that size.",
        ),
    ),
    decoupled=True,
    weight_decay=0.01,
    # Sources differ: in the paper the decay is not multiplied by α; PyTorch and Keras multiply it.
    variant="PyTorch's form: the decay is α·λ·θ and leaves the gradient, and so m and v, alone.",
    source=Source("Loshchilov & Hutter 2017", "arXiv:1711.05101"),
    about="Adam with the weight decay taken out of the gradient.",
)

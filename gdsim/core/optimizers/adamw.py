"""AdamW: Adam with the weight decay taken out of the gradient."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.moments import MEAN, MEAN_CORRECTED, SETTINGS, SQUARE, SQUARE_CORRECTED
from gdsim.core.parameter import learning_rate
from gdsim.core.symbols import STEP, M, V

OPTIMIZER = Optimizer(
    key="adamw",
    name="AdamW",
    parameters=(learning_rate(0.01), *SETTINGS),
    memory=(Memory(M), Memory(V)),
    rule=(
        MEAN,
        SQUARE,
        MEAN_CORRECTED,
        SQUARE_CORRECTED,
        Rule(
            STEP,
            "-learning_rate * weight_decay * theta - learning_rate * m_hat / (sqrt(v_hat) + epsilon)",
            "Shrink each parameter a little; step along the mean in units of that size.",
        ),
    ),
    decoupled=True,
    weight_decay=0.01,
    # Sources differ: in the paper the decay is not multiplied by α; PyTorch and Keras multiply it.
    variant="PyTorch's form: the decay is α·λ·θ and leaves the gradient, and so m and v, alone.",
    source=Source("Loshchilov & Hutter 2017", "arXiv:1711.05101"),
    about="Adam with the weight decay taken out of the gradient.",
)

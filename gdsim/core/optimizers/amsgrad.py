"""AMSGrad: Adam whose usual size never shrinks."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.parameter import epsilon, learning_rate, share
from gdsim.core.symbols import BETA_1, BETA_2, M_HAT, STEP, SYMBOLS, V_HAT, M, V

LARGEST = SYMBOLS["v_max"]

OPTIMIZER = Optimizer(
    key="amsgrad",
    name="AMSGrad",
    parameters=(learning_rate(0.01), share(BETA_1, 0.9), share(BETA_2, 0.999), epsilon(1e-8)),
    memory=(Memory(M), Memory(V), Memory(LARGEST)),
    rule=(
        Rule(M.next, "beta_1 * m + (1 - beta_1) * g", "Remember where the gradient has pointed."),
        Rule(V.next, "beta_2 * v + (1 - beta_2) * g**2", "Remember how large it has been."),
        Rule(LARGEST.next, "maximum(v_max, v_next)", "Keep the largest size there has been."),
        Rule(M_HAT, "m_next / (1 - beta_1**t)", "Make up for the start at 0."),
        Rule(V_HAT, "v_max_next / (1 - beta_2**t)", "Make up for the start at 0."),
        Rule(
            STEP,
            "-learning_rate * m_hat / (sqrt(v_hat) + epsilon)",
            "Step along the mean, in units of that size.",
        ),
    ),
    # Sources differ: the paper has no bias correction; PyTorch corrects and takes the maximum before it.
    variant="PyTorch's form: the maximum is taken of the uncorrected v.",
    source=Source("Reddi, Kale & Kumar 2018", "arXiv:1904.09237"),
    about="Adam whose usual size never shrinks.",
)

"""Adamax: Adam with the largest recent gradient as its usual size."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.moments import MEAN, SETTINGS
from gdsim.core.parameter import learning_rate
from gdsim.core.symbols import STEP, SYMBOLS, M

LARGEST = SYMBOLS["u"]

OPTIMIZER = Optimizer(
    key="adamax",
    name="Adamax",
    parameters=(learning_rate(0.01), *SETTINGS),
    memory=(Memory(M), Memory(LARGEST)),
    rule=(
        MEAN,
        Rule(LARGEST.next, "maximum(beta_2 * u, abs(g) + epsilon)", "Remember its largest recent size."),
        Rule(
            STEP,
            "-learning_rate / (1 - beta_1**t) * m_next / u_next",
            "Step along the mean in units of that size, corrected for its start.",
        ),
    ),
    # Sources differ: the paper, section 7.1, has no ε; Keras divides by u + ε.
    variant="PyTorch's form: ε is added to |g|.",
    source=Source("Kingma & Ba 2014", "arXiv:1412.6980, section 7.1"),
    about="Adam with the largest recent gradient as its usual size.",
)

"""Adam: the mean gradient in units of its usual size, both corrected for their start at 0."""

from gdsim.core.declaration import Memory, Optimizer, Source
from gdsim.core.moments import ALONG_THE_MEAN, MEAN, MEAN_CORRECTED, SETTINGS, SQUARE, SQUARE_CORRECTED
from gdsim.core.parameter import learning_rate
from gdsim.core.symbols import M, V

OPTIMIZER = Optimizer(
    key="adam",
    name="Adam",
    parameters=(learning_rate(0.01), *SETTINGS),
    memory=(Memory(M), Memory(V)),
    rule=(
        MEAN,
        SQUARE,
        MEAN_CORRECTED,
        SQUARE_CORRECTED,
        ALONG_THE_MEAN,
    ),
    # Sources differ: Keras uses the paper's "epsilon hat", α√(1−β₂ᵗ)/(1−β₁ᵗ) · m/(√v + ε) with ε = 1e-7.
    variant="Algorithm 1 of the paper, as in PyTorch: ε is added to the corrected root.",
    source=Source("Kingma & Ba 2014", "arXiv:1412.6980, algorithm 1"),
    about="the mean gradient in units of its usual size.",
)

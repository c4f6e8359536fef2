"""AMSGrad: Adam whose usual size never shrinks."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.moments import ALONG_THE_MEAN, MEAN, MEAN_CORRECTED, SETTINGS, SQUARE
from gdsim.core.parameter import learning_rate
from gdsim.core.symbols import SYMBOLS, V_HAT, M, V

LARGEST = SYMBOLS["v_max"]

OPTIMIZER = Optimizer(
    key="amsgrad",
    name="AMSGrad",
    parameters=(learning_rate(0.01), *SETTINGS),
    memory=(Memory(M), Memory(V), Memory(LARGEST)),
    rule=(
        MEAN,
        SQUARE,
        Rule(LARGEST.next, "maximum(v_max, v_next)", "Keep the largest size there has been."),
        MEAN_CORRECTED,
        Rule(V_HAT, "v_max_next / (1 - beta_2**t)", "Make up for the start at 0."),
        ALONG_THE_MEAN,
    ),
    # Sources differ: the paper has no bias correction; PyTorch corrects and takes the maximum before it.
    variant="PyTorch's form: the maximum is taken of the uncorrected v.",
    source=Source("Reddi, Kale & Kumar 2018", "arXiv:1904.09237"),
    about="Adam whose usual size never shrinks.",
)

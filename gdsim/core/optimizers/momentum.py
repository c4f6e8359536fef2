"""Momentum: gradients with a fading memory."""

from gdsim.core.declaration import Memory, Optimizer, Rule, Source
from gdsim.core.parameter import learning_rate, share
from gdsim.core.symbols import DAMPENING, MOMENTUM, STEP, SYMBOLS

B = SYMBOLS["b"]

OPTIMIZER = Optimizer(
    key="momentum",
    name="Momentum",
    parameters=(learning_rate(0.05), share(MOMENTUM, 0.9), share(DAMPENING, 0.0)),
    memory=(Memory(B),),
    rule=(
        Rule(
            B.next,
            "where(t == 1, g, momentum * b + (1 - dampening) * g)",
            "Keep most of the old direction and add the new gradient.",
        ),
        Rule(STEP, "-learning_rate * b_next", "Step against what has gathered."),
    ),
    # Sources differ: Sutskever et al. 2013 and Keras put the learning rate inside, v = μ v − α g; the numbers are the
    # same while α is constant and differ under a schedule.
    variant="PyTorch's form: the learning rate stands outside the memory, and the first update takes g as it is.",
    source=Source("Polyak 1964", "Some methods of speeding up the convergence of iteration methods"),
    about="gradients with a fading memory: fast along a valley, calm across it.",
)

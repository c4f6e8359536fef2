"""My optimizer: the rule is in the experiment, in the grammar of every other rule."""

from gdsim.core.declaration import Optimizer, Source
from gdsim.core.parameter import learning_rate

OPTIMIZER = Optimizer(
    key="custom",
    name="My optimizer",
    parameters=(learning_rate(0.1),),
    rule=(),
    source=Source("you", "the rule of this experiment"),
    about="a rule of your own.",
)

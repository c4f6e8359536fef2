"""exponential: smaller by the same factor each time."""

from gdsim.core.declaration import Schedule, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import SYMBOLS

SCHEDULE = Schedule(
    key="exponential",
    name="exponential",
    formula="learning_rate_0 * gamma**k",
    source=Source("PyTorch", "torch.optim.lr_scheduler.ExponentialLR"),
    parameters=(Parameter(SYMBOLS["gamma"], 0.99, low=0, high=1),),
    about="smaller by the same factor each time.",
)

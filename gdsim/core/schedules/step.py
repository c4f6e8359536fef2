"""step: smaller by a factor every so often."""

from gdsim.core.declaration import Schedule, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import SYMBOLS, Symbol

SCHEDULE = Schedule(
    key="step",
    name="step",
    formula="learning_rate_0 * gamma**floor(k / step_size)",
    source=Source("PyTorch", "torch.optim.lr_scheduler.StepLR"),
    parameters=(
        Parameter(Symbol("step_size", "s", "step size", "updates or epochs between two cuts"), 10, low=1),
        Parameter(SYMBOLS["gamma"], 0.5, low=0, high=1),
    ),
    about="smaller by a factor every so often.",
)

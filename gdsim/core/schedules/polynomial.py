"""polynomial: down to 0 along a power."""

from gdsim.core.declaration import Schedule, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

SCHEDULE = Schedule(
    key="polynomial",
    name="polynomial",
    formula="learning_rate_0 * (1 - minimum(k, length) / length)**power",
    source=Source("PyTorch", "torch.optim.lr_scheduler.PolynomialLR"),
    parameters=(
        Parameter(Symbol("length", "N", "length", "updates or epochs until 0"), 100, low=1),
        Parameter(Symbol("power", "p", "power", "exponent of the fall"), 1.0, low=0, low_open=True),
    ),
    about="down to 0 along a power.",
)

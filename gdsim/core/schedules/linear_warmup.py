"""linear warm-up: from a small start up to the full learning rate."""

from gdsim.core.declaration import Schedule, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

SCHEDULE = Schedule(
    key="linear_warmup",
    name="linear warm-up",
    formula="learning_rate_0 * (start_factor + (1 - start_factor) * minimum(k, length) / length)",
    source=Source("Goyal et al. 2017", "arXiv:1706.02677, section 2.2"),
    parameters=(
        Parameter(
            Symbol("start_factor", "s", "start factor", "share of the learning rate at the start"),
            0.1,
            low=0,
            high=1,
        ),
        Parameter(Symbol("length", "N", "length", "updates or epochs until the full rate"), 10, low=1),
    ),
    about="from a small start up to the full learning rate.",
)

"""inverse time: smaller like one over the time."""

from gdsim.core.declaration import Schedule, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

SCHEDULE = Schedule(
    key="inverse_time",
    name="inverse time",
    formula="learning_rate_0 / (1 + k * decay)",
    source=Source("Robbins & Monro 1951", "A stochastic approximation method"),
    parameters=(Parameter(Symbol("decay", r"\eta", "eta", "how fast it falls"), 0.01, low=0),),
    about="smaller like one over the time.",
)

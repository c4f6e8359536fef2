"""cosine: down to a minimum and back along a cosine."""

from gdsim.core.declaration import Schedule, Source
from gdsim.core.parameter import Parameter
from gdsim.core.symbols import Symbol

SCHEDULE = Schedule(
    key="cosine",
    name="cosine",
    formula="minimum + (learning_rate_0 - minimum) * (1 + cos(pi * k / period)) / 2",
    source=Source("Loshchilov & Hutter 2016", "arXiv:1608.03983, equation 5, without restarts"),
    parameters=(
        Parameter(Symbol("period", "T", "T", "updates or epochs from the top to the minimum"), 100, low=1),
        Parameter(Symbol("minimum", r"\alpha_{\min}", "alpha min", "smallest learning rate"), 0.0, low=0),
    ),
    about="down to a minimum and back along a cosine.",
)
